/** What the learner is about to say, and what is on its way: kept on the device until it was heard, given back when it was refused. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Drafts } from '../../coach/drafts.ts'
import type { LearnerKind } from '../interview.ts'
import { type Room, type Sent, spokenIn } from '../room.ts'
import type { UseRoom } from '../use-room.ts'

export interface Said {
  readonly text: string
  readonly write: (text: string) => void
  readonly say: (kind: LearnerKind, text: string) => void
}

export interface UseSaidOptions {
  readonly id: string
  readonly drafts: Drafts
  readonly state: Room
  readonly send: UseRoom['send']
  readonly writing: UseRoom['writing']
}

const place = 'said'

export function useSaid({ id, drafts, state, send, writing }: UseSaidOptions): Said {
  const [text, setText] = useState('')
  const { trouble } = state
  useEffect(() => setText(drafts.load(id, place)?.text ?? ''), [drafts, id])
  useEffect(() => {
    const words = trouble?.refused?.text
    // What was written since stays below it.
    if (words !== undefined) setText((now) => (now === '' ? words : `${words}\n\n${now}`))
  }, [trouble])
  const kept = useRef('')
  useEffect(() => {
    if (text === kept.current) return
    kept.current = text
    if (text === '') drafts.forget(id, place)
    else drafts.save(id, place, { text, seconds: 0 })
  }, [text, drafts, id])
  useSentAgain({ id, drafts, state, send })
  return {
    text,
    write: useCallback(
      (words: string) => {
        setText(words)
        if (words !== '') writing()
      },
      [writing],
    ),
    say: useCallback(
      (kind, words) => {
        send({ kind, text: words })
        setText('')
      },
      [send],
    ),
  }
}

const onItsWay = 'on its way'

/** What nobody has heard when the page is left goes out under its old name when it is back. */
function useSentAgain({ id, drafts, state, send }: Omit<UseSaidOptions, 'writing'>): void {
  const words = spokenIn(state.sent)
  const kept = useRef('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what had been heard by then.
  useEffect(() => {
    kept.current = drafts.load(id, onItsWay)?.text ?? ''
    const heard = new Set(state.entries.map(({ requestId }) => requestId))
    for (const one of toSent(kept.current)) if (!heard.has(one.requestId)) send(one)
  }, [drafts, id])
  const now = words.length === 0 ? '' : JSON.stringify(words)
  useEffect(() => {
    if (now === kept.current) return
    kept.current = now
    if (now === '') drafts.forget(id, onItsWay)
    else drafts.save(id, onItsWay, { text: now, seconds: 0 })
  }, [now, drafts, id])
}

/** What was damaged is left out. */
function toSent(json: string): readonly Sent[] {
  try {
    const found: unknown = JSON.parse(json)
    return Array.isArray(found) ? spokenIn(found as readonly Sent[]) : []
  } catch {
    return []
  }
}
