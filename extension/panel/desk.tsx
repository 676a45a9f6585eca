/** A running session in the panel: the coach, and what still waits on this device. */
import { Coach } from '@quint/web/coach/coach.tsx'
import type { Transcript } from '@quint/web/coach/coach-client.ts'
import { Failure } from '@quint/web/coach/failure.tsx'
import { KeptAnswers } from '@quint/web/coach/kept-answers.tsx'
import { useLatest } from '@quint/web/coach/use-latest.ts'
import { paths } from '@quint/web/paths.ts'
import { Button } from '@quint/web/ui/button.tsx'
import { Skeleton, Waiting } from '@quint/web/ui/skeleton.tsx'
import { type MouseEvent, useCallback, useEffect, useState } from 'react'
import { t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { MyCode } from './my-code.tsx'
import { useWaiting } from './use-waiting.ts'

export interface DeskProps {
  readonly equipment: Equipment
  readonly sessionId: string
  /** The learner is done with this session, or it is gone. */
  readonly onAnew: () => void
}

export function Desk({ equipment, sessionId, onAnew }: DeskProps) {
  const { client, drafts, outbox, settings, page } = equipment
  const { transcript, error, load } = useTranscript(equipment, sessionId)
  const waiting = useWaiting(equipment, sessionId)
  const latest = useLatest({ sessionId, client, waiting })
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : undefined
    if (link !== '#again') return
    event.preventDefault()
    onAnew()
  }
  if (error !== undefined) return <Missing error={error} onRetry={load} onAnew={onAnew} />
  if (transcript === undefined) return <DeskSkeleton />
  return (
    <div onClickCapture={follow}>
      <div className="px-3 pt-2 empty:hidden">
        <KeptAnswers outbox={outbox} waiting={waiting} />
      </div>
      <Coach
        client={client}
        transcript={transcript}
        latest={latest}
        drafts={drafts}
        places={{ signIn: '#sign-in', transcript: `${settings.server}${paths.transcript(sessionId)}`, again: '#again' }}
      />
      <div className="px-4 pb-10">
        <MyCode page={page} />
      </div>
    </div>
  )
}

function useTranscript({ client }: Equipment, sessionId: string) {
  const [transcript, setTranscript] = useState<Transcript>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    const controller = new AbortController()
    setError(undefined)
    client.transcript(sessionId, controller.signal).then(
      (found) => (controller.signal.aborted ? undefined : setTranscript(found)),
      (thrown: unknown) => (controller.signal.aborted ? undefined : setError(thrown)),
    )
    return () => controller.abort()
  }, [client, sessionId, attempt])
  return { transcript, error, load: useCallback(() => setAttempt((so) => so + 1), []) }
}

interface MissingProps {
  readonly error: unknown
  readonly onRetry: () => void
  readonly onAnew: () => void
}

function Missing({ error, onRetry, onAnew }: MissingProps) {
  return (
    <div className="grid gap-4 px-4 py-6">
      <p>{t('deskMissing')}</p>
      <Failure error={error} onRetry={onRetry} signInHref="#sign-in" />
      <p>
        <Button look="plain" className="-ml-2" onClick={onAnew}>
          {t('deskForget')}
        </Button>
      </p>
    </div>
  )
}

function DeskSkeleton() {
  return (
    <div className="grid gap-4 px-4 py-6">
      <Waiting label={t('loading')} />
      <Skeleton className="h-8" />
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
    </div>
  )
}
