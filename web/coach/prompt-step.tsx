'use client'
/** One prompt, and nothing else to do. */
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { AnswerField } from './answer-field.tsx'
import type { Finding, Prompt, Transcript } from './coach-client.ts'
import { answersOf } from './course.ts'
import type { Drafts } from './drafts.ts'
import { elementWords, promptsEach } from './element.ts'
import { ElementIcon } from './element-icon.tsx'
import { Failure } from './failure.tsx'
import { FindingNote } from './finding-note.tsx'
import { useAnswer } from './use-answer.ts'
import { useSending } from './use-sending.ts'
import { hasContent } from './words.ts'

export interface PromptStepProps {
  readonly transcript: Transcript
  readonly prompt: Prompt
  readonly drafts: Drafts
  /** What came to light with the answer before this one. */
  readonly noticed: Finding | undefined
  readonly signInHref: string
  readonly onAnswer: (answer: { readonly promptIndex: number; readonly responseText: string; readonly timeSpentSeconds: number }) => Promise<void>
  readonly onGo: (index: number) => void
  /** Leaves an earlier answer as it is. */
  readonly onGoOn: () => void
}

export function PromptStep({ transcript, prompt, drafts, noticed, signInHref, onAnswer, onGo, onGoOn }: PromptStepProps) {
  const { session } = transcript
  const earlier = transcript.responses.find(({ promptIndex }) => promptIndex === prompt.index)
  const writing = useAnswer({
    drafts,
    sessionId: session.id,
    promptIndex: prompt.index,
    saved: earlier && { text: earlier.responseText, seconds: earlier.timeSpentSeconds },
  })
  const { sending, error, send } = useSending(async () => {
    await onAnswer({ promptIndex: prompt.index, responseText: writing.text, timeSpentSeconds: writing.seconds() })
  })
  const [empty, setEmpty] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const [heading, guidance] = [useId(), useId()]
  useEffect(() => area.current?.focus({ preventScroll: true }), [])
  const answers = answersOf(transcript)

  const submit = (): void => {
    const nothing = !hasContent(writing.text)
    setEmpty(nothing)
    if (nothing) area.current?.focus()
    else void send()
  }

  return (
    <section aria-labelledby={heading} className="settle">
      {noticed === undefined ? null : <Noticed finding={noticed} textAt={answers.textAt} onOpen={onGo} />}
      <PromptHead prompt={prompt} headingId={heading} guidanceId={guidance} />
      <div className="mt-6">
        <AnswerField
          text={writing.text}
          onWrite={writing.write}
          onSend={submit}
          labelledBy={heading}
          describedBy={guidance}
          placeholder="In your own words. Half a thought is a start."
          area={area}
        >
          {earlier === undefined ? null : (
            <Button look="plain" onClick={onGoOn}>
              Leave it as it was
            </Button>
          )}
          <Button busy={sending} onClick={submit}>
            {earlier === undefined ? 'Keep and go on' : 'Keep the change'}
          </Button>
        </AnswerField>
        {empty && !hasContent(writing.text) ? (
          <p role="alert" className="mt-3 text-muted">
            Write a few words first. “I do not know, but …” counts.
          </p>
        ) : null}
        {error === undefined ? null : (
          <div className="mt-4">
            <Failure error={error} onRetry={submit} signInHref={signInHref} />
          </div>
        )}
      </div>
      {earlier === undefined ? null : <Shown findings={transcript.findings} index={prompt.index} textAt={answers.textAt} />}
    </section>
  )
}

function PromptHead({ prompt, headingId, guidanceId }: { readonly prompt: Prompt; readonly headingId: string; readonly guidanceId: string }) {
  const words = elementWords[prompt.element]
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-accent">
        <ElementIcon element={prompt.element} />
        <span className="font-semibold">{words.name}</span>
        <span className="text-muted">
          {words.act}, {(prompt.index % promptsEach) + 1} of {promptsEach}
        </span>
      </p>
      <h1 id={headingId} className="mt-3 text-xl leading-snug sm:text-2xl">
        {prompt.text}
      </h1>
      <p id={guidanceId} className="mt-3 max-w-[60ch] text-muted">
        {prompt.guidance}
      </p>
    </>
  )
}

interface NoticedProps {
  readonly finding: Finding
  readonly textAt: (index: number) => string
  readonly onOpen: (index: number) => void
}

function Noticed({ finding, textAt, onOpen }: NoticedProps) {
  return (
    <aside
      aria-labelledby="noticed"
      data-element={finding.element}
      className="settle mb-10 rounded-card border border-line bg-surface px-5 py-4 shadow-sheet text-[0.96875rem] leading-relaxed"
    >
      <p id="noticed" className="mb-1.5 text-sm text-muted">
        What I notice
      </p>
      <FindingNote finding={finding} textAt={textAt} onOpen={onOpen} />
    </aside>
  )
}

interface ShownProps {
  readonly findings: readonly Finding[]
  readonly index: number
  readonly textAt: (index: number) => string
}

function Shown({ findings, index, textAt }: ShownProps) {
  const here = findings.filter(({ evidence }) => evidence.some(({ promptIndex }) => promptIndex === index))
  if (here.length === 0) return null
  return (
    <section className="mt-10">
      <h2 className="text-lg">What this answer shows</h2>
      <ul className="mt-3 grid gap-4">
        {here.map((finding) => (
          <li key={finding.code}>
            <FindingNote finding={finding} textAt={textAt} only={index} />
          </li>
        ))}
      </ul>
    </section>
  )
}
