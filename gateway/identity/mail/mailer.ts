/** Outgoing mail, as the rest of identity sees it. The mailbox keeps what was sent in memory, for a mesh without a mail server. */
import type { Tx } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { isLearners } from './store.ts'

export interface Mail {
  /** A learner's address; what is meant for anybody else is taken and never sent. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The one link the mail is about. */
  readonly link: string
}

export interface Mailer {
  /** Takes a mail on, together with the change it tells of. */
  post(tx: Tx, mail: Mail): Promise<void>
  /** Takes a mail on by itself. */
  send(mail: Mail, signal: AbortSignal): Promise<void>
}

export interface Mailbox extends Mailer {
  /** Newest first. */
  list(): readonly (Mail & { readonly sentAt: string })[]
}

const mostKept = 100

export function openMailbox(log: Log): Mailbox {
  const kept: (Mail & { readonly sentAt: string })[] = []
  const put = (mail: Mail): void => {
    kept.unshift({ ...mail, sentAt: new Date().toISOString() })
    kept.length = Math.min(kept.length, mostKept)
    log.info('mail was put into /dev/mailbox')
  }
  return {
    async post(tx, mail) {
      if (await isLearners(tx, mail.to)) put(mail)
    },
    send: async (mail) => put(mail),
    list: () => kept,
  }
}
