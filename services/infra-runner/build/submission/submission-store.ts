/** The SQL of submissions: as their learner sees them, and as the job that tries them writes them. */
import type { Tx } from '@quint/db/database.ts'
import { holdFirst } from '@quint/jobs/store.ts'
import type { Report } from '../report/report.ts'
import type { Checked } from './check.ts'
import type { Written } from './compose.ts'
import type { Status } from './status.ts'

export interface SubmissionRow {
  readonly id: string
  readonly problemId: string
  readonly attempt: number
  readonly previousId: string | null
  readonly status: Status
  readonly namespace: string
  readonly verdict: string
  readonly passed: number
  readonly failed: number
  readonly error: string
  readonly errorMessage: string
  readonly despite: boolean
  readonly moderation: string
  readonly reasons: readonly string[]
  readonly appeal: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly endedAt: string | null
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = `id, problem_id as "problemId", attempt, previous_id as "previousId", status, namespace, verdict, passed, failed, error,
  error_message as "errorMessage", despite, moderation, reasons, appeal, ${iso('created_at')} as "createdAt", ${iso('updated_at')} as "updatedAt",
  ${iso('ended_at')} as "endedAt"`

export interface NewSubmission extends Written {
  readonly id: string
  readonly problemId: string
  readonly previousId: string | undefined
  readonly namespace: string
  readonly despite: boolean
  readonly moderation: string
  readonly reasons: readonly string[]
  readonly expiresAt: Date
}

/** @returns which attempt it is. */
export async function insertSubmission(tx: Tx, userId: string, one: NewSubmission): Promise<number> {
  const rows = await tx.query<{ attempt: number }>(
    `insert into submissions (id, user_id, problem_id, attempt, previous_id, schema_input, api_spec_input, design_text, blueprint_input, namespace, despite,
       moderation, reasons, expires_at)
     values ($1, $2, $3, (select coalesce(max(attempt), 0) + 1 from submissions where user_id = $2 and problem_id = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     returning attempt`,
    [
      one.id,
      userId,
      one.problemId,
      one.previousId ?? null,
      one.schemaInput,
      one.apiSpecInput,
      one.designText,
      one.blueprint,
      one.namespace,
      one.despite,
      one.moderation,
      one.reasons,
      one.expiresAt,
    ],
  )
  return rows[0]?.attempt ?? 1
}

export async function startSubmission(tx: Tx, id: string, { jobId, expiresAt }: { readonly jobId: string; readonly expiresAt: Date }): Promise<void> {
  await tx.query(
    `update submissions set job_id = $2, status = 'PENDING', expires_at = $3, ended_at = null, error = '', error_message = '', verdict = '', report = null
     where id = $1`,
    [id, jobId, expiresAt],
  )
}

export async function findSubmission(tx: Tx, id: string): Promise<SubmissionRow | undefined> {
  return (await tx.query<SubmissionRow>(`select ${columns} from submissions where id = $1`, [id]))[0]
}

/** Locked for the transaction, behind its job: a worker takes them in that order, too. */
export async function ownSubmission(tx: Tx, id: string): Promise<(SubmissionRow & { readonly jobId: string | null }) | undefined> {
  const [known] = await tx.query<{ jobId: string | null }>('select job_id as "jobId" from submissions where id = $1', [id])
  if (known?.jobId != null) await holdFirst(tx, known.jobId)
  return (
    await tx.query<SubmissionRow & { jobId: string | null }>(`select ${columns}, job_id as "jobId" from submissions where id = $1 for update`, [id])
  )[0]
}

export interface Parts extends Written {
  readonly checked: Checked | null
  readonly jobId: string | null
  readonly expiresAt: Date
}

export async function findParts(tx: Tx, id: string): Promise<Parts | undefined> {
  const rows = await tx.query<Parts>(
    `select schema_input as "schemaInput", api_spec_input as "apiSpecInput", design_text as "designText", blueprint_input as "blueprint", checked,
       job_id as "jobId", expires_at as "expiresAt" from submissions where id = $1`,
    [id],
  )
  return rows[0]
}

export async function findReport(tx: Tx, id: string): Promise<Report | undefined> {
  return (await tx.query<{ report: Report | null }>('select report from submissions where id = $1', [id]))[0]?.report ?? undefined
}

export interface Paging {
  readonly problemId: string
  readonly limit: number
  readonly before: { readonly at: string; readonly id: string } | undefined
}

/** One more than asked for when there are more. */
export function listSubmissions(tx: Tx, userId: string, { problemId, limit, before }: Paging): Promise<SubmissionRow[]> {
  return tx.query<SubmissionRow>(
    `select ${columns} from submissions where user_id = $1 and ($2 = '' or problem_id = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid)) order by created_at desc, id desc limit $5::integer + 1`,
    [userId, problemId, before?.at ?? null, before?.id ?? null, limit],
  )
}

/** As the database has it: to the microsecond. */
export async function placeOfSubmission(tx: Tx, id: string): Promise<{ readonly at: string; readonly id: string } | undefined> {
  return (await tx.query<{ at: string; id: string }>('select created_at::text as at, id from submissions where id = $1', [id]))[0]
}

export async function countSubmissions(tx: Tx, userId: string, since: Date): Promise<{ readonly active: number; readonly asked: number }> {
  const rows = await tx.query<{ active: number; asked: number }>(
    `select count(*) filter (where ended_at is null and job_id is not null)::integer as active, count(*) filter (where created_at >= $2)::integer as asked
     from submissions where user_id = $1`,
    [userId, since],
  )
  return rows[0] ?? { active: 0, asked: 0 }
}

export async function enter(tx: Tx, id: string, status: Status): Promise<void> {
  await tx.query('update submissions set status = $2 where id = $1 and ended_at is null', [id, status])
}

export async function putChecked(tx: Tx, id: string, checked: Checked): Promise<void> {
  await tx.query('update submissions set checked = $2::jsonb where id = $1', [id, JSON.stringify(checked)])
}

export interface Reported {
  readonly report: Report
  readonly verdict: string
  readonly passed: number
  readonly failed: number
}

export async function putReport(tx: Tx, id: string, { report, verdict, passed, failed }: Reported): Promise<void> {
  await tx.query('update submissions set report = $2::jsonb, verdict = $3, passed = $4, failed = $5 where id = $1', [
    id,
    JSON.stringify(report),
    verdict,
    passed,
    failed,
  ])
}

export interface End {
  readonly status: Status
  readonly error: string
  readonly message: string
}

/** One that was taken down ends with the reason for that. @returns what it is now; nothing when it was deleted meanwhile. */
export async function endSubmission(tx: Tx, id: string, { status, error, message }: End): Promise<SubmissionRow | undefined> {
  const rows = await tx.query<SubmissionRow>(
    `update submissions set status = $2, ended_at = clock_timestamp(), error = case when moderation = 'removed' or appeal <> '' then error else $3 end,
       error_message = case when moderation = 'removed' or appeal <> '' then error_message else $4 end where id = $1 returning ${columns}`,
    [id, status, error, message],
  )
  return rows[0]
}

export async function deleteSubmission(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from submissions where id = $1', [id])
}

export interface Overdue {
  readonly id: string
  readonly userId: string
  readonly jobId: string | null
}

export function overdue(tx: Tx): Promise<Overdue[]> {
  return tx.query<Overdue>('select id, user_id as "userId", job_id as "jobId" from overdue_submissions(50)')
}

export async function ownerOf(tx: Tx, id: string): Promise<{ readonly userId: string; readonly jobId: string | null } | undefined> {
  return (
    await tx.query<{ userId: string; jobId: string | null }>('select user_id as "userId", job_id as "jobId" from submission_owner($1)', [id])
  )[0]
}

export function everybodys(
  tx: Tx,
  { before, held, limit }: { readonly before: string | undefined; readonly held: boolean; readonly limit: number },
): Promise<(SubmissionRow & { readonly userId: string })[]> {
  return tx.query(`select ${columns}, user_id as "userId" from submissions_of_all($1::uuid, $2, $3::integer + 1)`, [before ?? null, held, limit])
}

/** Of everybody: what moderators look at, and plans for a cloud that an administrator decides about. */
export async function countWaiting(tx: Tx): Promise<{ readonly submissions: number; readonly clouds: number }> {
  const rows = await tx.query<{ submissions: number; clouds: number }>('select submissions, clouds from count_waiting()')
  return rows[0] ?? { submissions: 0, clouds: 0 }
}

/** Once, of what was taken down. */
export async function appeal(tx: Tx, id: string, words: string): Promise<boolean> {
  const rows = await tx.query(
    `update submissions set appeal = $2, moderation = 'review' where id = $1 and moderation = 'removed' and appeal = '' returning 1 as one`,
    [id, words],
  )
  return rows.length > 0
}

/** What stands says nothing of why it was taken down, and can be taken down again: then there is another word to say. */
export async function decide(tx: Tx, id: string, { moderation, reason }: { readonly moderation: string; readonly reason: string }): Promise<void> {
  await tx.query(
    `update submissions set moderation = $2, appeal = case when $2 = 'removed' then appeal else '' end,
       error_message = case when $2 = 'removed' then $3 when error = 'removed' then '' else error_message end,
       error = case when $2 = 'removed' then 'removed' when error = 'removed' then '' else error end where id = $1`,
    [id, moderation, reason],
  )
}
