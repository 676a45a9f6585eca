'use client'
/** Says that something here should not stand; a person looks at it. */
import { Flag } from 'lucide-react'
import { useState } from 'react'
import { community, type ReportReason } from '../../../../api/community.ts'
import { messageOf } from '../../../../api/problem.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Area } from '../../../../ui/field.tsx'
import { Notice } from '../../../../ui/notice.tsx'

const reasons: readonly (readonly [ReportReason, string])[] = [
  ['harassment', 'It hurts or threatens somebody'],
  ['personal_data', 'It says who somebody is'],
  ['solution', 'It gives the solution away'],
  ['spam', 'It is advertising'],
  ['self_harm', 'I am worried about who wrote it'],
  ['other', 'Something else'],
]

export function Report({ id }: { readonly id: string }) {
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed')
  return (
    <div className="mt-14 border-t border-line pt-8">
      {state === 'sent' ? (
        <p role="status" className="text-muted">
          Thank you. Somebody will look at it.
        </p>
      ) : (
        <Button look="quiet" onClick={() => setState('open')}>
          <Flag aria-hidden className="size-4" /> Report this
        </Button>
      )}
      {state === 'open' ? <ReportDialog id={id} onClose={() => setState('closed')} onSent={() => setState('sent')} /> : null}
    </div>
  )
}

interface ReportDialogProps {
  readonly id: string
  readonly onClose: () => void
  readonly onSent: () => void
}

function ReportDialog({ id, onClose, onSent }: ReportDialogProps) {
  const [reason, setReason] = useState<ReportReason>()
  const [detail, setDetail] = useState('')
  const report = useSending(async () => {
    if (reason === undefined) return
    await community.report(id, reason, detail.trim())
    onSent()
  })
  return (
    <Dialog title="What is wrong with it?" onClose={onClose}>
      <form
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void report.send()
        }}
      >
        <fieldset className="grid gap-1">
          <legend className="sr-only">Reason</legend>
          {reasons.map(([value, words]) => (
            <label key={value} className="flex min-h-10 items-center gap-3">
              <input
                type="radio"
                name="reason"
                required
                checked={reason === value}
                onChange={() => setReason(value)}
                className="size-5 accent-accent"
              />
              {words}
            </label>
          ))}
        </fieldset>
        <Area label="Anything to add" optional value={detail} onChange={setDetail} maxLength={1000} />
        {report.error === undefined ? null : <Notice message={messageOf(report.error)} onRetry={() => void report.retry()} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button look="quiet" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" busy={report.sending}>
            Report it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
