/** The SQL of what identity itself holds of a learner, without secrets. */
import type { Tx } from '@quint/db/database.ts'

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface DeviceHeld {
  readonly id: string
  readonly label: string
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly revokedAt: string | null
}

/** Those that were signed out as well, for as long as they are kept. */
export function devicesHeld(tx: Tx): Promise<DeviceHeld[]> {
  return tx.query<DeviceHeld>(
    `select id, label, ${rfc3339('created_at')} as "createdAt", ${rfc3339('last_used_at')} as "lastUsedAt", ${rfc3339('revoked_at')} as "revokedAt"
     from devices where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) order by created_at`,
  )
}

export interface DeedHeld {
  readonly at: string
  readonly action: string
  readonly by: 'oneself' | 'an administrator'
  readonly subject: string
  readonly detail: unknown
}

/** What was done to the learner, and what they did as an administrator. */
export function deedsHeld(tx: Tx, userId: string): Promise<DeedHeld[]> {
  return tx.query<DeedHeld>(
    `select ${rfc3339('at')} as at, action, case when actor = $1::uuid then 'oneself' else 'an administrator' end as by, subject, detail
     from audit where actor = $1::uuid or subject = $1::text order by at, id`,
    [userId],
  )
}
