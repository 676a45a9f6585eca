'use client'
/** The problem, pasted or one of ours; what is typed stays until the session has begun. */
import { type SyntheticEvent, useCallback, useEffect, useRef, useState } from 'react'
import { createCoachClient } from '../../../api/coach.ts'
import { http } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import type { Algorithm } from '../../../coach/coach-client.ts'
import { deviceStorage, openDrafts } from '../../../coach/drafts.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { type Sample, samples } from '../../../samples.ts'
import { AwakeButton } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { Area, Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useLeading } from '../../../ui/use-leading.ts'
import { useSignedOut } from '../../../ui/use-learner-query.ts'
import { useOnceKey } from '../../../ui/use-once-key.ts'
import { emptyProblem, type ProblemForm, readProblem, statementMistake, toAlgorithm } from './problem-form.ts'

const place = ['new', 'problem'] as const

export function StartForm() {
  const [client] = useState(() => createCoachClient(http))
  const [drafts] = useState(() => openDrafts(deviceStorage()))
  const [form, setForm] = useState<ProblemForm>(emptyProblem)
  const titleField = useRef<HTMLInputElement>(null)
  const [titleError, setTitleError] = useState<string>()
  const { leading, lead } = useLeading()
  const once = useOnceKey()
  // What is kept is read once the page is awake, or when something is typed before that.
  const known = useRef<ProblemForm>(undefined)
  const read = useCallback((): ProblemForm => {
    known.current ??= readProblem(drafts.load(...place)?.text)
    return known.current
  }, [drafts])
  useEffect(() => setForm(read()), [read])

  const { sending, error, send, retry } = useSending(async (algorithm: Algorithm, key: string) => {
    const { session } = await client.start(algorithm, key)
    drafts.forget(...place)
    lead(paths.coachSession(session.id))
  })
  useSignedOut(error)

  const write = (change: Partial<ProblemForm>): void => {
    const next = { ...read(), ...change }
    known.current = next
    setForm(next)
    drafts.save(...place, { text: JSON.stringify(next), seconds: 0 })
  }
  const tooLong = statementMistake(form)
  // Begun again after an answer that was lost, it is the same session.
  const begin = (algorithm: Algorithm): void => void send(algorithm, once.of(algorithm))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const missing = form.title.trim() === ''
    setTitleError(missing ? 'Give the problem a name.' : undefined)
    if (missing) titleField.current?.focus()
    else if (tooLong === undefined && !sending && !leading) begin(toAlgorithm(form))
  }

  return (
    <div className="mt-8 grid items-start gap-x-20 gap-y-12 lg:mt-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <form onSubmit={submit} noValidate className="grid gap-5">
        <Field
          label="Name of the problem"
          ref={titleField}
          value={form.title}
          onChange={(title) => write({ title })}
          error={titleError}
          maxLength={255}
          autoComplete="off"
        />
        <Field
          label="Link"
          optional
          type="url"
          value={form.url}
          onChange={(url) => write({ url })}
          maxLength={2048}
          placeholder="https://"
          autoComplete="off"
        />
        <Area
          label="Statement"
          optional
          value={form.statement}
          onChange={(statement) => write({ statement })}
          error={tooLong}
          placeholder="Paste it here, with its examples, to have it beside you."
        />
        <div>
          <Button type="submit" busy={sending || leading}>
            Begin
          </Button>
        </div>
        {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      </form>
      <SampleList onPick={begin} busy={sending || leading} />
    </div>
  )
}

function SampleList({ onPick, busy }: { readonly onPick: (sample: Sample) => void; readonly busy: boolean }) {
  return (
    <section aria-labelledby="samples" className="border-t border-line pt-8 lg:border-0 lg:pt-0">
      <h2 id="samples" className="text-lg">
        Or begin with one of ours
      </h2>
      <ul className="mt-2 divide-y divide-line">
        {samples.map((sample) => (
          <li key={sample.slug}>
            <AwakeButton type="button" disabled={busy} onClick={() => onPick(sample)} className="group w-full py-4 text-left">
              <span className="font-display text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">{sample.title}</span>
              <Difficulty value={sample.difficulty} className="ml-3 text-sm text-muted" />
              <span className="mt-0.5 line-clamp-2 text-muted">{sample.statement.split('\n')[0]}</span>
            </AwakeButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
