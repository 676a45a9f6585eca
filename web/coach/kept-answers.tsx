'use client'
/** Says which answers are on this device only, and what became of those that could not be taken. */
import { CloudUpload } from 'lucide-react'
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
  return (
    <>
      <div role="status">
        {open.length === 0 ? null : (
          <div className="settle flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-4 py-2 text-[0.96875rem]">
            <CloudUpload aria-hidden className="size-5 shrink-0 text-quint" />
            <p className="min-w-0 flex-1 basis-56">
              {amount(open.length, 'answer')} kept on this device. {open.length === 1 ? 'It goes' : 'They go'} out as soon as Quint answers.
            </p>
            <Button look="plain" busy={sending} onClick={() => void send()}>
              Send now
            </Button>
          </div>
        )}
      </div>
      {refused.map((one) => (
        <Refused key={one.id} outbox={outbox} waiting={one} />
      ))}
    </>
  )
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
