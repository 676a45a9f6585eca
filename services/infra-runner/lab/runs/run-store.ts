/** The SQL of the lab's runs and of what happened in them; every call sees only the learner's own. */
import type { Tx } from '@quint/db/database.ts'
import type { LabRun } from '../run.ts'

export type RunStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface RunRow {
  readonly id: string
  readonly userId: string
  readonly jobId: string
  readonly workload: string
  readonly language: LabRun['program']['language']
  readonly style: LabRun['program']['style']
  readonly nodes: number
  readonly seconds: number
  readonly rate: number
  readonly faults: readonly string[]
  readonly seed: number
  readonly status: RunStatus
  readonly attempt: number
  readonly verdict: '' | 'pass' | 'fail' | 'unknown'
  readonly explanation: string
  readonly operations: number
  readonly messagesPerOperation: number | null
  readonly ranked: boolean
  readonly pieces: number
  readonly leftOut: number
  readonly error: string
  readonly createdAt: string
  readonly startedAt: string
  readonly endedAt: string
  /** Microseconds since 1970. */
  readonly at: number
}

const rfc3339 = (column: string): string => `coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`
const micros = '(extract(epoch from created_at) * 1000000)::bigint'

const columns = `id, user_id as "userId", job_id as "jobId", workload, language, style, nodes, seconds, rate, faults, seed::float8 as seed, status, attempt,
  verdict, explanation, operations, messages_per_operation as "messagesPerOperation", ranked, pieces, left_out as "leftOut", error,
  ${rfc3339('created_at')} as "createdAt", ${rfc3339('started_at')} as "startedAt", ${rfc3339('ended_at')} as "endedAt", ${micros}::float8 as at`

