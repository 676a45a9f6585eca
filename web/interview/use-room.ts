/** Keeps an interview going: asks for what was missed when its line is back, and sends again what nobody has heard. */
import { useCallback, useMemo, useRef, useState } from 'react'
import type { OpenLine } from '../api/talk-line.ts'
import { type Ask, askOf, type Draft, draftAsk, resumeAsk, writingAsk } from './asks.ts'
import { emptyRoom, lastSeq, type Room, type RoomStep, room, type Sent } from './room.ts'
import { type LineState, useLine } from './use-line.ts'
import { read, type WireMessage } from './wire.ts'

export interface UseRoom {
  readonly state: Room
  readonly line: LineState
  /** Goes out at once or when the line is back; under a name of its own, unless it was sent before. */
  readonly send: (what: Omit<Sent, 'requestId'> & Partial<Pick<Sent, 'requestId'>>) => void
  /** Tells how the code stands. Gives the name under which it will be said that it is kept; undefined: nobody was there to be told. */
  readonly keep: (draft: Draft) => string | undefined
  /** Tells that words are being written; often enough, whoever calls it how often. */
  readonly writing: () => void
  /** The trouble was read. */
  readonly settle: () => void
  /** Comes back at once instead of after a pause. */
  readonly retry: () => void
}

export interface RoomOptions {
  readonly id: string
  readonly openLine: OpenLine<Ask>
  /** Never the same twice. */
  readonly newId: () => string
}

/** Often enough for the server to know that nobody is silent. */
const writingEveryMs = 15_000

export function useRoom({ id, openLine, newId }: RoomOptions): UseRoom {
  const [state, setState] = useState(emptyRoom)
  /** Ahead of what is drawn, so that nothing sent is overlooked when the line comes back. */
  const latest = useRef(state)
  const step = useCallback((next: RoomStep) => {
    latest.current = room(latest.current, next)
    setState(latest.current)
  }, [])
  const line = useLine({
    openLine,
    greet: () => resumeAsk(id, lastSeq(latest.current)),
    hear(message: WireMessage) {
      const told = read(message)
      if (told !== undefined) step({ kind: 'told', told })
      return told?.kind === 'state'
    },
    entered(say) {
      for (const sent of latest.current.sent) say(askOf(id, sent))
    },
  })
  const { say, retry } = line
  const send = useCallback(
    (what: Parameters<UseRoom['send']>[0]) => {
      const sent = { ...what, requestId: what.requestId ?? newId() }
      step({ kind: 'sent', sent })
      say(askOf(id, sent))
    },
    [id, newId, step, say],
  )
  const keep = useCallback(
    (draft: Draft) => {
      const name = newId()
      return say(draftAsk(id, name, draft)) ? name : undefined
    },
    [id, newId, say],
  )
  const told = useRef(-writingEveryMs)
  const writing = useCallback(() => {
    const now = performance.now()
    if (now - told.current >= writingEveryMs && say(writingAsk(id))) told.current = now
  }, [id, say])
  const settle = useCallback(() => step({ kind: 'settled' }), [step])
  return useMemo(() => ({ state, line: line.state, send, keep, writing, settle, retry }), [state, line.state, send, keep, writing, settle, retry])
}
