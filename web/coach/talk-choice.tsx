'use client'
/** Whether the learner talks it through or writes to the prompts; the choice is kept on this device, as drafts are. */
import { useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { CoachClient, Transcript } from './coach-client.ts'
import type { Drafts } from './drafts.ts'

export interface Choice {
  /** There is somebody to talk to, and something left to say. */
  readonly offered: boolean
  readonly talking: boolean
  begin(): void
  leave(): void
}

export interface ChoiceOptions {
  readonly client: CoachClient
  readonly drafts: Drafts
  readonly sessionId: string
  /** The session is at its prompts. */
  readonly open: boolean
  /** The session as the conversation has left it. */
  readonly onReturn: (transcript: Transcript) => void
}

const place = 'talking'
const leaveDeadlineMs = 10_000

export function useTalkChoice({ client, drafts, sessionId, open, onReturn }: ChoiceOptions): Choice {
  const [chosen, setChosen] = useState(() => drafts.load(sessionId, place) !== undefined)
  const leaving = useRef(false)
  const offered = client.converse !== undefined && open
  return {
    offered,
    talking: offered && chosen,
    begin() {
      drafts.save(sessionId, place, { text: '', seconds: 0 })
      setChosen(true)
    },
    leave() {
      if (leaving.current) return
      leaving.current = true
      drafts.forget(sessionId, place)
      client
        .transcript(sessionId, AbortSignal.timeout(leaveDeadlineMs))
        .then(onReturn)
        // Without it the prompts are as they were; what was said is kept all the same.
        .catch(() => undefined)
        .finally(() => {
          leaving.current = false
          setChosen(false)
        })
    },
  }
}

export function TalkChoice({ choice }: { readonly choice: Choice }) {
  if (!choice.offered) return null
  return (
    <p className="mt-10 text-muted">
      Rather talk than write?{' '}
      <Button look="plain" onClick={choice.begin}>
        Talk it through
      </Button>
    </p>
  )
}
