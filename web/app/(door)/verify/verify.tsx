'use client'
/** Confirms an e-mail address with one press, so that a mail scanner that opens links confirms nothing. */
import Link from 'next/link'
import { useState } from 'react'
import { accounts } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'

export function Verify({ token }: { readonly token: string }) {
  const [confirmed, setConfirmed] = useState(false)
  const { sending, error, send } = useSending(async () => {
    await accounts.verifyEmail(token)
    setConfirmed(true)
  })
  if (token === '')
    return (
      <>
        <h1 className="text-3xl">Look into your mail</h1>
        <p className="mt-3 text-muted">
          The link in our mail brings you here and confirms your address. You can have it sent again in your settings.
        </p>
        <p className="mt-8">
          <Link href={paths.settings} className={buttonClass('quiet')}>
            Open settings
          </Link>
        </p>
      </>
    )
  if (confirmed)
    return (
      <div role="status">
        <h1 className="text-3xl">That is you, then</h1>
        <p className="mt-3 text-muted">Your e-mail address is confirmed.</p>
        <p className="mt-8">
          <Link href={paths.dashboard} className={buttonClass()}>
            Go on
          </Link>
        </p>
      </div>
    )
  return (
    <>
      <h1 className="text-3xl">Is this your address?</h1>
      <p className="mt-3 text-muted">One press confirms it.</p>
      <div className="mt-8 grid gap-5">
        {error === undefined ? null : <Notice message={messageOf(error)} />}
        <Button busy={sending} onClick={() => void send()}>
          Confirm my e-mail
        </Button>
      </div>
    </>
  )
}
