'use client'
/** Name, e-mail and password; the time zone comes from the device. */
import { type SyntheticEvent, useState } from 'react'
import { accounts } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'

const shortestPassword = 8

export function SignUpForm({ next }: { readonly next: string }) {
  const [displayName, setDisplayName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { sending, error, send } = useSending(async () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await accounts.register({ displayName, email, password, timeZone })
    await leaveFor(next)
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className="mt-8 grid gap-5">
      <Field
        label="What should we call you?"
        name="name"
        autoComplete="given-name"
        required
        value={displayName}
        onChange={setDisplayName}
        maxLength={80}
      />
      <Field label="E-mail" name="email" type="email" autoComplete="email" required value={email} onChange={setEmail} maxLength={254} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={shortestPassword}
        maxLength={128}
        value={password}
        onChange={setPassword}
        hint={`At least ${shortestPassword} characters. A sentence you like is a good one.`}
      />
      <Button type="submit" busy={sending}>
        Make my account
      </Button>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <p className="text-sm text-muted">Your answers are yours: nobody else sees them, you can take them with you or delete them at any time.</p>
    </form>
  )
}
