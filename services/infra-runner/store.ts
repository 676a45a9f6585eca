/** The SQL of runs; every call sees only the learner's own rows. */
import type { Database, Tx } from '@quint/db/database.ts'
import { type Place, pagesAfter } from '@quint/db/held.ts'
import { eraseJobs } from '@quint/jobs/store.ts'
import { Failure } from '@quint/runtime/failure.ts'

export interface RunRow {
  readonly id: string
  readonly userId: string
  readonly language: string
  readonly problemId: string
  readonly sandbox: string
  readonly outcome: string
  readonly testsPassed: number
  readonly testsTotal: number
  readonly timeMs: number
  readonly memoryBytes: number
}

/** A run that is told again under its id is the same run. */
export async function insertRun(tx: Tx, run: RunRow): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [run.userId])
  const erased = await tx.query('select 1 from erased_learners where user_id = $1', [run.userId])
  if (erased.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
  const { id, userId, language, problemId, sandbox, outcome, testsPassed, testsTotal, timeMs, memoryBytes } = run
  await tx.query(
    `insert into runs (id, user_id, language, problem_id, sandbox, outcome, tests_passed, tests_total, time_ms, memory_bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing`,
    [id, userId, language, problemId, sandbox, outcome, testsPassed, testsTotal, Math.round(timeMs), Math.round(memoryBytes)],
  )
}

/** First in every transaction that writes something of a learner's beside runs of code: one at a time, and none after they are gone. */
export async function lockLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  const erased = await tx.query('select 1 from erased_learners where user_id = $1', [userId])
  if (erased.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
}

/** Everything of the learner. */
export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  await eraseJobs(tx)
  await tx.query('delete from runs where user_id = $1', [userId])
  for (const table of ['lab_pieces', 'lab_runs', 'lab_bests', 'lab_members', 'assets', 'trial_events', 'submissions'])
    await tx.query(`delete from ${table} where user_id = $1`, [userId])
  // After the rows: their going is a line, too.
  await tx.query('select forget_in_design_audit($1)', [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}

/** Pages of the learner's runs as JSON, in the order in which they came to be; each page is a transaction of its own. */
export function heldRuns(database: Database, userId: string): AsyncGenerator<readonly string[]> {
  return pagesAfter(({ at, id }) =>
    database.asReader(userId, (tx) =>
      tx.query<Place & { readonly json: string }>(
        `select to_jsonb(r)::text as json, r.created_at::text as at, r.id from runs r
         where user_id = $1 and (r.created_at, r.id) > ($2::timestamptz, $3::uuid) order by r.created_at, r.id limit 500`,
        [userId, at, id],
      ),
    ),
  )
}
