'use client'
/** What somebody wrote, written anew where it stands; Escape leaves it as it was. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { messageOf } from '../api/problem.ts'
import { useSending } from '../coach/use-sending.ts'
import { Button } from './button.tsx'
import { Area } from './field.tsx'
import { Notice } from './notice.tsx'

interface RewritingProps {
  readonly body: string
  readonly maxLength: number
  readonly save: (words: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Begins with the keyboard in it, and gives it back to whatever opened it. */
export function Rewriting({ body, maxLength, save, onClose }: RewritingProps) {
  const form = useRef<HTMLFormElement>(null)
  const [words, setWords] = useState(body)
  const said = words.trim()
  const saving = useSending(async () => {
    await save(said)
    onClose()
  })
  useEffect(() => {
    const before = document.activeElement
    form.current?.querySelector('textarea')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    void saving.send()
  }
  return (
    <form
      ref={form}
      onSubmit={send}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
      className="grid gap-3"
    >
      <Area label="In other words" value={words} onChange={setWords} required maxLength={maxLength} />
      {saving.error === undefined ? null : <Notice message={messageOf(saving.error)} />}
      <p className="flex flex-wrap gap-3">
        <Button type="submit" look="quiet" disabled={said === '' || said === body} busy={saving.sending}>
          Save
        </Button>
        <Button look="plain" onClick={onClose}>
          Leave it as it was
        </Button>
      </p>
    </form>
  )
}
