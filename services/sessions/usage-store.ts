/** The SQL of usage: counts over all learners, through the named function that gives nothing else. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'

const mostDays = 90

export interface UsageCount {
  readonly sessionsStarted: number
  readonly sessionsCompleted: number
  readonly sessionsAbandoned: number
  readonly learners: number
}

const none: UsageCount = { sessionsStarted: 0, sessionsCompleted: 0, sessionsAbandoned: 0, learners: 0 }

export async function countUsage(database: Database, days: number): Promise<UsageCount> {
  if (days < 1 || days > mostDays) throw new Failure('invalid', `days must be from 1 to ${mostDays}`)
  const rows = await database.asService((tx) =>
    tx.query<UsageCount>(
      `select sessions_started as "sessionsStarted", sessions_completed as "sessionsCompleted", sessions_abandoned as "sessionsAbandoned", learners
       from count_usage(now() - make_interval(days => $1::int))`,
      [days],
    ),
  )
  return rows[0] ?? none
}
