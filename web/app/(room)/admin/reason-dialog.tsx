'use client'
/** Asks for the reason of a deed, which stands in the audit with it. */
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

export interface ReasonDialogProps {
  readonly title: string
  /** What the deed does. */
  readonly children: ReactNode
  /** The button that does it. */
  readonly verb: string
  readonly look?: 'primary' | 'danger'
  readonly onClose: () => void
  readonly act: (reason: string) => Promise<void>
}

const leastLetters = 3

export function ReasonDialog({ onClose, ...asked }: ReasonDialogProps) {
  // What was asked is what is done: the page behind is read anew meanwhile, and may ask for the opposite next.
  const [{ title, children, verb, look = 'danger', act }] = useState(asked)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const { sending, error, send } = useSending(async () => {
    await act(reason.trim())
    onClose()
  })
  // A deed on its way is waited for: nobody would see that it failed, and the next one would be begun beside it.
  const close = (): void => {
    if (!sending) onClose()
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const short = reason.trim().length < leastLetters
    setMissing(short)
    if (!short) void send()
  }
  return (
    <Dialog title={title} onClose={close}>
      <div className="mt-3 text-muted">{children}</div>
      <form onSubmit={submit} className="mt-5 grid gap-5">
        <Field
          label="Why?"
          value={reason}
          onChange={setReason}
          maxLength={200}
          autoComplete="off"
          hint="Kept in the audit for two years. Name nobody here."
          error={missing ? 'Say why, in a few words.' : undefined}
        />
        {error === undefined ? null : <Notice message={messageOf(error)} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button type="submit" look={look} busy={sending}>
            {verb}
          </Button>
          <Button look="quiet" onClick={close} aria-disabled={sending || undefined}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
