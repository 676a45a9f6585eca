'use client'
/** Fetches an interview and those to compare it with. */
import { useState } from 'react'
import { http } from '../../../../../api/gateway.ts'
import type { Interview } from '../../../../../interview/interview.ts'
import { interviewKeys, openInterviews } from '../../../../../interview/interviews.ts'
import type { Pointer } from '../../../../../interview/replay/moment.ts'
import { ReplayView } from '../../../../../interview/replay/replay-view.tsx'
import { bandWords } from '../../../../../interview/words.ts'
import { paths } from '../../../../../paths.ts'
import { Skeleton, Waiting } from '../../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../../ui/use-learner-query.ts'

const mostOthers = 20

export function ReplayAt({ id, pointer }: { readonly id: string; readonly pointer: Pointer | undefined }) {
  const [interviews] = useState(() => openInterviews(http))
  const replay = useLearnerQuery({ queryKey: interviewKeys.replay(id), queryFn: ({ signal }) => interviews.replay(id, signal) })
  const problemId = replay.data?.interview.problem?.id ?? ''
  const attempts = useLearnerQuery({
    queryKey: interviewKeys.attempts(problemId),
    queryFn: ({ signal }) => interviews.list({ limit: mostOthers, problemId: problemId === '' ? undefined : problemId }, signal),
    enabled: replay.isSuccess,
  })
  if (replay.isPending) return <ReplaySkeleton />
  if (replay.isError)
    return (
      <Unavailable
        what="interview"
        error={replay.error}
        onRetry={() => void replay.refetch()}
        back={{ href: paths.interviews, words: 'See your interviews' }}
      />
    )
  const others = (attempts.data?.items ?? []).filter((one) => one.id !== id && one.status === 'completed')
  return <ReplayView replay={replay.data} pointer={pointer} others={others.map((one) => ({ id: one.id, label: labelOf(one) }))} />
}

function labelOf({ startedAt, problem, band }: Interview): string {
  const day = new Date(startedAt).toLocaleDateString('en', { day: 'numeric', month: 'short' })
  return `${day}, ${problem?.title ?? 'a problem of your own'}${band === '' ? '' : `: ${bandWords[band]}`}`
}

function ReplaySkeleton() {
  return (
    <div className="grid gap-5">
      <Waiting label="The interview is being fetched." />
      <Skeleton className="h-10 w-80 max-w-full" />
      <Skeleton className="h-24" />
      <div className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-80" />
        <Skeleton className="h-80" />
      </div>
    </div>
  )
}
