'use client'
/** E-mail and password. */
import Link from 'next/link'
import { type SyntheticEvent, useState } from 'react'
import { accounts } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'

export function SignInForm({ next }: { readonly next: string }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { sending, error, send } = useSending(async () => {
    const answer = await accounts.login({ email, password })
    // A whole new page: nothing of an earlier learner is left in memory.
    await leaveFor('mfaRequired' in answer ? paths.signInCode(next) : next)
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className="mt-8 grid gap-5">
      <Field label="E-mail" name="email" type="email" autoComplete="email" required value={email} onChange={setEmail} maxLength={254} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        maxLength={128}
        hint={
          <Link href={paths.forgot} className="underline underline-offset-4">
            Forgot it?
          </Link>
        }
      />
      <Button type="submit" busy={sending}>
        Sign in
      </Button>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </form>
  )
}
