/** What a learner has designed, run in the lab and run as code, in numbers. */
import type { Database } from '@quint/db/database.ts'
import type { GetStatsResponse } from '@quint/proto/gen/quint/runner/v1/runner.ts'

const counts = `select
  count(*)::int as designs, count(*) filter (where status = 'COMPLETED')::int as "designsTried",
  count(*) filter (where verdict = 'passed')::int as "designsHeld",
  (select count(*)::int from lab_runs where user_id = $1 and verdict <> '') as "labRuns",
  (select count(*)::int from lab_runs where user_id = $1 and verdict = 'pass') as "labRunsPassed",
  (select count(*)::int from runs where user_id = $1) as runs
from submissions where user_id = $1`

/** The counts of one learner. */
export async function statsOf(database: Database, userId: string): Promise<Partial<GetStatsResponse>> {
  const [row] = await database.asReader(userId, (tx) => tx.query<GetStatsResponse>(counts, [userId]))
  return row ?? {}
}
