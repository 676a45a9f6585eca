/** The SQL of identity: accounts, signed-in devices, refresh and e-mail tokens. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Chosen } from './people/preferences.ts'

export interface User {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly timeZone: string
  readonly roles: readonly string[]
  readonly emailVerified: boolean
  /** RFC 3339, UTC. */
  readonly createdAt: string
  /** Null while the learner has chosen none. */
  readonly avatarColor: string | null
  readonly subjects: readonly string[]
  /** Only what the learner has chosen. */
  readonly preferences: Chosen
  /** RFC 3339, UTC; to within some minutes. Null before the first request. */
  readonly lastActiveAt: string | null
  readonly suspended: boolean
  /** Moves with each change of the profile. */
  readonly profileVersion: number
}

export interface Device {
  readonly id: string
  readonly label: string
  readonly createdAt: string
  readonly lastUsedAt: string
}

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
export const userColumns = `user_id as id, email, display_name as "displayName", time_zone as "timeZone", roles,
  email_verified_at is not null as "emailVerified", ${rfc3339('created_at')} as "createdAt",
  avatar_color as "avatarColor", subjects, preferences, ${rfc3339('last_active_at')} as "lastActiveAt",
  suspended_at is not null as suspended, profile_version as "profileVersion"`

export interface NewUser {
  readonly id: string
  readonly email: string
  readonly displayName: string
  /** Null for an account that signs in another way. */
  readonly passwordHash: string | null
  readonly timeZone: string
}

/** Throws Failure('conflict') when the e-mail is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<User> {
  const rows = await tx.query<User>(
    `insert into users (user_id, email, display_name, password_hash, time_zone) values ($1, $2, $3, $4, $5)
     on conflict (email) do nothing returning ${userColumns}`,
    [user.id, user.email, user.displayName, user.passwordHash, user.timeZone],
  )
  const [row] = rows
  if (row === undefined) throw new Failure('conflict', 'There is an account with this e-mail address already.')
  return row
}

/** Within a transaction of an event: from here on it sees the rows of this learner. */
export async function beLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
}

export async function findUser(tx: Tx, id: string): Promise<User | undefined> {
  const rows = await tx.query<User>(`select ${userColumns} from users where user_id = $1`, [id])
  return rows[0]
}

export async function passwordHash(tx: Tx, id: string): Promise<string | undefined> {
  const rows = await tx.query<{ hash: string | null }>('select password_hash as hash from users where user_id = $1', [id])
  return rows[0]?.hash ?? undefined
}

export async function setPassword(tx: Tx, id: string, hash: string): Promise<void> {
  await tx.query('update users set password_hash = $2, updated_at = now() where user_id = $1', [id, hash])
}

export async function verifyEmail(tx: Tx, id: string, roles: readonly string[]): Promise<User | undefined> {
  const rows = await tx.query<User>(
    `update users set email_verified_at = coalesce(email_verified_at, now()), roles = $2, updated_at = now() where user_id = $1 returning ${userColumns}`,
    [id, roles],
  )
  return rows[0]
}

export async function deleteUser(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('delete from users where user_id = $1 returning user_id', [id])).length === 1
}

export async function insertDevice(
  tx: Tx,
  device: { readonly id: string; readonly userId: string; readonly label: string; readonly days: number },
): Promise<void> {
  await tx.query('insert into devices (id, user_id, label, expires_at) values ($1, $2, $3, now() + make_interval(days => $4::int))', [
    device.id,
    device.userId,
    device.label,
    device.days,
  ])
}

export function listDevices(tx: Tx): Promise<Device[]> {
  return tx.query<Device>(
    `select id, label, ${rfc3339('created_at')} as "createdAt", ${rfc3339('last_used_at')} as "lastUsedAt" from devices
     where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and revoked_at is null and expires_at > now()
     order by last_used_at desc limit $1`,
    [100],
  )
}

/** Locks the device, so that refreshes of one family come one after another; undefined when it is gone, revoked or expired. */
export async function lockDevice(tx: Tx, id: string): Promise<{ readonly id: string } | undefined> {
  const rows = await tx.query<{ id: string }>('select id from devices where id = $1 and revoked_at is null and expires_at > now() for update', [id])
  return rows[0]
}

