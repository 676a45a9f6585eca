'use client'
/** Deleting the account: asks once more, and for whatever shows that it is the learner. */
import { useSearchParams } from 'next/navigation'
import { type SyntheticEvent, useState } from 'react'
import { accounts, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { ways } from '../../../api/ways.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { whileLeaving } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Waiting } from '../../../ui/skeleton.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { ShowYourself } from './show-yourself.tsx'

export interface DeleteDialogProps {
  readonly user: User
  readonly onClose: () => void
  /** The account is gone. */
  readonly onDeleted: () => Promise<void>
}

/** A provider has just seen the learner, or they come by the link in their mail. */
export function useShown(): { readonly confirmation: string | undefined; readonly seen: boolean } {
  const query = useSearchParams()
  return { confirmation: query.get('confirmation') ?? undefined, seen: query.has('confirmed') && query.get('goal') === 'delete' }
}

export function DeleteDialog({ user, onClose, onDeleted }: DeleteDialogProps) {
  const shown = useShown()
  const mine = useLearnerQuery({ queryKey: keys.ways, queryFn: ({ signal }) => ways.mine(signal) })
  const { confirmation } = shown
  return (
    <Dialog title="Delete your account?" onClose={onClose}>
      <p className="mt-3 text-muted">Your sessions, answers and hints are deleted with it, everywhere. Nobody can bring them back.</p>
      {confirmation !== undefined || shown.seen ? (
        <Confirmed user={user} confirmation={confirmation} onClose={onClose} onDeleted={onDeleted} />
      ) : mine.isPending ? (
        <Waiting label="A moment." />
      ) : mine.data?.password === false ? (
        <ShowYourself accounts={mine.data.items} goal="delete">
          <MailedLink onClose={onClose} />
        </ShowYourself>
      ) : (
        <WithPassword user={user} onClose={onClose} onDeleted={onDeleted} />
      )}
    </Dialog>
  )
}

function WithPassword({ user, onClose, onDeleted }: DeleteDialogProps) {
  const [password, setPassword] = useState('')
  const { sending, error, send } = useSending(async () => {
    await whileLeaving(async () => {
      await accounts.remove(user.id, { password })
      await onDeleted()
    })
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className="mt-5 grid gap-5">
      <Field label="Your password" type="password" autoComplete="current-password" required value={password} onChange={setPassword} maxLength={128} />
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button type="submit" look="danger" busy={sending}>
          Delete everything
        </Button>
        <Button onClick={onClose}>Keep my account</Button>
      </div>
    </form>
  )
}

function Confirmed({ user, confirmation, onClose, onDeleted }: DeleteDialogProps & { readonly confirmation: string | undefined }) {
  const { sending, error, send } = useSending(async () => {
    await whileLeaving(async () => {
      await accounts.remove(user.id, confirmation === undefined ? {} : { confirmation })
      await onDeleted()
    })
  })
  return (
    <div className="mt-5 grid gap-5">
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="danger" busy={sending} onClick={() => void send()}>
          Delete everything
        </Button>
        <Button onClick={onClose}>Keep my account</Button>
      </div>
    </div>
  )
}

function MailedLink({ onClose }: { readonly onClose: () => void }) {
  const [mailed, setMailed] = useState(false)
  const { sending, error, send } = useSending(async () => {
    await ways.mailDeletionLink()
    setMailed(true)
  })
  return (
    <>
      {mailed ? (
        <p role="status">Sent. The link in the mail brings you back here.</p>
      ) : (
        <Button look="quiet" busy={sending} onClick={() => void send()}>
          Mail me a link
        </Button>
      )}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <div className="flex justify-end">
        <Button onClick={onClose}>Keep my account</Button>
      </div>
    </>
  )
}
