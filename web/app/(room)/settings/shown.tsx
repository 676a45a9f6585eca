'use client'
/** What others may see: colour, subjects, and whether they see anything at all. */
import Link from 'next/link'
import { type SyntheticEvent, useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { stillTyped } from '../../../ui/typed.ts'
import { colors, type Fields, fieldsOf, subjectsMistake, toChange, toSubjects } from './shown-fields.ts'

export interface ShownProps {
  readonly user: User
  readonly onChange: (user: User) => void
}

export function Shown({ user, onChange }: ShownProps) {
  const [typed, setTyped] = useState<Partial<Fields>>({})
  const { color, words, open } = { ...fieldsOf(user), ...typed }
  const [kept, setKept] = useState(false)
  const subjects = toSubjects(words)
  const mistake = subjectsMistake(subjects)
  const { sending, error, send, retry } = useSending(async () => {
    if (Object.keys(typed).length > 0) onChange(await accounts.change(user.id, toChange(typed)))
    setTyped((now) => stillTyped(now, typed))
    setKept(true)
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setKept(false)
    if (mistake === undefined) void send()
  }
  return (
    <form onSubmit={submit} className="mt-8 grid gap-5">
      <Colors value={color} onChange={(to) => setTyped((now) => ({ ...now, color: to }))} />
      <Field
        label="What you work on"
        optional
        value={words}
        onChange={(to) => setTyped((now) => ({ ...now, words: to }))}
        maxLength={1000}
        autoComplete="off"
        hint="Subjects, with a comma between them."
        error={mistake}
      />
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          checked={open}
          onChange={({ target }) => setTyped((now) => ({ ...now, open: target.checked }))}
          className="mt-1 size-5 accent-(--accent)"
        />
        <span>
          Show others my name, colour, subjects and the month I joined.{' '}
          {user.preferences?.publicProfile === true ? <Link href={paths.person(user.id)}>See what they see</Link> : null}
        </span>
      </label>
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      <div className="flex items-center gap-4">
        <Button type="submit" look="quiet" busy={sending}>
          Keep what I show
        </Button>
        <p role="status" className="text-muted">
          {kept && Object.keys(typed).length === 0 ? 'Kept.' : ''}
        </p>
      </div>
    </form>
  )
}

function Colors({ value, onChange }: { readonly value: string; readonly onChange: (color: string) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">Your colour</legend>
      <div className="flex flex-wrap gap-2">
        {colors.map((color) => (
          <label
            key={color.value}
            className="flex min-h-11 items-center gap-2 rounded-card border border-edge bg-surface px-3 has-[:checked]:border-ink has-[:checked]:font-semibold has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
          >
            <input type="radio" name="colour" className="sr-only" checked={value === color.value} onChange={() => onChange(color.value)} />
            <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
              <circle cx="8" cy="8" r="8" fill={color.value} />
            </svg>
            {color.name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
