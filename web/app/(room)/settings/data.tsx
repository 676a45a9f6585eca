'use client'
/** Taking one's data along, signing out, and deleting everything. */
import { useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { ApiError, messageOf, type Problem } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { deviceOutbox } from '../../../offline/device-outbox.ts'
import { forgetDevice } from '../../../offline/forget-device.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { leaveFor, whileLeaving } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'
import { DeleteDialog, useShown } from './delete-dialog.tsx'

export function Data({ user }: { readonly user: User }) {
  const { sending, error, send, retry } = useSending(async () => save(await accounts.exported(user.id)))
  return (
    <div className="grid justify-items-start gap-4">
      <p className="max-w-[60ch] text-muted">One file with everything we hold about you: your account, your sessions, every answer and every hint.</p>
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      <Button look="quiet" busy={sending} onClick={() => void send()}>
        Take my data
      </Button>
    </div>
  )
}

function save(file: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'quint-export.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function Leave({ user }: { readonly user: User }) {
  const shown = useShown()
  const [deleting, setDeleting] = useState(shown.seen || shown.confirmation !== undefined)
  const { sending, error, send, retry } = useSending(async () => {
    await sendWaiting(user.id)
    await whileLeaving(async () => {
      await accounts.logout()
      await leave(user.id)
    })
  })
  return (
    <div className="grid gap-4">
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      <div className="flex flex-wrap gap-3">
        <Button look="quiet" busy={sending} onClick={() => void send()}>
          Sign out
        </Button>
        <Button look="danger" onClick={() => setDeleting(true)}>
          Delete my account
        </Button>
      </div>
      {deleting ? <DeleteDialog user={user} onClose={() => setDeleting(false)} onDeleted={() => leave(user.id)} /> : null}
    </div>
  )
}

/** What was answered offline goes out first: signing out takes it off this device. */
async function sendWaiting(userId: string): Promise<void> {
  const outbox = deviceOutbox()
  await outbox.flush().catch(() => undefined)
  const waiting = await outbox.waiting(userId).catch(() => [])
  if (waiting.some(({ refused }) => refused === undefined)) throw new ApiError(unsent)
}

const unsent: Problem = {
  title: 'Not sent yet',
  status: 0,
  detail: 'Some answers are still on this device only, and signing out would lose them. Try again in a moment.',
}

/** Nothing of the learner stays on this device. */
async function leave(userId: string): Promise<void> {
  await forgetDevice(userId)
  await leaveFor(paths.home)
}
