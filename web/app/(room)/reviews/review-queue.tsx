'use client'
/** What is due today, one at a time in the order of its day, graded by a key; then how much is remembered. */
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { type Grade, type Review, reviews } from '../../../api/plans.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { shortDay, topicWord } from '../../../plan/words.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { useOnceKey } from '../../../ui/use-once-key.ts'
import { ReviewCharts } from './review-charts.tsx'

const grades: readonly { readonly grade: Grade; readonly words: string }[] = [
  { grade: 'again', words: 'Forgotten' },
  { grade: 'hard', words: 'Hard' },
  { grade: 'good', words: 'Good' },
  { grade: 'easy', words: 'Easy' },
]

export function ReviewQueue() {
  const query = useLearnerQuery({ queryKey: keys.due, queryFn: ({ signal }) => reviews.due(signal) })
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Reviews</h1>
      {query.isPending ? (
        <>
          <Waiting label="Your reviews are being read" />
          <Skeleton className="mt-6 h-48" />
        </>
      ) : null}
      {isUnreadable(query) ? <Unavailable what="review" error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data === undefined || isUnreadable(query) ? null : <Due due={query.data.items} />}
      <ReviewCharts />
    </>
  )
}

function Due({ due }: { readonly due: readonly Review[] }) {
  const queries = useQueryClient()
  const [said, setSaid] = useState('')
  const once = useOnceKey()
  const grading = useSending(async (review: Review, grade: Grade) => {
    try {
      const { review: next } = await reviews.grade(review.id, grade, once.of({ review, grade }))
      setSaid(`${review.title} comes back on ${shortDay(next.due)}.`)
      void queries.invalidateQueries({ queryKey: keys.figures })
    } finally {
      // Also when no answer came: it may have been graded all the same, and is not graded twice.
      await queries.invalidateQueries({ queryKey: keys.due })
    }
  })
  const [first, ...rest] = due
  return (
    <section aria-labelledby="due">
      <h2 id="due" className="mt-3 font-sans text-base font-normal text-muted">
        {due.length === 0 ? 'Nothing is due today. Problems that you solve, or get stuck at, come back here.' : `${due.length} due today`}
      </h2>
      {first === undefined ? (
        <p className="mt-6">
          <Link href={paths.plan} className={buttonClass('quiet')}>
            Go to your plan
          </Link>
        </p>
      ) : (
        <Card key={first.id} review={first} busy={grading.sending} onGrade={(grade) => void grading.send(first, grade)} />
      )}
      {/* Below: one grades on while the answer to the one before comes. */}
      <p role="status" className="mt-3 min-h-[1lh] text-muted">
        {said}
      </p>
      {grading.error === undefined ? null : <Notice message={messageOf(grading.error)} onRetry={() => void grading.retry()} />}
      {rest.length === 0 ? null : (
        <ul aria-label="Next" className="mt-6 divide-y divide-line">
          {rest.map(({ id, title, topic }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2.5">
              <span>{title}</span>
              <span className="text-sm text-muted">{topicWord(topic)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface CardProps {
  readonly review: Review
  readonly busy: boolean
  readonly onGrade: (grade: Grade) => void
}

function Card({ review, busy, onGrade }: CardProps) {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const found = grades[Number(event.key) - 1]
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
      if (found !== undefined && !typing && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) onGrade(found.grade)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [busy, onGrade])
  return (
    <article className="mt-6 rounded-card border border-line bg-surface p-5 shadow-sheet">
      <h3 className="text-xl">{review.title}</h3>
      <p className="flex flex-wrap gap-x-3 text-muted">
        {topicWord(review.topic)}
        <Difficulty value={review.difficulty} />
      </p>
      <p className="mt-3 max-w-[60ch]">Solve it again from memory, or say aloud how you would. Then be honest.</p>
      <p className="mt-2">
        <Link
          href={paths.problem(review.problemId)}
          prefetch={false}
          className="underline decoration-line decoration-2 underline-offset-4 hover:decoration-quint"
        >
          Look at the problem
        </Link>
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {grades.map(({ grade, words }, index) => (
          <Button key={grade} look="quiet" busy={busy} onClick={() => onGrade(grade)} aria-keyshortcuts={String(index + 1)}>
            {words} <span className="text-sm font-normal text-muted">{shortDay(review.next[grade])}</span>
          </Button>
        ))}
      </div>
      <p className="mt-3 text-sm text-muted">Keys 1 to 4 grade as well.</p>
    </article>
  )
}
