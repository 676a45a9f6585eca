'use client'
/** The two forms of a forgotten password. */
import Link from 'next/link'
import { type SyntheticEvent, useState } from 'react'
import { accounts } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

export function ForgotForm() {
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const { sending, error, send } = useSending(async () => {
    await accounts.forgotPassword(email)
    setSent(true)
  })
  if (sent)
    return (
      <div role="status">
        <h1 className="text-3xl">Look into your mail</h1>
        <p className="mt-3 text-muted">If there is an account for {email}, a link to choose a new password is on its way.</p>
      </div>
    )
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <>
      <h1 className="text-3xl">Forgot your password?</h1>
      <p className="mt-3 text-muted">We mail you a link to choose a new one.</p>
      <form onSubmit={submit} className="mt-8 grid gap-5">
        <Field label="E-mail" name="email" type="email" autoComplete="email" required value={email} onChange={setEmail} maxLength={254} />
        <Button type="submit" busy={sending}>
          Send the link
        </Button>
        {error === undefined ? null : <Notice message={messageOf(error)} />}
      </form>
    </>
  )
}

export function ResetForm({ token }: { readonly token: string }) {
  const [password, setPassword] = useState('')
  const [changed, setChanged] = useState(false)
  const { sending, error, send } = useSending(async () => {
    await accounts.resetPassword(token, password)
    setChanged(true)
  })
  if (changed)
    return (
      <div role="status">
        <h1 className="text-3xl">Your password is new</h1>
        <p className="mt-3 text-muted">Every device was signed out.</p>
        <p className="mt-8">
          <Link href={paths.signIn()} className={buttonClass()}>
            Sign in
          </Link>
        </p>
      </div>
    )
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <>
      <h1 className="text-3xl">Choose a new password</h1>
      <form onSubmit={submit} className="mt-8 grid gap-5">
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={128}
          value={password}
          onChange={setPassword}
          hint="At least 8 characters."
        />
        <Button type="submit" busy={sending}>
          Keep it
        </Button>
        {error === undefined ? null : <Notice message={messageOf(error)} />}
      </form>
    </>
  )
}
