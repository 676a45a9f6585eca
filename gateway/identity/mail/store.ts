/** The SQL of mail that waits: only named functions reach it. */
import type { Database, Tx } from '@quint/db/database.ts'

/** Whether there is an account with this address. */
export async function isLearners(tx: Tx, address: string): Promise<boolean> {
  const rows = await tx.query<{ known: boolean }>('select exists (select 1 from find_account($1)) as known', [address])
  return rows[0]?.known === true
}

export interface NewMail {
  readonly id: string
  readonly to: string
  readonly sealed: Buffer
}

export async function insertMail(tx: Tx, { id, to, sealed }: NewMail): Promise<void> {
  await tx.query('select queue_mail($1, $2, $3)', [id, to, sealed])
}

export interface MailRow {
  readonly id: string
  readonly sealed: Buffer
  readonly tries: number
  readonly secondsOld: number
}

/** One whose turn it is; it is not given out again for so many seconds. */
export async function takeMail(database: Database, seconds: number): Promise<MailRow | undefined> {
  const rows = await database.asService((tx) =>
    tx.query<MailRow>('select id, sealed, tries, seconds_old as "secondsOld" from take_mails($1, $2)', [1, seconds]),
  )
  return rows[0]
}

export async function dropMail(database: Database, id: string): Promise<void> {
  await database.query('select drop_mail($1)', [id])
}

export async function delayMail(database: Database, id: string, seconds: number): Promise<void> {
  await database.query('select delay_mail($1, $2)', [id, seconds])
}

export interface Depth {
  readonly waiting: number
  readonly oldestSeconds: number
}

export async function queueDepth(database: Database): Promise<Depth> {
  const rows = await database.query<Depth>('select waiting, oldest_seconds as "oldestSeconds" from waiting_mails()')
  return rows[0] ?? { waiting: 0, oldestSeconds: 0 }
}
