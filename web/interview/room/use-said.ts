/** What the learner is about to say: kept on the device until it was heard, given back when it was refused. */
import { useCallback, useEffect, useState } from 'react'
import type { Drafts } from '../../coach/drafts.ts'
import type { LearnerKind } from '../interview.ts'
import type { Room } from '../room.ts'
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
  const waiting = state.sent.some(({ text: words }) => words !== undefined)
  const refused = state.trouble?.refused?.text
  useEffect(() => setText(drafts.load(id, place)?.text ?? ''), [drafts, id])
  useEffect(() => {
    if (refused !== undefined) setText((now) => (now === '' ? refused : now))
  }, [refused])
  // Until it was heard it stays on the device, although the field is empty already.
  useEffect(() => {
    if (text !== '') drafts.save(id, place, { text, seconds: 0 })
    else if (!waiting) drafts.forget(id, place)
  }, [text, waiting, drafts, id])
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
