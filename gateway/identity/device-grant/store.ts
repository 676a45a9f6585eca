/** The SQL of device grants: only named functions reach them, by what the device or the learner alone knows. */
import type { Database, Tx } from '@quint/db/database.ts'

export interface NewGrant {
  readonly id: string
  readonly deviceHash: Buffer
  readonly codeHash: Buffer
  readonly device: string
  readonly seconds: number
  readonly interval: number
}

/** False when another device was given the same code. */
export async function insertGrant(database: Database, grant: NewGrant): Promise<boolean> {
  const rows = await database.asService((tx) =>
    tx.query<{ asked: boolean }>('select ask_device_grant($1, $2, $3, $4, $5, $6) as asked', [
      grant.id,
      grant.deviceHash,
      grant.codeHash,
      grant.device,
      grant.seconds,
      grant.interval,
    ]),
  )
  return rows[0]?.asked === true
}

export interface Polled {
  readonly outcome: 'unknown' | 'waiting' | 'early' | 'expired' | 'approved' | 'denied' | 'used'
  readonly userId: string | null
  readonly device: string | null
}

export async function pollGrant(database: Database, deviceHash: Buffer): Promise<Polled> {
  const rows = await database.asService((tx) =>
    tx.query<Polled>('select outcome, user_id as "userId", device from poll_device_grant($1)', [deviceHash]),
  )
  return rows[0] ?? { outcome: 'unknown', userId: null, device: null }
}

export interface FoundGrant {
  readonly id: string
  readonly device: string
  /** RFC 3339, UTC. */
  readonly askedAt: string
  readonly expired: boolean
  readonly state: 'waiting' | 'approved' | 'denied' | 'used'
  readonly userId: string | null
}

export async function findGrant(tx: Tx, codeHashes: readonly Buffer[]): Promise<FoundGrant | undefined> {
  const rows = await tx.query<FoundGrant>(
    `select id, device, to_char(asked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt", expired, state, user_id as "userId"
     from find_device_grant($1)`,
    [codeHashes],
  )
  return rows[0]
}

/** False when somebody was first, or the time is over. */
export async function answerGrant(tx: Tx, id: string, answer: 'approved' | 'denied'): Promise<boolean> {
  const rows = await tx.query<{ answered: boolean }>('select answer_device_grant($1, $2) as answered', [id, answer])
  return rows[0]?.answered === true
}

/** True once. */
export async function takeGrant(tx: Tx, deviceHash: Buffer): Promise<boolean> {
  const rows = await tx.query<{ taken: boolean }>('select take_device_grant($1) as taken', [deviceHash])
  return rows[0]?.taken === true
}
