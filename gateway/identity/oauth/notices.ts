/** Tells learners by mail when somebody can sign in as them in a new way, or no longer in an old one. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Mailer } from '../mail/mailer.ts'
import { findUser } from '../store.ts'

export interface Notices {
  /** Never throws: what was done stands. */
  added(userId: string, label: string, signal: AbortSignal): Promise<void>
  removed(userId: string, label: string, signal: AbortSignal): Promise<void>
}

export interface NoticesOptions {
  readonly database: Database
  readonly mailer: Mailer
  readonly publicUrl: string
  readonly log: Log
}

export function openNotices({ database, mailer, publicUrl, log }: NoticesOptions): Notices {
  const link = `${publicUrl}/settings`
  const send = async (userId: string, words: { readonly subject: string; readonly text: string }, signal: AbortSignal): Promise<void> => {
    try {
      const user = await database.asReader(userId, (tx) => findUser(tx, userId))
      if (user !== undefined) await mailer.send({ to: user.email, subject: words.subject, text: `${words.text}\n${link}`, link }, signal)
    } catch (error) {
      log.error('a notice about a way to sign in was not sent', error, { userId })
    }
  }
  const advice = 'If that was not you, take it away in your settings and sign out your other devices:'
  return {
    added: (userId, label, signal) =>
      send(
        userId,
        { subject: `You can sign in with ${label} now`, text: `${label} was added to the ways to sign in to your account.\n\n${advice}` },
        signal,
      ),
    removed: (userId, label, signal) =>
      send(
        userId,
        {
          subject: `You no longer sign in with ${label}`,
          text: `${label} was taken off the ways to sign in to your account.\n\nIf that was not you, choose a new password:`,
        },
        signal,
      ),
  }
}
