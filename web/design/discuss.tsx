'use client'
/** Asking about one's design: the answer comes piece by piece. */
import { type FormEvent, useRef, useState } from 'react'
import { design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Scrolling } from '../interview/scrolling.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Draft } from './draft.ts'

interface Said {
  readonly question: string
  readonly answer: string
}

export function Discuss({ draft }: { readonly draft: Draft }) {
  const [said, setSaid] = useState<readonly Said[]>([])
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const over = useRef<AbortController>(undefined)
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (message.trim() === '') return
    over.current?.abort()
    over.current = new AbortController()
    setBusy(true)
    setFailed(undefined)
    const question = message
    setMessage('')
    setSaid((before) => [...before, { question, answer: '' }])
    try {
      for await (const answer of design.discuss(draft, question, over.current.signal))
        setSaid((before) => [...before.slice(0, -1), { question, answer }])
    } catch (error) {
      setFailed(messageOf(error))
      // What was written since stays behind it.
      setMessage((now) => (now === '' ? question : `${question} ${now}`))
      setSaid((before) => before.slice(0, -1))
    }
    setBusy(false)
  }
  return (
    <div className="grid gap-4">
      <p className="text-muted">It says where to look and asks back. It does not design for you.</p>
      <form onSubmit={(event) => void ask(event)} className="grid gap-3">
        <Field label="Your question" value={message} onChange={setMessage} maxLength={2000} />
        <div>
          <Button type="submit" look="quiet" busy={busy}>
            Ask
          </Button>
        </div>
      </form>
      <Talk said={said} failed={failed} />
    </div>
  )
}

/** Below where one asks, the newest first, and as high from the first question on: an answer that grows moves nothing. */
function Talk({ said, failed }: { readonly said: readonly Said[]; readonly failed: string | undefined }) {
  if (said.length === 0 && failed === undefined) return null
  return (
    <Scrolling label="What was said" className="h-80 overflow-y-auto rounded-card border border-line bg-surface p-4">
      {failed === undefined ? null : (
        <div className="mb-4">
          <Notice message={failed} />
        </div>
      )}
      <div aria-live="polite" className="flex flex-col-reverse justify-end gap-4">
        {said.map(({ question, answer }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in its order
          <div key={place}>
            <p className="font-semibold">{question}</p>
            <p className="mt-1 whitespace-pre-line">{answer.trim()}</p>
          </div>
        ))}
      </div>
    </Scrolling>
  )
}
