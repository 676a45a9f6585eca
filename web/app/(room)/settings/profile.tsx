'use client'
/** Name, time zone, and whether the e-mail address is confirmed. */
import { CircleCheck, Mail } from 'lucide-react'
import { type SyntheticEvent, useId, useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { stillTyped } from '../../../ui/typed.ts'
import { timeZones } from './time-zones.ts'

export interface ProfileProps {
  readonly user: User
  readonly onChange: (user: User) => void
}

type Fields = Pick<User, 'displayName' | 'timeZone'>

export function Profile({ user, onChange }: ProfileProps) {
  const [typed, setTyped] = useState<Partial<Fields>>({})
  const { displayName, timeZone } = { ...user, ...typed }
  const [kept, setKept] = useState(false)
  const { sending, error, send, retry } = useSending(async () => {
    onChange(await accounts.change(user.id, { ...typed, ...(typed.displayName === undefined ? {} : { displayName: displayName.trim() }) }))
    setTyped((now) => stillTyped(now, typed))
    setKept(true)
  })
  const changed = displayName.trim() !== user.displayName || timeZone !== user.timeZone
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setKept(false)
    if (displayName.trim() !== '') void send()
  }
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field
        label="What we call you"
        autoComplete="given-name"
        value={displayName}
        onChange={(name) => setTyped((now) => ({ ...now, displayName: name }))}
        maxLength={80}
        error={displayName.trim() === '' ? 'Tell us a name.' : undefined}
      />
      <TimeZoneField value={timeZone} onChange={(zone) => setTyped((now) => ({ ...now, timeZone: zone }))} />
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      <div className="flex items-center gap-4">
        <Button type="submit" look="quiet" busy={sending} disabled={!changed}>
          Keep
        </Button>
        <p role="status" className="text-muted">
          {kept && !changed ? 'Kept.' : ''}
        </p>
      </div>
    </form>
  )
}

function TimeZoneField({ value, onChange }: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const id = useId()
  const [here] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        Time zone
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-note`}
        className="min-h-12 w-full rounded-card border border-edge bg-surface px-3 text-lg text-ink"
      >
        {timeZones([value, here]).map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className="mt-1.5 text-sm text-muted">
        Your days and streaks end at midnight here.
        {here === value ? null : (
          <button type="button" onClick={() => onChange(here)} className="ml-2 underline underline-offset-4">
            Use {here.replaceAll('_', ' ')}, where this device is
          </button>
        )}
      </p>
    </div>
  )
}

export function EmailStatus({ user }: { readonly user: User }) {
  const [sent, setSent] = useState(false)
  const { sending, error, send, retry } = useSending(async () => {
    await accounts.resendVerification()
    setSent(true)
  })
  return (
    <div className="mt-8">
      <p className="font-semibold">E-mail</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <span>{user.email}</span>
        {user.emailVerified ? (
          <span className="inline-flex items-center gap-1.5 text-muted">
            <CircleCheck aria-hidden className="size-4" /> confirmed
          </span>
        ) : (
          <span className="inline-flex items-center gap-1.5 text-muted">
            <Mail aria-hidden className="size-4" /> not confirmed yet
          </span>
        )}
      </p>
      {user.emailVerified ? null : (
        <div className="mt-3 grid justify-items-start gap-3">
          {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
          {sent ? (
            <p role="status" className="text-muted">
              Sent. The link in the mail confirms it.
            </p>
          ) : (
            <Button look="quiet" busy={sending} onClick={() => void send()}>
              Send the link again
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
