'use client'
/** Says which answers are on this device only, and what became of those that could not be taken. */
import { CloudCheck, CloudUpload } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { Outbox, Waiting } from './outbox.ts'
import { useSending } from './use-sending.ts'
import { amount } from './words.ts'

export interface KeptAnswersProps {
  readonly outbox: Outbox
  /** Of the learner who is signed in. */
  readonly waiting: readonly Waiting[]
}

export function KeptAnswers({ outbox, waiting }: KeptAnswersProps) {
  const { sending, send } = useSending(() => outbox.flush())
  const open = waiting.filter(({ refused }) => refused === undefined)
  const refused = waiting.filter((one) => one.refused !== undefined)
  // Once it is there it stays: who writes below it is moved by nothing that they did not do.
  const [kept, setKept] = useState(open.length > 0)
  if (open.length > 0 && !kept) setKept(true)
  const Sign = open.length === 0 ? CloudCheck : CloudUpload
  return (
    <>
      <div role="status">
        {kept ? (
          <div className="settle flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-4 py-2 text-[0.96875rem]">
            <Sign aria-hidden className="size-5 shrink-0 text-quint" />
            <p className="min-h-[2lh] min-w-0 flex-1 basis-56 sm:min-h-0">{openWords(open.length)}</p>
            <Button look="plain" className={open.length === 0 ? 'invisible' : ''} busy={sending} onClick={() => void send()}>
              Send now
            </Button>
          </div>
        ) : null}
      </div>
      {refused.map((one) => (
        <Refused key={one.id} outbox={outbox} waiting={one} />
      ))}
    </>
  )
}

function openWords(count: number): string {
  if (count === 0) return 'Everything has gone out.'
  return `${amount(count, 'answer')} kept on this device. ${count === 1 ? 'It goes' : 'They go'} out as soon as Quint answers.`
}

function Refused({ outbox, waiting }: { readonly outbox: Outbox; readonly waiting: Waiting }) {
  return (
    <section aria-label={`Answer ${waiting.promptIndex + 1}, not taken`} className="mt-3 rounded-card border border-danger/40 bg-surface px-4 py-3">
      <p className="text-danger">
        Answer {waiting.promptIndex + 1}, which was kept on this device, could not be taken: {waiting.refused}
      </p>
      <p className="mt-2 whitespace-pre-wrap border-l-2 border-line pl-4 text-muted">{waiting.responseText}</p>
      <p className="mt-2">
        <Button look="plain" onClick={() => void outbox.letGo(waiting)}>
          Remove it
        </Button>
      </p>
    </section>
  )
}
