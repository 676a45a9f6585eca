'use client'
/** Loads the session and gives it to the coach. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { createCoachClient } from '../../../../api/coach.ts'
import { http } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { Coach } from '../../../../coach/coach.tsx'
import { paths } from '../../../../paths.ts'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'

export function Desk({ id }: { readonly id: string }) {
  const queries = useQueryClient()
  const client = useMemo(() => createCoachClient(http), [])
  // The coach itself keeps what happens here; what it began with must not change under it.
  const transcript = useLearnerQuery({
    queryKey: keys.desk(id),
    queryFn: ({ signal }) => client.transcript(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: keys.learning }), [queries])
  if (transcript.isPending) return <DeskSkeleton />
  if (transcript.isError)
    return (
      <div className="mx-auto max-w-2xl px-4 py-12">
        <Unavailable what="session" error={transcript.error} onRetry={() => void transcript.refetch()} />
      </div>
    )
  return (
    <Coach
      key={id}
      client={client}
      transcript={transcript.data}
      places={{ signIn: paths.signIn(paths.coachSession(id)), transcript: paths.transcript(id), again: paths.coach }}
      onChange={changed}
    />
  )
}

function DeskSkeleton() {
  return (
    <div className="mx-auto grid max-w-6xl gap-x-12 gap-y-6 px-4 pt-4 sm:px-6 lg:grid-cols-[17rem_minmax(0,42rem)] lg:pt-10 xl:gap-x-20">
      <Waiting label="Your session is being opened." />
      <Skeleton className="h-8 lg:h-64" />
      <div className="grid gap-6">
        <Skeleton className="h-12" />
        <Skeleton className="h-6 w-40" />
        <Skeleton className="h-20" />
        <Skeleton className="h-48" />
      </div>
    </div>
  )
}
