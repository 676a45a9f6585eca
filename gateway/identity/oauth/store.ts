/** The SQL of accounts elsewhere by which a learner signs in. */
import type { Database, Tx } from '@quint/db/database.ts'

export interface Linked {
  readonly id: string
  readonly provider: string
  readonly email: string | null
  /** RFC 3339, UTC. */
  readonly linkedAt: string
  readonly lastUsedAt: string
}

export interface NewLink {
  readonly id: string
  readonly userId: string
  readonly provider: string
  readonly subject: string
  readonly email: string | undefined
}

/** @returns false when somebody has this account linked already, or the learner another one of this provider. */
export async function insertLink(tx: Tx, link: NewLink): Promise<boolean> {
  const rows = await tx.query(
    'insert into oauth_accounts (id, user_id, provider, subject, email) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
    [link.id, link.userId, link.provider, link.subject, link.email ?? null],
  )
  return rows.length === 1
}

export async function touchLink(tx: Tx, link: Pick<NewLink, 'provider' | 'subject' | 'email'>): Promise<void> {
  await tx.query('update oauth_accounts set last_used_at = now(), email = coalesce($3, email) where provider = $1 and subject = $2', [
    link.provider,
    link.subject,
    link.email ?? null,
  ])
}

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Of the learner of this transaction. */
export function listLinks(tx: Tx): Promise<Linked[]> {
  return tx.query<Linked>(
    `select id, provider, email, ${rfc3339('linked_at')} as "linkedAt", ${rfc3339('last_used_at')} as "lastUsedAt"
     from oauth_accounts where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) order by linked_at, id`,
  )
}

export async function deleteLink(tx: Tx, id: string): Promise<Linked | undefined> {
  const rows = await tx.query<Linked>(
    `delete from oauth_accounts where id = $1
     returning id, provider, email, ${rfc3339('linked_at')} as "linkedAt", ${rfc3339('last_used_at')} as "lastUsedAt"`,
    [id],
  )
  return rows[0]
}

/** Locks the account, so that two ways in are not given up at once; says whether it has a password. */
export async function lockAccount(tx: Tx, userId: string): Promise<{ readonly hasPassword: boolean } | undefined> {
  const rows = await tx.query<{ hasPassword: boolean }>(
    'select password_hash is not null as "hasPassword" from users where user_id = $1 for update',
    [userId],
  )
  return rows[0]
}

export async function hasPassword(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.query<{ has: boolean }>('select password_hash is not null as has from users where user_id = $1', [userId])
  return rows[0]?.has === true
}

export interface Linkable {
  readonly userId: string
  readonly verified: boolean
  readonly providers: readonly string[]
}

/** The look-ups that come before it is known who asks. */
export function linkLookups(database: Database) {
  return {
    async owner(provider: string, subject: string): Promise<string | undefined> {
      const rows = await database.asService((tx) =>
        tx.query<{ userId: string }>('select user_id as "userId" from find_linked($1, $2)', [provider, subject]),
      )
      return rows[0]?.userId
    },
    async withEmail(email: string): Promise<Linkable | undefined> {
      const rows = await database.asService((tx) =>
        tx.query<Linkable>('select user_id as "userId", verified, providers from find_linkable($1)', [email]),
      )
      return rows[0]
    },
  }
}
