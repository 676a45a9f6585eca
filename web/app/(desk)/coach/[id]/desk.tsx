'use client'
/** Loads the session and gives it to the coach. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { createCoachClient } from '../../../../api/coach.ts'
import { accounts, http } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { openTalkLine } from '../../../../api/talk-line.ts'
import { Coach } from '../../../../coach/coach.tsx'
import type { CoachClient } from '../../../../coach/coach-client.ts'
import { KeptAnswers } from '../../../../coach/kept-answers.tsx'
import { keptClient } from '../../../../coach/kept-client.ts'
import { useLatest } from '../../../../coach/use-latest.ts'
import { deviceOutbox } from '../../../../offline/device-outbox.ts'
import { rememberSession } from '../../../../offline/remember-session.ts'
import { useKept } from '../../../../offline/use-kept.ts'
import { useWaiting } from '../../../../offline/use-waiting.ts'
import { paths } from '../../../../paths.ts'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../../ui/use-learner-query.ts'

export function Desk({ id }: { readonly id: string }) {
  const queries = useQueryClient()
  const me = useLearnerQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal), staleTime: Number.POSITIVE_INFINITY })
  const userId = me.data?.id
  const client = useMemo(() => openClient(userId), [userId])
  // The coach itself keeps what happens here; what it began with must not change under it.
  const transcript = useLearnerQuery({
    queryKey: keys.desk(id),
    queryFn: ({ signal }) => client.transcript(id, signal),
    enabled: !me.isPending,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useKept(...(transcript.isSuccess ? [paths.coachSession(id), `/api/session/${id}`] : []))
  const waiting = useWaiting(userId, id)
  const latest = useLatest({ sessionId: id, client, waiting })
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: keys.learning }), [queries])
  if (transcript.isPending) return <DeskSkeleton />
  if (isUnreadable(transcript))
    return (
      <div className="mx-auto max-w-2xl px-4 py-12">
        <Unavailable what="session" error={transcript.error} onRetry={() => void transcript.refetch()} />
      </div>
    )
  return (
    <>
      <div className="mx-auto max-w-6xl px-4 pt-2 empty:hidden sm:px-6">
        <KeptAnswers outbox={deviceOutbox()} waiting={waiting} />
      </div>
      <Coach
        key={id}
        client={client}
        transcript={transcript.data}
        latest={latest}
        places={{ signIn: paths.signIn(paths.coachSession(id)), transcript: paths.transcript(id), again: paths.coach }}
        onChange={changed}
      />
    </>
  )
}

function openClient(userId: string | undefined): CoachClient {
  const client = { ...createCoachClient(http), converse: openTalkLine({ http, gateway: () => window.location.origin }) }
  return keptClient({ client, outbox: deviceOutbox(), owner: async () => userId, newKey, remember: rememberSession })
}

/** Works on addresses that are not secure, too. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
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
