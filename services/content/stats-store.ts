/** What a learner has made, watched and answered, in numbers. */
import type { Database } from '@quint/db/database.ts'
import type { GetStatsResponse } from '@quint/proto/gen/quint/content/v1/content.ts'

const counts = `select
  (select count(*)::int from videos where user_id = $1 and status = 'ready') as made,
  (select count(distinct video_id)::int from viewings where user_id = $1) as watched,
  count(*)::int as quizzes, coalesce(sum(right_count), 0)::int as "rightAnswers", coalesce(sum(cardinality(chosen)), 0)::int as questions,
  (select count(*)::int from comments where user_id = $1 and status <> 'removed') as comments
from quiz_answers where user_id = $1`

/** The counts of one learner. */
export async function statsOf(database: Database, userId: string): Promise<Partial<GetStatsResponse>> {
  const [row] = await database.asReader(userId, (tx) => tx.query<GetStatsResponse>(counts, [userId]))
  return row ?? {}
}