export async function insertRun(
  tx: Tx,
  asked: LabRun,
  made: { readonly id: string; readonly userId: string; readonly jobId: string },
): Promise<void> {
  const { workload, program, nodes, seconds, rate, faults, seed } = asked
  await tx.query(
    `insert into lab_runs (id, user_id, job_id, workload, language, style, source, nodes, seconds, rate, faults, seed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [made.id, made.userId, made.jobId, workload, program.language, program.style, program.source, nodes, seconds, rate, faults, seed],
  )
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  return (await tx.query<RunRow>(`select ${columns} from lab_runs where id = $1`, [id]))[0]
}

export interface WholeRun extends RunRow {
  readonly source: string
  readonly outcome: unknown
}

export async function findWhole(tx: Tx, id: string): Promise<WholeRun | undefined> {
  return (await tx.query<WholeRun>(`select ${columns}, source, outcome from lab_runs where id = $1`, [id]))[0]
}

export interface RunsPage {
  readonly workload: string
  readonly at: number
  readonly id: string
  readonly limit: number
}

/** Newest first, one more than asked for when there are more. */
export function listRuns(tx: Tx, { workload, at, id, limit }: RunsPage): Promise<RunRow[]> {
  return tx.query<RunRow>(
    `select ${columns} from lab_runs
     where ($1 = '' or workload = $1) and ($2::bigint = 0 or (created_at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
     order by created_at desc, id desc limit $4::integer + 1`,
    [workload, at, id, limit],
  )
}

/** Of the learner of the transaction: how many are under way, and how many were asked for within a day. */
export async function countRuns(tx: Tx, userId: string): Promise<{ readonly active: number; readonly asked: number }> {
  const rows = await tx.query<{ active: number; asked: number }>(
    `select count(*) filter (where status in ('waiting', 'running'))::integer as active,
       count(*) filter (where created_at > now() - interval '1 day')::integer as asked
     from lab_runs where user_id = $1 and (created_at > now() - interval '1 day' or status in ('waiting', 'running'))`,
    [userId],
  )
  return rows[0] ?? { active: 0, asked: 0 }
}

/** The newest stay as they are; older ones that have ended go, and what happened in them. */
export async function forgetOld(tx: Tx, userId: string, most: number): Promise<void> {
  await tx.query(
    `delete from lab_runs where user_id = $1 and status not in ('waiting', 'running') and id in
       (select id from lab_runs where user_id = $1 order by created_at desc, id desc offset $2)`,
    [userId, most],
  )
}

export async function deleteRun(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from lab_runs where id = $1', [id])
}

export interface Holder {
  readonly runId: string
  readonly attempt: number
}

/** Whoever takes the run up begins anew: what an earlier attempt told is void. @returns undefined when the run is gone, or a later attempt has it. */
export async function takeUp(tx: Tx, { runId, attempt }: Holder): Promise<LabRun | undefined> {
  const rows = await tx.query<
    Omit<LabRun, 'program'> & { language: LabRun['program']['language']; style: LabRun['program']['style']; source: string }
  >(
    `update lab_runs set status = 'running', attempt = $2, pieces = 0, bytes = 0, left_out = 0, started_at = clock_timestamp(), updated_at = clock_timestamp()
     where id = $1 and attempt < $2 and status in ('waiting', 'running')
     returning workload, language, style, source, nodes, seconds, rate, faults, seed::float8 as seed`,
    [runId, attempt],
  )
  const [row] = rows
  if (row === undefined) return undefined
  await tx.query('delete from lab_pieces where run_id = $1', [runId])
  const { language, style, source, ...rest } = row
  return { ...rest, program: { language, style, source } }
}

export interface NewPiece {
  readonly lines: string
  readonly leftOut: number
}

/** @returns false when another attempt has the run, or it is gone. */
export async function addPiece(tx: Tx, { runId, attempt }: Holder, { lines, leftOut }: NewPiece): Promise<boolean> {
  const rows = await tx.query<{ pieces: number; userId: string }>(
    `update lab_runs set pieces = pieces + 1, bytes = bytes + octet_length($3), left_out = $4, updated_at = clock_timestamp()
     where id = $1 and attempt = $2 and status = 'running' returning pieces, user_id as "userId"`,
    [runId, attempt, lines, leftOut],
  )
  const [row] = rows
  if (row === undefined) return false
  await tx.query('insert into lab_pieces (run_id, place, user_id, lines) values ($1, $2, $3, $4)', [runId, row.pieces, row.userId, lines])
  return true
}

export interface Piece {
  readonly place: number
  readonly lines: string
}

export function piecesAfter(tx: Tx, runId: string, { after, most }: { readonly after: number; readonly most: number }): Promise<Piece[]> {
  return tx.query<Piece>('select place, lines from lab_pieces where run_id = $1 and place > $2 order by place limit $3', [runId, after, most])
}

export interface Ended {
  readonly verdict: 'pass' | 'fail' | 'unknown'
  readonly explanation: string
  readonly anomaly: string
  readonly outcome: unknown
  readonly operations: number
  readonly messagesPerOperation: number | null
  readonly ranked: boolean
}

/** @returns the run as it is now; undefined when it is gone. */
export async function putEnd(tx: Tx, { runId, attempt }: Holder, end: Ended): Promise<RunRow | undefined> {
  const { verdict, explanation, outcome, operations, messagesPerOperation, ranked } = end
  const rows = await tx.query<RunRow>(
    `update lab_runs set status = 'done', verdict = $3, explanation = $4, outcome = $5::jsonb, operations = $6, messages_per_operation = $7, ranked = $8,
       ended_at = clock_timestamp(), updated_at = clock_timestamp()
     where id = $1 and attempt = $2 and status = 'running' returning ${columns}`,
    [runId, attempt, verdict, explanation, JSON.stringify(outcome), operations, messagesPerOperation, ranked],
  )
  return rows[0]
}

export async function putStopped(tx: Tx, runId: string, { status, error }: { readonly status: 'failed' | 'cancelled'; readonly error: string }) {
  await tx.query(
    `update lab_runs set status = $2, error = $3, ended_at = clock_timestamp(), updated_at = clock_timestamp()
     where id = $1 and status in ('waiting', 'running')`,
    [runId, status, error],
  )
}
