'use client'
/** Three prompts without an account. Nothing is stored but on this device, in this page. */
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useId, useState } from 'react'
import { createCoachClient, type TryAnswer } from '../../api/coach.ts'
import { http } from '../../api/gateway.ts'
import { messageOf } from '../../api/problem.ts'
import { AnswerField } from '../../coach/answer-field.tsx'
import type { Finding, Prompt } from '../../coach/coach-client.ts'
import { elementWords } from '../../coach/element.ts'
import { ElementIcon } from '../../coach/element-icon.tsx'
import { FindingNote } from '../../coach/finding-note.tsx'
import { hasContent } from '../../coach/words.ts'
import { paths } from '../../paths.ts'
import type { Sample } from '../../samples.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

const promptsToTry = 3

export interface TryCoachProps {
  readonly sample: Sample
  /** What the coach asks first about it. */
  readonly first: Prompt
}

export function TryCoach({ sample, first }: TryCoachProps) {
  const [client] = useState(() => createCoachClient(http))
  const [answers, setAnswers] = useState<readonly TryAnswer[]>([])
  const step = useQuery({
    queryKey: ['try', sample.slug, answers],
    queryFn: ({ signal }) => client.tryOut({ title: sample.title, statement: sample.statement }, answers, signal),
    placeholderData: (before) => before,
    // The first question is known, so nobody waits for it.
    ...(answers.length === 0 ? { initialData: { prompt: first, findings: [] } } : {}),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const prompt = step.data?.prompt ?? undefined
  const over = step.data !== undefined && step.data.prompt === null
  return (
    <section
      id="try"
      aria-label="Try the coach"
      data-element={prompt?.element}
      className="min-h-[34rem] scroll-mt-20 rounded-card border border-line bg-surface p-5 shadow-sheet sm:p-8"
    >
      <SampleHead sample={sample} answered={over ? promptsToTry : answers.length} />
      {step.isError ? (
        <div className="mt-6">
          <Notice message={messageOf(step.error)} onRetry={() => void step.refetch()} />
        </div>
      ) : null}
      {prompt === undefined || step.isError ? null : (
        <TryPrompt
          key={prompt.index}
          prompt={prompt}
          findings={step.data?.findings ?? []}
          answers={answers}
          busy={step.isPlaceholderData}
          onAnswer={(responseText) => setAnswers([...answers, { promptIndex: prompt.index, responseText }])}
        />
      )}
      {over ? <TryEnd findings={step.data.findings} answers={answers} onAgain={() => setAnswers([])} /> : null}
    </section>
  )
}

function SampleHead({ sample, answered }: { readonly sample: Sample; readonly answered: number }) {
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-lg">Try it: {sample.title}</h2>
        <p className="shrink-0 text-sm text-muted tabular-nums">
          {answered} of {promptsToTry}
        </p>
      </div>
      <p className="mt-2 text-[0.96875rem] leading-relaxed text-muted">{sample.statement.split('\n\n')[0]}</p>
    </>
  )
}

interface TryPromptProps {
  readonly prompt: Prompt
  readonly findings: readonly Finding[]
  readonly answers: readonly TryAnswer[]
  readonly busy: boolean
  readonly onAnswer: (text: string) => void
}

function TryPrompt({ prompt, findings, answers, busy, onAnswer }: TryPromptProps) {
  const [text, setText] = useState('')
  const heading = useId()
  const last = answers.at(-1)
  const [noticed] = findings.filter(({ evidence }) => evidence.some(({ promptIndex }) => promptIndex === last?.promptIndex))
  const send = (): void => {
    if (hasContent(text) && !busy) onAnswer(text)
  }
  return (
    <div className="settle mt-6 border-t border-line pt-6">
      {noticed === undefined ? null : (
        <div className="mb-6 text-[0.96875rem] text-muted">
          <FindingNote finding={noticed} textAt={textOf(answers)} />
        </div>
      )}
      <p className="flex items-center gap-2 text-accent">
        <ElementIcon element={prompt.element} />
        <span className="font-semibold">{elementWords[prompt.element].name}</span>
        <span className="text-muted">{elementWords[prompt.element].act}</span>
      </p>
      <h3 id={heading} className="mb-4 mt-2 text-xl leading-snug">
        {prompt.text}
      </h3>
      <AnswerField text={text} onWrite={setText} onSend={send} labelledBy={heading} placeholder={prompt.guidance}>
        <Button busy={busy} disabled={!hasContent(text)} onClick={send}>
          Keep and go on
        </Button>
      </AnswerField>
    </div>
  )
}

interface TryEndProps {
  readonly findings: readonly Finding[]
  readonly answers: readonly TryAnswer[]
  readonly onAgain: () => void
}

function TryEnd({ findings, answers, onAgain }: TryEndProps) {
  return (
    <div role="status" className="settle mt-6 border-t border-line pt-6" data-element="quintessence">
      <h3 className="text-xl">{findings.length === 0 ? 'A beginning is made.' : 'This is what I noticed so far.'}</h3>
      {findings.length === 0 ? (
        <p className="mt-2">No pattern stands out in these three answers.</p>
      ) : (
        <ul className="mt-4 grid gap-4">
          {findings.slice(0, 3).map((finding) => (
            <li key={finding.code}>
              <FindingNote finding={finding} textAt={textOf(answers)} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-6 text-muted">Nine more questions, your hint and your last word are waiting, on any problem you like.</p>
      <p className="mt-5 flex flex-wrap gap-3">
        <Link href={paths.signUp(paths.coach)} className={buttonClass()}>
          Make an account
        </Link>
        <Button look="plain" onClick={onAgain}>
          Try again
        </Button>
      </p>
    </div>
  )
}

function textOf(answers: readonly TryAnswer[]): (promptIndex: number) => string {
  return (promptIndex) => answers.find((answer) => answer.promptIndex === promptIndex)?.responseText ?? ''
}
