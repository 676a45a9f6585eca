/** The session as it is once kept answers have gone out: only then is it known what they show. */
import { useEffect, useRef, useState } from 'react'
import type { CoachClient, Transcript } from './coach-client.ts'
import type { Waiting } from './outbox.ts'

export interface Following {
  readonly sessionId: string
  readonly client: CoachClient
  readonly waiting: readonly Waiting[]
}

export function useLatest({ sessionId, client, waiting }: Following): Transcript | undefined {
  const [latest, setLatest] = useState<Transcript>()
  const before = useRef(0)
  const open = waiting.filter(({ refused }) => refused === undefined).length
  useEffect(() => {
    const sent = open < before.current
    before.current = open
    if (!sent || open > 0) return
    const leaving = new AbortController()
    client.transcript(sessionId, leaving.signal).then(setLatest, () => undefined)
    return () => leaving.abort()
  }, [open, client, sessionId])
  return latest
}