export async function deviceLives(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from devices d join users u on u.user_id = d.user_id
     where d.id = $1 and d.revoked_at is null and d.expires_at > now() and u.suspended_at is null`,
    [id],
  )
  return rows.length === 1
}

export async function revokeDevice(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('update devices set revoked_at = now() where id = $1 and revoked_at is null returning id', [id])).length === 1
}

/** Also those that are about to be signed in. */
export async function revokeAllDevices(tx: Tx, userId: string): Promise<void> {
  await tx.query('update devices set revoked_at = now() where user_id = $1 and revoked_at is null', [userId])
  await endPending(tx, userId)
}

/** How many were signed out. */
export async function revokeOtherDevices(tx: Tx, { userId, deviceId }: { readonly userId: string; readonly deviceId: string }): Promise<number> {
  const revoked = await tx.query('update devices set revoked_at = now() where user_id = $1 and id <> $2 and revoked_at is null returning id', [
    userId,
    deviceId,
  ])
  await endPending(tx, userId)
  return revoked.length
}

async function endPending(tx: Tx, userId: string): Promise<void> {
  await tx.query('delete from mfa_tickets where user_id = $1', [userId])
  await tx.query("delete from device_grants where user_id = $1 and state = 'approved'", [userId])
}

export interface RefreshRow {
  readonly used: boolean
  /** Used at most the grace time ago. */
  readonly justUsed: boolean
  /** A token that followed it was used in turn. */
  readonly childUsed: boolean
}

export async function findRefresh(tx: Tx, hash: Buffer, graceSeconds: number): Promise<RefreshRow | undefined> {
  const rows = await tx.query<RefreshRow>(
    `select t.used_at is not null as used, coalesce(t.used_at > clock_timestamp() - make_interval(secs => $2::float8), false) as "justUsed",
       exists (select 1 from refresh_tokens c where c.parent = t.hash and c.used_at is not null) as "childUsed"
     from refresh_tokens t where t.hash = $1`,
    [hash, graceSeconds],
  )
  return rows[0]
}

export interface NewRefresh {
  readonly hash: Buffer
  readonly userId: string
  readonly deviceId: string
  readonly parent: Buffer | null
}

export async function insertRefresh(tx: Tx, token: NewRefresh): Promise<void> {
  await tx.query('insert into refresh_tokens (hash, user_id, device_id, parent) values ($1, $2, $3, $4)', [
    token.hash,
    token.userId,
    token.deviceId,
    token.parent,
  ])
  await tx.query('update devices set last_used_at = now() where id = $1', [token.deviceId])
}

export async function markUsed(tx: Tx, hash: Buffer): Promise<void> {
  await tx.query('update refresh_tokens set used_at = coalesce(used_at, clock_timestamp()) where hash = $1', [hash])
}

export async function insertEmailToken(
  tx: Tx,
  token: { readonly hash: Buffer; readonly userId: string; readonly purpose: EmailPurpose; readonly hours: number },
): Promise<void> {
  await tx.query('delete from email_tokens where user_id = $1 and purpose = $2', [token.userId, token.purpose])
  // For nobody it does the same and keeps nothing.
  await tx.query(
    `insert into email_tokens (hash, user_id, purpose, expires_at)
     select $1, u.user_id, $3, now() + make_interval(hours => $4::int) from users u where u.user_id = $2`,
    [token.hash, token.userId, token.purpose, token.hours],
  )
}

export async function takeEmailToken(tx: Tx, hash: Buffer): Promise<boolean> {
  return (await tx.query('delete from email_tokens where hash = $1 returning hash', [hash])).length === 1
}

export type EmailPurpose = 'verify' | 'reset' | 'delete'

/** The three look-ups that come before it is known who asks. */
export function lookups(database: Database) {
  const first = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row | undefined> => {
    const rows = await database.query<Row>(text, values)
    return rows[0]
  }
  return {
    account: (email: string) =>
      first<{ id: string; hash: string | null }>('select user_id as id, password_hash as hash from find_account($1)', [email]),
    refresh: (hash: Buffer) =>
      first<{ userId: string; deviceId: string }>('select user_id as "userId", device_id as "deviceId" from find_refresh_token($1)', [hash]),
    emailToken: (hash: Buffer, purpose: EmailPurpose) =>
      first<{ userId: string }>('select user_id as "userId" from find_email_token($1, $2)', [hash, purpose]),
  }
}

/** Takes away what has had its time, at most so many of a kind. @returns how many in all. */
export async function prune(tx: Tx, most: number): Promise<number> {
  const rows = await tx.query<{ pruned: number }>('select prune_identity($1) as pruned', [most])
  return rows[0]?.pruned ?? 0
}
