/** The SQL of a learner's overview: two queries over an index, whatever the number of sessions in the table. */
import type { Tx } from '@quint/db/database.ts'
import { type SessionRow, sessionColumns } from './store.ts'

export interface Summary {
  readonly completedSessions: number
  /** Sums of words over all completed sessions: earth, fire, air, water. */
  readonly words: readonly number[]
  readonly additions: number
  readonly days: readonly string[]
}

export interface RecentCompleted {
  readonly words: readonly number[]
  readonly additions: number
  /** protobuf-JSON. */
  readonly findings: readonly { readonly code?: string }[]
}

const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`

export function recentSessions(tx: Tx, limit: number): Promise<SessionRow[]> {
  return tx.query<SessionRow>(`select ${sessionColumns} from sessions where ${mine} order by started_at desc, id desc limit $1`, [limit])
}

/** The last ten completed sessions, newest first. */
export function recentCompleted(tx: Tx): Promise<RecentCompleted[]> {
  return tx.query<RecentCompleted>(
    `select words, additions, findings from sessions where ${mine} and status = 'completed' order by ended_at desc limit $1`,
    [10],
  )
}

export async function summary(tx: Tx): Promise<Summary> {
  const rows = await tx.query<Summary>(
    `select count(*)::int as "completedSessions",
       array[coalesce(sum(words[1]), 0), coalesce(sum(words[2]), 0), coalesce(sum(words[3]), 0), coalesce(sum(words[4]), 0)]::float8[] as words,
       coalesce(sum(additions), 0)::int as additions,
       coalesce((select array_agg(day::text order by day) from active_days where ${mine}), '{}') as days
     from sessions where ${mine} and status = $1`,
    ['completed'],
  )
  return rows[0] ?? { completedSessions: 0, words: [0, 0, 0, 0], additions: 0, days: [] }
}
