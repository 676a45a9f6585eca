'use client'
/** The conversation with the coach, in place of the twelve prompts: what was said, and one field to go on. */
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AnswerField } from './answer-field.tsx'
import type { CoachClient } from './coach-client.ts'
import { missingWords } from './coach-names.ts'
import { DialogueLog } from './dialogue-log.tsx'
import type { Drafts } from './drafts.ts'
import { exchanges, whoseTurn } from './talk.ts'
import { useAnswer } from './use-answer.ts'
import { type LineState, useTalk } from './use-talk.ts'
import { hasContent } from './words.ts'

export interface DialogueStepProps {
  readonly converse: NonNullable<CoachClient['converse']>
  readonly sessionId: string
  readonly title: string
  readonly drafts: Drafts
  /** Back to the prompts, or on once everything is said. */
  readonly onLeave: () => void
}

/** Where the draft of a reply is kept, beside those of the prompts. */
const draftPlace = -1

export function DialogueStep({ converse, sessionId, title, drafts, onLeave }: DialogueStepProps) {
  const { talk, line, say, retry } = useTalk({ converse, sessionId })
  const writing = useAnswer({ drafts, sessionId, promptIndex: draftPlace })
  const [empty, setEmpty] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const heading = useId()
  const said = exchanges(talk)
  const whose = whoseTurn(talk)
  const asked = said.at(-1)?.asked
  const sent = useRef<string>(undefined)
  /** Of the time before the learner's eyes, what was told already. */
  const counted = useRef(0)

  // What was kept leaves the field; what was not stays in it.
  const last = said.at(-1)?.reply ?? ''
  useEffect(() => {
    if (sent.current === undefined) return
    if (talk.sent === undefined && talk.trouble === undefined && line === 'open' && sent.current !== '') {
      sent.current = undefined
      writing.write('')
      drafts.forget(sessionId, draftPlace)
    } else if (talk.trouble !== undefined || line !== 'open') sent.current = undefined
  }, [talk.sent, talk.trouble, line, writing, drafts, sessionId])
  useEffect(() => {
    if (whose === 'learner') area.current?.focus({ preventScroll: true })
  }, [whose])

  const submit = (): void => {
    if (whose !== 'learner' || line !== 'open' || asked === undefined) return
    const nothing = !hasContent(writing.text)
    setEmpty(nothing)
    if (nothing) {
      area.current?.focus()
      return
    }
    sent.current = writing.text
    const seconds = writing.seconds()
    say(asked.turn, writing.text, seconds - counted.current)
    counted.current = seconds
  }

  return (
    <section aria-labelledby={heading} className="settle" data-whose={whose} data-line={line}>
      <h1 id={heading} className="text-xl leading-snug sm:text-2xl">
        Talk through “{title}”
      </h1>
      <p className="mt-2 max-w-[60ch] text-muted">One question at a time. What you say is kept as your answers, element by element.</p>
      <p role="status" className="mt-3 max-w-[60ch] text-muted empty:hidden">
        {asked?.missingCoach === undefined ? '' : missingWords(asked.missingCoach)}
      </p>
      <DialogueLog said={said} last={last} />
      <Line state={line} onRetry={retry} />
      {talk.trouble === undefined ? null : (
        <p role="alert" className="mt-4 text-danger">
          {talk.trouble}
        </p>
      )}
      {whose === 'nobody' ? (
        <p className="mt-8">
          <Button onClick={onLeave}>Read it over</Button>
        </p>
      ) : (
        <div className="mt-6">
          <AnswerField
            text={writing.text}
            onWrite={writing.write}
            onSend={submit}
            labelledBy={heading}
            placeholder="In your own words. Half a thought is a start."
            area={area}
          >
            <Button look="plain" onClick={onLeave}>
              Use the prompts instead
            </Button>
            <Button busy={whose === 'coach' || line !== 'open'} onClick={submit}>
              Say it
            </Button>
          </AnswerField>
          {empty && !hasContent(writing.text) ? (
            <p role="alert" className="mt-3 text-muted">
              Write a few words first. “I do not know, but …” counts.
            </p>
          ) : null}
        </div>
      )}
    </section>
  )
}

const lines: Readonly<Record<Exclude<LineState, 'open'>, string>> = {
  opening: 'Connecting …',
  broken: 'The connection broke. Your words stay here; trying again …',
  ended: 'You were signed out. Your words stay on this device.',
}

function Line({ state, onRetry }: { readonly state: LineState; readonly onRetry: () => void }) {
  return (
    <p role="status" className="mt-4 min-h-6 text-sm text-muted">
      {state === 'open' ? '' : lines[state]}{' '}
      {state === 'broken' ? (
        <Button look="plain" className="min-h-0 py-0 text-sm" onClick={onRetry}>
          Try now
        </Button>
      ) : null}
    </p>
  )
}
