'use client'
/** Fetches both interviews. */
import { useState } from 'react'
import { http } from '../../../../../api/gateway.ts'
import { interviewKeys, openInterviews } from '../../../../../interview/interviews.ts'
import { CompareView } from '../../../../../interview/replay/compare-view.tsx'
import { paths } from '../../../../../paths.ts'
import { Skeleton, Waiting } from '../../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../../ui/use-learner-query.ts'

export function CompareAt({ first, second }: { readonly first: string; readonly second: string }) {
  const one = useReplay(first)
  const other = useReplay(second)
  const failed = [one, other].find(({ isError }) => isError)
  if (failed !== undefined)
    return (
      <Unavailable
        what="interview"
        error={failed.error}
        onRetry={() => void failed.refetch()}
        back={{ href: paths.interviews, words: 'See your interviews' }}
      />
    )
  if (one.data === undefined || other.data === undefined)
    return (
      <div className="grid gap-5">
        <Waiting label="The interviews are being fetched." />
        <Skeleton className="h-10 w-80 max-w-full" />
        <Skeleton className="h-96" />
      </div>
    )
  return <CompareView attempts={[one.data, other.data]} />
}

function useReplay(id: string) {
  const [interviews] = useState(() => openInterviews(http))
  return useLearnerQuery({ queryKey: interviewKeys.replay(id), queryFn: ({ signal }) => interviews.replay(id, signal) })
}
