/** Tells learners by mail what was changed about their second factor. */
import type { Tx } from '@quint/db/database.ts'
import type { Mailer } from '../mail/mailer.ts'
import { findUser } from '../store.ts'

export type Notice = 'added' | 'removed' | 'renewed' | 'recovered'

const words: Readonly<Record<Notice, readonly [subject: string, text: string]>> = {
  added: ['Codes are on', 'An authenticator app was added to your account: signing in asks for a code from now on.'],
  removed: ['Codes are off', 'The authenticator app was taken off your account: your password alone signs you in again.'],
  renewed: ['New recovery codes', 'New recovery codes were made for your account. The old ones no longer work.'],
  recovered: ['A recovery code was used', 'Somebody signed in to your account with one of your recovery codes. That code does not work again.'],
}

/** With the change it tells of. */
export type Notify = (tx: Tx, userId: string, notice: Notice) => Promise<void>

export function notices({ mailer, publicUrl }: { readonly mailer: Mailer; readonly publicUrl: string }): Notify {
  const link = `${publicUrl}/settings`
  return async (tx, userId, notice) => {
    const user = await findUser(tx, userId)
    if (user === undefined) return
    const [subject, text] = words[notice]
    const advice = 'If that was not you, choose a new password and sign out your other devices:'
    await mailer.post(tx, { to: user.email, subject, text: `${text}\n\n${advice}\n${link}`, link })
  }
}
