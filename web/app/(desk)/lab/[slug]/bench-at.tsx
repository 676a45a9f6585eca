'use client'
/** The bench, once its lesson is there. */
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { lab } from '../../../../api/lab.ts'
import { useLoadedAnew } from '../../../../interview/editor/use-loaded-anew.ts'
import { Bench } from '../../../../lab/bench.tsx'
import { labKeys } from '../../../../lab/lab-keys.ts'
import { paths } from '../../../../paths.ts'
import { FollowTheme } from '../../../../ui/follow-theme.tsx'
import { Mark } from '../../../../ui/mark.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'

export interface BenchAtProps {
  readonly slug: string
  readonly runId: string | undefined
}

export function BenchAt({ slug, runId }: BenchAtProps) {
  const lesson = useLearnerQuery({ queryKey: labKeys.lesson(slug), queryFn: ({ signal }) => lab.lesson(slug, signal), staleTime: 600_000 })
  if (useLoadedAnew()) return null
  return (
    <>
      <FollowTheme />
      <header className="sticky top-(--above) z-30 border-b border-line bg-paper">
        <div className="mx-auto flex h-14 max-w-[100rem] items-center gap-4 px-4 sm:px-6">
          <Link href={paths.lab} className="inline-flex min-h-11 items-center gap-2 text-muted hover:text-ink">
            <ArrowLeft aria-hidden className="size-5" />
            Lab
          </Link>
          <Mark className="ml-auto size-7" />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[100rem] px-4 py-8 outline-none sm:px-6">
        {lesson.isPending ? <BenchSkeleton /> : null}
        {lesson.isError && lesson.data === undefined ? (
          <Unavailable
            what="lesson"
            error={lesson.error}
            onRetry={() => void lesson.refetch()}
            back={{ href: paths.lab, words: 'See all lessons' }}
          />
        ) : null}
        {lesson.data !== undefined ? <Bench key={slug} lesson={lesson.data} runId={runId} /> : null}
      </main>
    </>
  )
}

function BenchSkeleton() {
  return (
    <div className="grid gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <Waiting label="The lesson is being opened." />
      <div className="grid content-start gap-4">
        <Skeleton className="h-10 w-48" />
        <Skeleton className="h-40" />
      </div>
      <Skeleton className="h-96" />
    </div>
  )
}
