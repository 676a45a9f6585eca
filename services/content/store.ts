/** The SQL that every part of content needs: refusing who was erased, erasing, and reading everything that is held. */
import type { Tx } from '@quint/db/database.ts'
import type { Held } from '@quint/db/held.ts'
import { eraseJobs } from '@quint/jobs/store.ts'
import { Failure } from '@quint/runtime/failure.ts'

/** First in every transaction that writes something of a learner's: one at a time, and none after they are gone. */
export async function lockLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  const rows = await tx.query('select 1 from erased_learners where user_id = $1', [userId])
  if (rows.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
}

/** Tables with rows of learners, in the order in which they are erased; the figures of others' videos follow by themselves. */
const tables = ['comment_reports', 'comments', 'ratings', 'viewings', 'places', 'notes', 'quiz_answers', 'videos']

/** Within a transaction of an event. */
export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  await eraseJobs(tx)
  await tx.query('select held from hold_talked_videos()')
  for (const table of tables) await tx.query(`delete from ${table} where user_id = $1`, [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}

export const held: readonly Held[] = [
  { table: 'videos', key: 'id', without: ['search', 'words', 'new_key', 'top_key', 'hot_key', 'job_id'], rowsAtOnce: 100 },
  { table: 'ratings', key: 'video_id', without: [] },
  { table: 'comments', key: 'id', without: [] },
  { table: 'comment_reports', key: 'comment_id', without: [] },
  // A video was seen in more than one hour.
  { table: 'viewings', key: ['video_id', 'hour'], without: [] },
  { table: 'places', key: 'video_id', without: [] },
  { table: 'notes', key: 'id', without: [] },
  { table: 'quiz_answers', key: 'video_id', without: [] },
]

/** Videos that are gone and whose files may still be there. */
export async function leftovers(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>('select video_id as id from leftovers order by since limit 50')
  return rows.map(({ id }) => id)
}

/** Not at once: whoever follows the feed has yet to read that a video went. */
export async function forgetLeftover(tx: Tx, videoId: string): Promise<void> {
  await tx.query("delete from leftovers where video_id = $1 and since < clock_timestamp() - interval '10 seconds'", [videoId])
}
