/** The SQL of second factors. */
import type { Database, Tx } from '@quint/db/database.ts'

export interface Factor {
  readonly sealed: Buffer
  readonly confirmed: boolean
}

/** In place of one that was never confirmed. False when a confirmed one is there. */
export async function putFactor(tx: Tx, userId: string, sealed: Buffer): Promise<boolean> {
  const rows = await tx.query(
    `insert into totp_factors as known (user_id, sealed) values ($1, $2)
     on conflict (user_id) do update set sealed = excluded.sealed, enrolled_at = now(), last_step = null where known.confirmed_at is null
     returning user_id`,
    [userId, sealed],
  )
  return rows.length === 1
}

/** Locked: codes of one account are tried one after another. */
export async function findFactor(tx: Tx, userId: string): Promise<Factor | undefined> {
  const rows = await tx.query<Factor>('select sealed, confirmed_at is not null as confirmed from totp_factors where user_id = $1 for update', [
    userId,
  ])
  return rows[0]
}

export async function confirmFactor(tx: Tx, userId: string): Promise<void> {
  await tx.query('update totp_factors set confirmed_at = coalesce(confirmed_at, now()) where user_id = $1', [userId])
}

/** False for a step that was taken before, or one older than that. */
export async function takeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const rows = await tx.query(
    'update totp_factors set last_step = $2 where user_id = $1 and (last_step is null or last_step < $2) returning user_id',
    [userId, step],
  )
  return rows.length === 1
}

export async function removeFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.query('delete from recovery_codes where user_id = $1', [userId])
  await tx.query('delete from mfa_tickets where user_id = $1', [userId])
  return (await tx.query('delete from totp_factors where user_id = $1 and confirmed_at is not null returning user_id', [userId])).length === 1
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.query('delete from recovery_codes where user_id = $1', [userId])
  await tx.query('insert into recovery_codes (user_id, hash) select $1, unnest($2::bytea[])', [userId, hashes])
}

/** True once. */
export async function takeRecoveryCode(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<boolean> {
  const rows = await tx.query(
    'update recovery_codes set used_at = now() where user_id = $1 and hash = any($2) and used_at is null returning user_id',
    [userId, hashes],
  )
  return rows.length === 1
}

export interface FactorState {
  readonly confirmed: boolean
  /** RFC 3339, UTC. */
  readonly since: string | null
  readonly codesLeft: number
}

export async function factorState(tx: Tx, userId: string): Promise<FactorState> {
  const rows = await tx.query<FactorState>(
    `select f.confirmed_at is not null as confirmed, to_char(f.confirmed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
       (select count(*) from recovery_codes c where c.user_id = f.user_id and c.used_at is null) as "codesLeft"
     from totp_factors f where f.user_id = $1`,
    [userId],
  )
  return rows[0] ?? { confirmed: false, since: null, codesLeft: 0 }
}

export interface NewTicket {
  readonly hash: Buffer
  readonly userId: string
  readonly device: string
  readonly tries: number
  readonly seconds: number
}

export async function insertTicket(tx: Tx, ticket: NewTicket): Promise<void> {
  await tx.query(
    'insert into mfa_tickets (hash, user_id, device, tries_left, expires_at) values ($1, $2, $3, $4, now() + make_interval(secs => $5::int))',
    [ticket.hash, ticket.userId, ticket.device, ticket.tries, ticket.seconds],
  )
}

export async function ticketOwner(database: Database, hash: Buffer): Promise<string | undefined> {
  const rows = await database.query<{ userId: string }>('select user_id as "userId" from find_mfa_ticket($1)', [hash])
  return rows[0]?.userId
}

/** Counts a try; undefined when there are none left, or the time is over. */
export async function tryTicket(tx: Tx, hash: Buffer): Promise<{ readonly device: string } | undefined> {
  const rows = await tx.query<{ device: string }>(
    'update mfa_tickets set tries_left = tries_left - 1 where hash = $1 and tries_left > 0 and expires_at > now() returning device',
    [hash],
  )
  return rows[0]
}

export async function dropTicket(tx: Tx, hash: Buffer): Promise<void> {
  await tx.query('delete from mfa_tickets where hash = $1', [hash])
}
