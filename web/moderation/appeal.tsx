'use client'
/** Another look at what a moderator took down: asked for once, in the words of whoever made it. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { messageOf } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Area } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

interface AppealProps {
  readonly ask: (words: string) => Promise<unknown>
  readonly onAsked: () => void
}

export function Appeal({ ask, onAsked }: AppealProps) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const asking = useMutation({ mutationFn: () => ask(words.trim()), onSuccess: onAsked })
  const send = (event: FormEvent): void => {
    event.preventDefault()
    asking.mutate()
  }
  if (!open)
    return (
      <p>
        <Button look="plain" onClick={() => setOpen(true)}>
          Ask for another look
        </Button>
      </p>
    )
  return (
    <form onSubmit={send} className="grid max-w-[65ch] gap-3">
      <Area label="Why should it stand?" value={words} onChange={setWords} maxLength={500} hint="A moderator reads this. It can be asked once." />
      <p className="flex flex-wrap gap-3">
        <Button type="submit" look="quiet" disabled={words.trim() === ''} busy={asking.isPending}>
          Ask for another look
        </Button>
        <Button look="plain" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </p>
      {asking.isError ? <Notice message={messageOf(asking.error)} /> : null}
    </form>
  )
}
