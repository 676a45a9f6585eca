'use client'
/** The last word: what the learner thinks now. */
import { useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AnswerField } from './answer-field.tsx'
import type { Transcript } from './coach-client.ts'
import type { Drafts } from './drafts.ts'
import { lastWordIndex } from './element.ts'
import { Failure } from './failure.tsx'
import { useAnswer } from './use-answer.ts'
import { useSending } from './use-sending.ts'
import { hasContent } from './words.ts'

export interface LastWordProps {
  readonly transcript: Transcript
  readonly drafts: Drafts
  readonly signInHref: string
  readonly onComplete: (finalResponse: string) => Promise<void>
}

export function LastWord({ transcript, drafts, signInHref, onComplete }: LastWordProps) {
  const writing = useAnswer({ drafts, sessionId: transcript.session.id, promptIndex: lastWordIndex })
  const { sending, error, send } = useSending(() => onComplete(writing.text))
  const [empty, setEmpty] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const submit = (): void => {
    const nothing = !hasContent(writing.text)
    setEmpty(nothing)
    if (nothing) area.current?.focus()
    else void send()
  }
  return (
    <section className="mt-12 border-t border-line pt-8">
      <h2 id="last-word" className="text-xl">
        Your last word
      </h2>
      <p id="last-word-guidance" className="mb-4 mt-2 max-w-[60ch] text-muted">
        What do you see now that you did not see before? New examples, new questions, an idea you would try, something you no longer assume.
      </p>
      <AnswerField
        text={writing.text}
        onWrite={writing.write}
        onSend={submit}
        labelledBy="last-word"
        describedBy="last-word-guidance"
        placeholder="Now I think …"
        area={area}
      >
        <Button busy={sending} onClick={submit}>
          That is my last word
        </Button>
      </AnswerField>
      {empty && !hasContent(writing.text) ? (
        <p role="alert" className="mt-3 text-muted">
          Write a few words first: one sentence is enough.
        </p>
      ) : null}
      {error === undefined ? null : (
        <div className="mt-4">
          <Failure error={error} onRetry={submit} signInHref={signInHref} />
        </div>
      )}
    </section>
  )
}
