'use client'
/** The second step of signing in: the code of the learner's app. */
import Link from 'next/link'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { messageOf } from '../../../api/problem.ts'
import { security } from '../../../api/security.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'

export function CodeForm({ next }: { readonly next: string }) {
  const [code, setCode] = useState('')
  const [lost, setLost] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const { sending, error, send } = useSending(async () => {
    await security.finishSignIn(code)
    await leaveFor(next)
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  const exchange = (): void => {
    setLost(!lost)
    setCode('')
    form.current?.querySelector('input')?.focus()
  }
  return (
    <form ref={form} onSubmit={submit} className="mt-8 grid gap-5">
      {lost ? (
        <Field
          label="Recovery code"
          name="recovery"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={code}
          onChange={setCode}
          maxLength={20}
        />
      ) : (
        <Field
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9 ]{6,8}"
          required
          value={code}
          onChange={setCode}
          maxLength={8}
          hint="Six digits: your authenticator app shows them."
        />
      )}
      <Button type="submit" busy={sending}>
        Go on
      </Button>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <div className="flex flex-wrap justify-between gap-x-4">
        <Button look="plain" onClick={exchange}>
          {lost ? 'Use the app' : 'Use a recovery code'}
        </Button>
        <Link href={paths.signIn(next)} className={buttonClass('plain')}>
          Begin again
        </Link>
      </div>
    </form>
  )
}
