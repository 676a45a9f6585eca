'use client'
/** Every lesson with what it is about. Lessons have a policy of their own for the editor, so that their pages are loaded anew. */
import { lab } from '../../../api/lab.ts'
import { messageOf } from '../../../api/problem.ts'
import type { Lesson } from '../../../lab/lab.ts'
import { labKeys } from '../../../lab/lab-keys.ts'
import { Code } from '../../../lab/verdict-view.tsx'
import { paths } from '../../../paths.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'

export function Lessons() {
  const lessons = useLearnerQuery({ queryKey: labKeys.lessons, queryFn: ({ signal }) => lab.lessons(signal), staleTime: 600_000 })
  if (lessons.isPending) return <LessonsSkeleton />
  if (lessons.isError)
    return (
      <div className="mt-8">
        <Notice message={messageOf(lessons.error)} onRetry={() => void lessons.refetch()} />
      </div>
    )
  return (
    <ul className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {lessons.data.map((lesson) => (
        <Card key={lesson.slug} lesson={lesson} />
      ))}
    </ul>
  )
}

function Card({ lesson }: { readonly lesson: Lesson }) {
  const [first = ''] = lesson.description.split(/(?<=\.)\s/)
  return (
    <li className="relative rounded-card border border-line bg-surface px-5 py-4 hover:border-ink">
      <h2 className="text-xl">
        <a href={paths.labLesson(lesson.slug)} className="after:absolute after:inset-0">
          {lesson.title}
        </a>
      </h2>
      <p className="mt-2 text-muted">
        <Code text={first} />
      </p>
      <p className="mt-3 text-sm text-muted tabular-nums">
        {lesson.nodes} nodes, {lesson.faults.length === 0 ? 'no faults' : `${lesson.faults.length} kinds of faults`}
      </p>
    </li>
  )
}

function LessonsSkeleton() {
  return (
    <div className="mt-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Waiting label="The lessons are being fetched." />
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards are all alike
        <Skeleton key={index} className="h-40" />
      ))}
    </div>
  )
}
