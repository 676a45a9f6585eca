/** The SQL of accounts as administrators see them: through named functions, since they are other people's rows. */
import type { Database } from '@quint/db/database.ts'

export interface AccountRow {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly avatarColor: string | null
  readonly roles: readonly string[]
  readonly emailVerified: boolean
  /** RFC 3339, UTC. */
  readonly createdAt: string
  readonly lastActiveAt: string | null
  readonly suspendedAt: string | null
}

export interface AccountFilter {
  /** The beginning of an e-mail address, or a part of a name; any case. */
  readonly text: string | undefined
  readonly role: string | undefined
  readonly status: 'active' | 'suspended' | undefined
  /** Accounts that are older than this one. */
  readonly before: string | undefined
  readonly most: number
}

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The newest first. */
export function listAccounts(database: Database, { text, role, status, before, most }: AccountFilter): Promise<AccountRow[]> {
  return database.asService((tx) =>
    tx.query<AccountRow>(
      `select id, email, display_name as "displayName", avatar_color as "avatarColor", roles, email_verified as "emailVerified",
         ${rfc3339('created_at')} as "createdAt", ${rfc3339('last_active_at')} as "lastActiveAt", ${rfc3339('suspended_at')} as "suspendedAt"
       from list_accounts($1, $2, $3, $4::uuid, $5)`,
      [text?.toLowerCase() ?? null, role ?? null, status ?? null, before ?? null, most],
    ),
  )
}

export interface AccountCounts {
  readonly accounts: number
  readonly verified: number
  readonly suspended: number
  readonly activeDay: number
  readonly activeWeek: number
  readonly activeMonth: number
  readonly newWeek: number
}

export async function countAccounts(database: Database): Promise<AccountCounts | undefined> {
  const rows = await database.asService((tx) =>
    tx.query<AccountCounts>(
      `select accounts, verified, suspended, active_day as "activeDay", active_week as "activeWeek", active_month as "activeMonth",
         new_week as "newWeek" from count_accounts()`,
    ),
  )
  return rows[0]
}
