'use client'
/** Taking one's data along, signing out, and deleting everything. */
import { type SyntheticEvent, useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { deviceStorage, openDrafts } from '../../../coach/drafts.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'

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
  const [deleting, setDeleting] = useState(false)
  const { sending, error, send, retry } = useSending(async () => {
    await accounts.logout()
    leave()
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
      {deleting ? <DeleteDialog user={user} onClose={() => setDeleting(false)} /> : null}
    </div>
  )
}

function DeleteDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const [password, setPassword] = useState('')
  const { sending, error, send } = useSending(async () => {
    await accounts.remove(user.id, password)
    leave()
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p className="mt-3 text-muted">Your sessions, answers and hints are deleted with it, everywhere. Nobody can bring them back.</p>
      <form onSubmit={submit} className="mt-5 grid gap-5">
        <Field
          label="Your password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          maxLength={128}
        />
        {error === undefined ? null : <Notice message={messageOf(error)} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button type="submit" look="danger" busy={sending}>
            Delete everything
          </Button>
          <Button onClick={onClose}>Keep my account</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Nothing of the learner stays on this device. */
function leave(): void {
  openDrafts(deviceStorage()).forgetAll()
  window.location.assign(paths.home)
}
