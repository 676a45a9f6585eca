/** The SQL of interviews; every call sees only the learner's own rows. */
import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { rfc3339 } from '../store.ts'
import type { InterviewStatus, LearnerKind, ServerKind, Stage } from './stage.ts'

export interface InterviewRow {
  readonly id: string
  readonly userId: string
  readonly problemId: string
  readonly title: string
  readonly topics: readonly string[]
  readonly language: string
  readonly persona: string
  readonly durationMinutes: number
  readonly stage: Stage
  readonly status: InterviewStatus
  readonly lastSeq: number
  readonly submissions: number
  readonly sizeBytes: number
  readonly draftLanguage: string
  readonly band: string
  readonly score: number
  /** protobuf-JSON. */
  readonly rubric: readonly unknown[]
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly endsAt: string
  /** Empty while in progress. */
  readonly endedAt: string
  /** Until its time is up; not below 0. */
  readonly remainingMs: number
  readonly elapsedMs: number
  /** How often a silence was broken. */
  readonly silences: number
  /** Since something was last said or written. */
  readonly silentMs: number
}

export interface InterviewDetail extends InterviewRow {
  /** protobuf-JSON. */
  readonly task: unknown
  readonly draft: string
}

export const interviewColumns = `id, user_id as "userId", problem_id as "problemId", title, topics, language, persona, duration_minutes as "durationMinutes", stage, status,
  last_seq as "lastSeq", submissions, size_bytes as "sizeBytes", draft_language as "draftLanguage", band, score, rubric,
  ${rfc3339('started_at')} as "startedAt", ${rfc3339('ends_at')} as "endsAt", coalesce(${rfc3339('ended_at')}, '') as "endedAt",
  greatest(0, extract(epoch from ends_at - clock_timestamp()) * 1000)::bigint as "remainingMs",
  (extract(epoch from clock_timestamp() - started_at) * 1000)::bigint as "elapsedMs", silences,
  greatest(0, extract(epoch from clock_timestamp() - active_at) * 1000)::bigint as "silentMs"`
const detailColumns = `${interviewColumns}, task, draft`

export interface NewInterview {
  readonly id: string
  readonly userId: string
  readonly language: string
  readonly persona: string
  readonly durationMinutes: number
}

/** @returns false when there is one of that id already, the learner's or not. */
export async function insertInterview(tx: Tx, given: NewInterview): Promise<boolean> {
  const rows = await tx.query(
    `insert into interviews (id, user_id, language, persona, duration_minutes, ends_at)
     values ($1, $2, $3, $4, $5::int, now() + make_interval(mins => $5::int)) on conflict (id) do nothing returning id`,
    [given.id, given.userId, given.language, given.persona, given.durationMinutes],
  )
  return rows.length > 0
}

/** Throws Failure('not_found') for what is not there or not the learner's. */
export async function findInterview(tx: Tx, id: string, locking: '' | 'for update' = ''): Promise<InterviewDetail> {
  const rows = isUuid(id) ? await tx.query<InterviewDetail>(`select ${detailColumns} from interviews where id = $1 ${locking}`, [id]) : []
  const [row] = rows
  if (row === undefined) throw new Failure('not_found', 'There is no such interview.')
  return row
}

export interface Task {
  readonly problemId: string
  readonly title: string
  readonly topics: readonly string[]
  /** protobuf-JSON. */
  readonly json: unknown
}

export async function putTask(tx: Tx, id: string, { problemId, title, topics, json }: Task): Promise<void> {
  const text = JSON.stringify(json)
  await tx.query('update interviews set problem_id = $2, title = $3, topics = $4, task = $5, size_bytes = size_bytes + $6::int where id = $1', [
    id,
    problemId,
    title,
    topics,
    text,
    Buffer.byteLength(text),
  ])
}

export async function putStage(tx: Tx, id: string, stage: Stage): Promise<void> {
  await tx.query('update interviews set stage = $2 where id = $1', [id, stage])
}

export interface Ending {
  readonly status: InterviewStatus
  readonly band: string
  /** protobuf-JSON. */
  readonly rubric: readonly unknown[]
}

export async function endInterview(tx: Tx, id: string, { status, band, rubric }: Ending): Promise<void> {
  await tx.query(`update interviews set status = $2, band = $3, rubric = $4, stage = 'summary', ended_at = now() where id = $1`, [
    id,
    status,
    band,
    JSON.stringify(rubric),
  ])
}

export async function putScore(tx: Tx, id: string, score: number): Promise<void> {
  await tx.query('update interviews set score = $2 where id = $1', [id, score])
}

export interface NewEntry {
  readonly kind: LearnerKind | ServerKind
  readonly stage: Stage
  readonly text?: string
  readonly code?: string
  readonly language?: string
  readonly stdin?: string | null
  readonly requestId?: string
  readonly submissionId?: string
  readonly aboutSeq?: number
  /** protobuf-JSON, by name. */
  readonly found?: Readonly<Record<string, unknown>>
  readonly source?: string
  readonly questionCode?: string
  readonly notes?: string
}

