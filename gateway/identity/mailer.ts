/** Outgoing mail. The mailbox keeps what was sent in memory, for a mesh without a mail server. */
import type { Log } from '@quint/runtime/log.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The one link the mail is about. */
  readonly link: string
}

export interface Mailer {
  send(mail: Mail, signal: AbortSignal): Promise<void>
}

export interface Mailbox extends Mailer {
  /** Newest first. */
  list(): readonly (Mail & { readonly sentAt: string })[]
}

const mostKept = 100

export function openMailbox(log: Log): Mailbox {
  const kept: (Mail & { readonly sentAt: string })[] = []
  return {
    async send(mail) {
      kept.unshift({ ...mail, sentAt: new Date().toISOString() })
      kept.length = Math.min(kept.length, mostKept)
      log.info('mail was put into /dev/mailbox')
    },
    list: () => kept,
  }
}
