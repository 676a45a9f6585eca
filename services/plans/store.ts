/** The SQL that every part of plans needs: refusing who was erased, erasing, and reading everything that is held. */
import type { Tx } from '@quint/db/database.ts'
import type { Held } from '@quint/db/held.ts'
import { Failure } from '@quint/runtime/failure.ts'

/** First in every transaction that writes something of a learner's: one at a time, and none after they are gone. */
export async function lockLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  if (await isErased(tx, userId)) throw new Failure('unauthenticated', 'This account was deleted.')
}

/** Within a transaction of an event: from here on it sees the rows of this learner. */
export async function asLearnerIn(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
}

export async function isErased(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from erased_learners where user_id = $1', [userId])
  return rows.length > 0
}

/** Tables with rows of learners, in the order in which they are erased. */
const tables = [
  ...['review_grades', 'review_cards', 'signals', 'comment_reports', 'comments', 'problem_notes', 'upvotes', 'own_problems'],
  ...['reminders', 'push_subscriptions', 'feeds', 'planner_events', 'plans', 'intake_profiles'],
]

export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await asLearnerIn(tx, userId)
  for (const table of tables) await tx.query(`delete from ${table} where user_id = $1`, [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}

export const held: readonly Held[] = [
  { table: 'intake_profiles', key: 'id', without: ['embedding'] },
  { table: 'plans', key: 'id', without: [], rowsAtOnce: 150 },
  { table: 'review_cards', key: 'id', without: [] },
  { table: 'review_grades', key: 'id', without: [] },
  { table: 'signals', key: 'ref', without: [] },
  { table: 'own_problems', key: 'id', without: [] },
  { table: 'upvotes', key: 'problem_id', without: [] },
  { table: 'problem_notes', key: 'problem_id', without: [] },
  { table: 'comments', key: 'id', without: [] },
  { table: 'comment_reports', key: 'comment_id', without: [] },
  { table: 'planner_events', key: 'id', without: [] },
  // The secret leads to the calendar, and is no words of the learner's.
  { table: 'feeds', key: 'user_id', without: ['secret'] },
  { table: 'push_subscriptions', key: 'id', without: ['p256dh', 'auth'] },
  { table: 'reminders', key: 'id', without: [] },
]
