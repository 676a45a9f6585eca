/** The SQL of jobs. Whoever holds a job keeps things only while its attempt is the last one. */
import path from 'node:path'
import type { Database, Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { JobState, Progress } from './job.ts'

/** Creates the tables of jobs in a service's schema. */
export const jobMigrations = path.join(import.meta.dirname, 'migrations')

/** The channel on which workers are woken; the payload is a schema and a kind. */
export const jobsChannel = 'quint_jobs'

export interface NewJob {
  readonly id?: string
  readonly kind: string
  readonly userId: string
  readonly input: unknown
  /** Higher ones come first. */
  readonly priority?: number
}

/** In the transaction of the change that asks for the work. @returns the job's id. */
export async function enqueue(tx: Tx, { id = uuidv7(), kind, userId, input, priority = 0 }: NewJob): Promise<string> {
  await tx.query('insert into jobs (id, user_id, kind, input, priority) values ($1, $2, $3, $4::jsonb, $5)', [
    id,
    userId,
    kind,
    JSON.stringify(input),
    priority,
  ])
  await wake(tx, kind)
  return id
}

async function wake(tx: Tx, kind: string): Promise<void> {
  await tx.query(`select pg_notify('${jobsChannel}', current_schema() || ' ' || $1)`, [kind])
}

/**
 * As its learner. A job that waits is picked up once more, to undo what earlier tries began; one that runs is told within a second.
 * @returns false when there is no such job, or it has ended.
 */
export async function cancel(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<{ kind: string }>(
    `update jobs set cancel_requested = true, run_at = case when state = 'waiting' then now() else run_at end,
       ending = case when state = 'waiting' then coalesce(ending, 'cancelled') else ending end
     where id = $1 and state in ('waiting', 'running') returning kind`,
    [id],
  )
  const [row] = rows
  if (row !== undefined) await wake(tx, row.kind)
  return row !== undefined
}

/**
 * As its learner, for the transaction. A worker holds its job before it writes to what the job is for: whoever changes both takes them in that order,
 * else each may wait for the other.
 */
export async function holdFirst(tx: Tx, id: string): Promise<void> {
  await tx.query('select 1 from jobs where id = $1 for update', [id])
}

/** As its learner: a job that failed goes on at the step that failed. @returns false for any other. */
export async function retry(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<{ kind: string }>(
    `update jobs set state = 'waiting', failures = 0, ending = null, error = '', cancel_requested = false, run_at = now(), ended_at = null, progress = '{}'
     where id = $1 and state = 'failed' returning kind`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return false
  await tx.query("delete from job_steps where job_id = $1 and state <> 'done'", [id])
  await wake(tx, row.kind)
  return true
}

/** As a learner who is to be forgotten: what has ended goes at once, the rest once it is undone. */
export async function eraseJobs(tx: Tx): Promise<void> {
  await tx.query("delete from jobs where state in ('done', 'failed', 'cancelled')")
  const rows = await tx.query<{ id: string }>("update jobs set erase = true where state in ('waiting', 'running') returning id")
  for (const { id } of rows) await cancel(tx, id)
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: JobState
  readonly error: string
  readonly progress: Partial<Progress>
  readonly cancelRequested: boolean
}

/** As its learner. */
export async function findJob(tx: Tx, id: string): Promise<Job | undefined> {
  const rows = await tx.query<Job>('select id, kind, state, error, progress, cancel_requested as "cancelRequested" from jobs where id = $1', [id])
  return rows[0]
}

export interface Place {
  /** Jobs that come before it. */
  readonly ahead: number
  /** Jobs of its kind that run. */
  readonly running: number
}

/** Undefined for a job that does not wait. */
export async function placeOf(tx: Tx, id: string): Promise<Place | undefined> {
  const rows = await tx.query<Place>('select ahead, running from job_place($1)', [id])
  return rows[0]
}

export interface Standing extends Pick<Job, 'id' | 'state' | 'progress'>, Place {}

/** As their learner: how far each is of those that have not ended, however many, in one statement. */
export function standingsOf(tx: Tx, ids: readonly string[]): Promise<Standing[]> {
  return tx.query<Standing>(
    `select j.id, j.state, j.progress, coalesce(p.ahead, 0) as ahead, coalesce(p.running, 0) as running
     from jobs j left join lateral job_place(j.id) p on j.state = 'waiting' where j.id = any($1::uuid[]) and j.state in ('waiting', 'running')`,
    [ids],
  )
}

export interface Claimed {
  readonly id: string
  readonly userId: string
  readonly input: unknown
  readonly attempt: number
  readonly failures: number
  readonly ending: 'failed' | 'cancelled' | null
}

export interface Claiming {
  readonly kind: string
  readonly mostPerLearner: number
  readonly leaseSeconds: number
}

export async function claim(database: Database, { kind, mostPerLearner, leaseSeconds }: Claiming): Promise<Claimed | undefined> {
  const [claimed] = await database.query<Claimed>('select id, user_id as "userId", input, attempt, failures, ending from claim_job($1, $2, $3)', [
    kind,
    mostPerLearner,
    leaseSeconds,
  ])
  return claimed
}

export interface Held {
  readonly id: string
  readonly attempt: number
}

/** Locks the job for the transaction. @returns undefined when another attempt has it. */
export async function hold(tx: Tx, { id, attempt }: Held): Promise<{ readonly cancelRequested: boolean; readonly erase: boolean } | undefined> {
  const rows = await tx.query<{ cancelRequested: boolean; erase: boolean }>(
    `select cancel_requested as "cancelRequested", erase from jobs where id = $1 and attempt = $2 and state = 'running' for update`,
    [id, attempt],
  )
  return rows[0]
}

/** @returns undefined when another attempt has the job. */
export async function beat(
  tx: Tx,
  { id, attempt }: Held,
  { leaseSeconds, progress }: { readonly leaseSeconds: number; readonly progress: Progress | undefined },
): Promise<{ readonly cancelRequested: boolean } | undefined> {
  const rows = await tx.query<{ cancelRequested: boolean }>(
    `update jobs set leased_until = clock_timestamp() + make_interval(secs => $3::float8), progress = coalesce($4::jsonb, progress)
     where id = $1 and attempt = $2 and state = 'running' returning cancel_requested as "cancelRequested"`,
    [id, attempt, leaseSeconds, progress === undefined ? null : JSON.stringify(progress)],
  )
  return rows[0]
}

export interface KeptStep {
  readonly name: string
  readonly state: 'begun' | 'done' | 'undone'
  readonly result: unknown
}

/** In the order in which they began. */
export function stepsOf(tx: Tx, id: string): Promise<KeptStep[]> {
  return tx.query<KeptStep>('select name, state, result from job_steps where job_id = $1 order by position limit 1000', [id])
}

export async function keepStep(
  tx: Tx,
  job: { readonly id: string; readonly userId: string },
  step: { readonly name: string; readonly state: 'begun' | 'done'; readonly result?: unknown },
): Promise<void> {
  await tx.query(
    `insert into job_steps (job_id, user_id, name, position, state, result)
     values ($1, $2, $3, (select count(*) from job_steps where job_id = $1), $4, $5::jsonb)
     on conflict (job_id, name) do update set state = excluded.state, result = excluded.result`,
    [job.id, job.userId, step.name, step.state, JSON.stringify(step.result ?? null)],
  )
}

export async function markUndone(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query("update job_steps set state = 'undone' where job_id = $1 and name = $2", [id, name])
}

/** Back to those who wait, for a later try; the same process or another takes it up. */
export async function putOff(
  tx: Tx,
  { id, attempt }: Held,
  { seconds, failed, error }: { readonly seconds: number; readonly failed: boolean; readonly error: string },
): Promise<void> {
  await tx.query(
    `update jobs set state = 'waiting', run_at = now() + make_interval(secs => $3::float8), failures = failures + $4::int, error = case when ending is null then $5 else error end
     where id = $1 and attempt = $2 and state = 'running'`,
    [id, attempt, seconds, failed ? 1 : 0, error],
  )
}

export async function beginEnding(tx: Tx, { id, attempt }: Held, end: { readonly ending: string; readonly error: string }): Promise<void> {
  await tx.query("update jobs set ending = $3, error = $4, failures = 0 where id = $1 and attempt = $2 and state = 'running'", [
    id,
    attempt,
    end.ending,
    end.error,
  ])
}

/** @returns the error, also when an earlier attempt had it. */
export async function endJob(tx: Tx, id: string, end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly error: string }): Promise<string> {
  const rows = await tx.query<{ error: string }>(
    `update jobs set state = $2, error = case when $2 = 'failed' then coalesce(nullif($3, ''), error) else '' end, ended_at = now(), leased_until = null
     where id = $1 returning error`,
    [id, end.state, end.error],
  )
  return rows[0]?.error ?? end.error
}

export async function removeJob(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from jobs where id = $1', [id])
}
