/** Which way mail goes: to a mail server through the queue, or into the mailbox. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { GatewayConfig } from '../../config.ts'
import type { SigningKeys } from '../keys.ts'
import { observeMail, startDelivery } from './delivery.ts'
import { type Mailbox, type Mailer, openMailbox } from './mailer.ts'
import { openMailQueue } from './queue.ts'
import { openSmtp } from './smtp.ts'

export interface MailOptions {
  readonly config: Pick<GatewayConfig, 'GATEWAY_SMTP_URL' | 'GATEWAY_MAIL_FROM' | 'GATEWAY_MAILBOX'>
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  readonly log: Log
  /** In place of both. */
  readonly given: Mailer | undefined
}

export interface OutgoingMail extends AsyncDisposable {
  readonly mailer: Mailer
  readonly mailbox: Mailbox | undefined
}

export function openMail({ config, database, keys, log, given }: MailOptions): OutgoingMail {
  const owned = new AsyncDisposableStack()
  const dispose = () => owned.disposeAsync()
  const url = config.GATEWAY_SMTP_URL
  if (given !== undefined) return { mailer: given, mailbox: undefined, [Symbol.asyncDispose]: dispose }
  if (url === '' && config.GATEWAY_MAILBOX === 'on') {
    const mailbox = openMailbox(log)
    return { mailer: mailbox, mailbox, [Symbol.asyncDispose]: dispose }
  }
  const queue = openMailQueue({ database, keys })
  owned.use(observeMail(queue))
  if (url === '') log.warn('no mail server is configured: mail waits in the queue')
  else owned.use(startDelivery({ database, queue, server: openSmtp({ url, from: config.GATEWAY_MAIL_FROM }), log }))
  return { mailer: queue, mailbox: undefined, [Symbol.asyncDispose]: dispose }
}