/** The interview is locked. @returns the entry's seq. */
export async function addEntry(tx: Tx, { id, userId }: Pick<InterviewRow, 'id' | 'userId'>, entry: NewEntry): Promise<number> {
  const { text = '', code = '', language = '', stdin = null, requestId = '', submissionId = '', aboutSeq = 0, found = {} } = entry
  const { source = '', questionCode = '', notes = '' } = entry
  const json = JSON.stringify(found)
  const bytes = [text, code, stdin ?? '', json, notes].reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  const [row] = await tx.query<{ readonly seq: number }>(
    `with next as (
       update interviews set last_seq = last_seq + 1, active_at = clock_timestamp(), size_bytes = size_bytes + $3::int,
         submissions = submissions + case when $4 = 'code_submission' then 1 else 0 end
       where id = $1 returning last_seq
     )
     insert into interview_entries (interview_id, seq, user_id, kind, stage, text, code, language, stdin, request_id, submission_id, about_seq, found,
       source, question_code, notes)
     select $1, last_seq, $2, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 from next returning seq`,
    [id, userId, bytes, entry.kind, entry.stage, text, code, language, stdin, requestId, submissionId, aboutSeq, json, source, questionCode, notes],
  )
  if (row === undefined) throw new Failure('not_found', 'There is no such interview.')
  return row.seq
}

export interface EntryRow {
  readonly seq: number
  readonly kind: LearnerKind | ServerKind
  readonly stage: Stage
  readonly text: string
  readonly code: string
  readonly language: string
  readonly stdin: string | null
  readonly requestId: string
  readonly submissionId: string
  readonly aboutSeq: number
  readonly found: Readonly<Record<string, unknown>>
  readonly source: string
  readonly questionCode: string
  readonly notes: string
  readonly at: string
  readonly atMs: number
}

const entryColumns = `e.seq, e.kind, e.stage, e.text, e.code, e.language, e.stdin, e.request_id as "requestId", e.submission_id as "submissionId",
  e.about_seq as "aboutSeq", e.found, e.source, e.question_code as "questionCode", e.notes, ${rfc3339('e.at')} as at,
  greatest(0, extract(epoch from e.at - i.started_at) * 1000)::bigint as "atMs"`

export function listEntries(tx: Tx, id: string, afterSeq = 0): Promise<EntryRow[]> {
  return tx.query<EntryRow>(
    `select ${entryColumns} from interview_entries e join interviews i on i.id = e.interview_id
     where e.interview_id = $1 and e.seq > $2 order by e.seq`,
    [id, afterSeq],
  )
}

export async function wasTold(tx: Tx, id: string, requestId: string): Promise<boolean> {
  if (requestId === '') return false
  const rows = await tx.query('select 1 from interview_entries where interview_id = $1 and request_id = $2', [id, requestId])
  return rows.length > 0
}

export async function keepDraft(tx: Tx, id: string, draft: { readonly language: string; readonly code: string }): Promise<void> {
  await tx.query('update interviews set draft = $2, draft_language = $3, active_at = clock_timestamp() where id = $1', [
    id,
    draft.code,
    draft.language,
  ])
}

/** The learner is at it. */
export async function keepActive(tx: Tx, id: string): Promise<void> {
  await tx.query('update interviews set active_at = clock_timestamp() where id = $1', [id])
}

export async function countSilence(tx: Tx, id: string): Promise<void> {
  await tx.query('update interviews set silences = silences + 1, active_at = clock_timestamp() where id = $1', [id])
}

/** Of one interview so many bytes at most, and one so many seconds after another. */
const snapshotBytes = 768 * 1024
const snapshotSeconds = 10

export async function addSnapshot(
  tx: Tx,
  { id, userId }: Pick<InterviewRow, 'id' | 'userId'>,
  { language, code }: { readonly language: string; readonly code: string },
): Promise<void> {
  await tx.query(
    `insert into interview_snapshots (interview_id, user_id, language, code)
     select $1, $2, $3, $4 from (
       select coalesce(sum(octet_length(s.code)), 0) as bytes, max(s.at) as last from interview_snapshots s where s.interview_id = $1
     ) before
     where bytes + octet_length($4::text) <= $5 and (last is null or last < clock_timestamp() - make_interval(secs => $6))`,
    [id, userId, language, code, snapshotBytes, snapshotSeconds],
  )
}

export interface SnapshotRow {
  readonly atMs: number
  readonly language: string
  readonly code: string
}

export function listSnapshots(tx: Tx, id: string): Promise<SnapshotRow[]> {
  return tx.query<SnapshotRow>(
    `select greatest(0, extract(epoch from s.at - i.started_at) * 1000)::bigint as "atMs", s.language, s.code
     from interview_snapshots s join interviews i on i.id = s.interview_id where s.interview_id = $1 order by s.at`,
    [id],
  )
}
