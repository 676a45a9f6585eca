/** Mail that waits for the mail server, in the database: it is taken on with the change it tells of, and survives whatever dies. */
import type { Database } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { SigningKeys } from '../keys.ts'
import { openVault } from '../sealed.ts'
import type { Mail, Mailer } from './mailer.ts'
import * as store from './store.ts'

export interface Waiting {
  readonly id: string
  readonly mail: Mail
  /** Counts this one. */
  readonly tries: number
  readonly secondsOld: number
}

export interface MailQueue extends Mailer {
  /** A mail whose turn it is. It comes back by itself when nobody says what became of it. */
  take(): Promise<Waiting | undefined>
  drop(id: string): Promise<void>
  delay(id: string, seconds: number): Promise<void>
  depth(): Promise<store.Depth>
}

export const mailChannel = 'identity_mail'
/** Longer than the mail server is waited for. */
const lentSeconds = 60

export function openMailQueue({ database, keys }: { readonly database: Database; readonly keys: Pick<SigningKeys, 'secretsFor'> }): MailQueue {
  const vault = openVault(keys, 'mail')
  const post: Mailer['post'] = async (tx, mail) => {
    const id = uuidv7()
    await store.insertMail(tx, { id, to: mail.to, sealed: vault.seal(JSON.stringify(mail), id) })
  }
  return {
    post,
    send: (mail) => database.asService((tx) => post(tx, mail)),
    async take() {
      const row = await store.takeMail(database, lentSeconds)
      if (row === undefined) return undefined
      const { id, sealed, tries, secondsOld } = row
      return { id, tries, secondsOld, mail: JSON.parse(vault.open(sealed, id)) as Mail }
    },
    drop: (id) => store.dropMail(database, id),
    delay: (id, seconds) => store.delayMail(database, id, seconds),
    depth: () => store.queueDepth(database),
  }
}
