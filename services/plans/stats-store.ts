/** What a learner has done by plans, reviews and calendar, in numbers. */
import type { Database } from '@quint/db/database.ts'
import type { GetStatsResponse } from '@quint/proto/gen/quint/plans/v1/plans.ts'

const counts = `select
  (select count(*)::int from plans where user_id = $1) as plans,
  (select coalesce(sum(done), 0)::int from plans where user_id = $1 and status in ('current', 'replaced')) as "itemsDone",
  (select count(*)::int from review_cards where user_id = $1) as cards,
  (select count(*)::int from review_grades where user_id = $1) as reviews,
  (select coalesce(sum(cardinality(completed)), 0)::int from planner_events where user_id = $1) as "eventsCompleted"`

/** The counts of one learner. */
export async function statsOf(database: Database, userId: string): Promise<Partial<GetStatsResponse>> {
  const [row] = await database.asReader(userId, (tx) => tx.query<GetStatsResponse>(counts, [userId]))
  return row ?? {}
}
