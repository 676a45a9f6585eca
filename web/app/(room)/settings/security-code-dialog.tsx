'use client'
/** Asks for a code before something is changed. */
import { type SyntheticEvent, useState } from 'react'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

export interface CodeDialogProps {
  readonly title: string
  readonly text: string
  /** What the button says. */
  readonly go: string
  readonly danger?: boolean
  readonly onCode: (code: string) => Promise<void>
  readonly onClose: () => void
}

export function CodeDialog({ title, text, go, danger = false, onCode, onClose }: CodeDialogProps) {
  const [code, setCode] = useState('')
  const { sending, error, send } = useSending(() => onCode(code))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="mt-3 text-muted">{text}</p>
      <form onSubmit={submit} className="mt-5 grid gap-5">
        <Field
          label="Code"
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={code}
          onChange={setCode}
          maxLength={20}
          hint="From your app, or a recovery code."
        />
        {error === undefined ? null : <Notice message={messageOf(error)} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={sending}>
            {go}
          </Button>
          <Button look="quiet" onClick={onClose}>
            Leave it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
