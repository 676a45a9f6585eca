/** The SQL of sessions and answers; every call sees only the learner's own rows. */
import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { elementAt, elements, subElementAt } from './element.ts'
import { searchWords } from './search.ts'
import type { SessionStatus } from './session.ts'

export interface Algorithm {
  readonly title: string
  readonly url: string
  readonly site: string
  readonly slug: string
  readonly statement: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly examples: readonly string[]
}

export interface SessionRow {
  readonly id: string
  readonly userId: string
  readonly title: string
  readonly url: string
  readonly site: string
  readonly slug: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly status: SessionStatus
  readonly promptsCompleted: number
  /** RFC 3339, UTC. */
  readonly startedAt: string
  /** Empty while in progress. */
  readonly endedAt: string
  readonly hintRequested: boolean
  readonly timeSpentSeconds: number
  readonly highestTier: number
  /** Moves with each change; to the microsecond. */
  readonly touchedAt: string
}

export interface SessionDetail extends SessionRow {
  readonly statement: string
  readonly examples: readonly string[]
  /** protobuf-JSON. */
  readonly findings: readonly unknown[]
  readonly finalResponse: string | null
  /** protobuf-JSON. */
  readonly change: unknown
}

export interface ResponseRow {
  readonly promptIndex: number
  readonly element: string
  readonly subElement: string
  readonly responseText: string
  readonly wordCount: number
  readonly timeSpentSeconds: number
}

export const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const sessionColumns = `id, user_id as "userId", algorithm_title as title, algorithm_url as url, site, slug, difficulty, tags, status,
  prompts_completed as "promptsCompleted", ${rfc3339('started_at')} as "startedAt", coalesce(${rfc3339('ended_at')}, '') as "endedAt",
  hint_requested_at is not null as "hintRequested", time_spent_seconds as "timeSpentSeconds", highest_tier as "highestTier", touched_at::text as "touchedAt"`

const detailColumns = `${sessionColumns}, statement, examples, findings, final_response as "finalResponse", change`

const responseColumns = `prompt_index as "promptIndex", element, sub_element as "subElement", response_text as "responseText",
  word_count as "wordCount", time_spent_seconds as "timeSpentSeconds"`

/** Until this transaction ends, the learner cannot be erased; one that was erased before is refused. */
export async function refuseErased(tx: Tx, userId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [userId])
  const erased = await tx.query('select 1 from erased_learners where user_id = $1', [userId])
  if (erased.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
}

/** @returns undefined when there is one of that id already, the learner's or not. */
export async function insertSession(
  tx: Tx,
  session: { readonly id: string; readonly userId: string; readonly algorithm: Algorithm },
): Promise<SessionRow | undefined> {
  const { id, userId, algorithm } = session
  const [row] = await tx.query<SessionRow>(
    `insert into sessions (id, user_id, algorithm_title, algorithm_url, site, slug, statement, difficulty, tags, examples, search)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array_to_tsvector($11::text[] || learner_lexeme($2::uuid)))
     on conflict (id) do nothing returning ${sessionColumns}`,
    [
      id,
      userId,
      algorithm.title,
      algorithm.url,
      algorithm.site,
      algorithm.slug,
      algorithm.statement,
      algorithm.difficulty,
      algorithm.tags,
      algorithm.examples,
      searchWords(algorithm.title),
    ],
  )
  return row
}

/** Locks the row, so that answers of one session come one after another. Throws Failure('not_found') for what is not there or not the learner's. */
export async function lockSession(tx: Tx, id: string): Promise<SessionDetail> {
  return one(tx, id, 'for update')
}

export async function findSession(tx: Tx, id: string): Promise<SessionDetail> {
  return one(tx, id, '')
}

async function one(tx: Tx, id: string, locking: '' | 'for update'): Promise<SessionDetail> {
  if (!isUuid(id)) throw notFound()
  const rows = await tx.query<SessionDetail>(`select ${detailColumns} from sessions where id = $1 ${locking}`, [id])
  const row = rows[0]
  if (row === undefined) throw notFound()
  return row
}

export function listResponses(tx: Tx, sessionId: string): Promise<ResponseRow[]> {
  return tx.query<ResponseRow>(`select ${responseColumns} from responses where session_id = $1 order by prompt_index`, [sessionId])
}

export interface AnswerRow {
  readonly sessionId: string
  readonly userId: string
  readonly promptIndex: number
  readonly responseText: string
  readonly wordCount: number
  readonly timeSpentSeconds: number
}

/** Writes the answer and the session's counts; returns the session as it is then. */
export async function putAnswer(tx: Tx, answer: AnswerRow): Promise<SessionRow> {
  const element = elementAt(answer.promptIndex)
  const rows = await tx.query<SessionRow>(
    `with before as (
       select word_count, time_spent_seconds from responses where session_id = $1 and prompt_index = $3
     ), put as (
       insert into responses (session_id, user_id, prompt_index, element, sub_element, response_text, word_count, time_spent_seconds)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (session_id, prompt_index) do update set response_text = excluded.response_text, word_count = excluded.word_count,
         time_spent_seconds = excluded.time_spent_seconds, updated_at = now()
     )
     update sessions set
       prompts_completed = greatest(prompts_completed, $3::int + 1),
       time_spent_seconds = time_spent_seconds + $8::int - coalesce((select time_spent_seconds from before), 0),
       words[$9::int] = words[$9::int] + $7::int - coalesce((select word_count from before), 0),
       search = coalesce(search, '') || array_to_tsvector($10::text[] || learner_lexeme($2::uuid)),
       touched_at = clock_timestamp()
     where id = $1 returning ${sessionColumns}`,
    [
      answer.sessionId,
      answer.userId,
      answer.promptIndex,
      element,
      subElementAt(answer.promptIndex),
      answer.responseText,
      answer.wordCount,
      answer.timeSpentSeconds,
      elements.indexOf(element) + 1,
      searchWords(answer.responseText),
    ],
  )
  return only(rows)
}

/** Only while no later answer was given, so that findings never lag behind the answers they speak of. */
export async function putFindings(tx: Tx, session: Pick<SessionRow, 'id' | 'touchedAt'>, findings: readonly unknown[]): Promise<void> {
  await tx.query('update sessions set findings = $2 where id = $1 and touched_at = $3::timestamptz', [
    session.id,
    JSON.stringify(findings),
    session.touchedAt,
  ])
}

export async function freezeAnswers(tx: Tx, id: string): Promise<void> {
  await tx.query('update sessions set hint_requested_at = coalesce(hint_requested_at, now()), touched_at = clock_timestamp() where id = $1', [id])
}

export interface Completion {
  readonly id: string
  readonly userId: string
  readonly finalResponse: string
  /** protobuf-JSON. */
  readonly change: unknown
  readonly additions: number
  /** "YYYY-MM-DD" where the learner is. */
  readonly day: string
}

export async function completeSession(tx: Tx, completion: Completion): Promise<SessionRow> {
  await tx.query('insert into active_days (user_id, day) values ($1, $2::date) on conflict do nothing', [completion.userId, completion.day])
  const rows = await tx.query<SessionRow>(
    `update sessions set status = 'completed', final_response = $2, change = $3, additions = $4, ended_day = $5::date,
       search = coalesce(search, '') || array_to_tsvector($6::text[] || learner_lexeme($7::uuid)), ended_at = now(), touched_at = clock_timestamp()
     where id = $1 returning ${sessionColumns}`,
    [
      completion.id,
      completion.finalResponse,
      JSON.stringify(completion.change),
      completion.additions,
      completion.day,
      searchWords(completion.finalResponse),
      completion.userId,
    ],
  )
  return only(rows)
}

export async function abandonSession(tx: Tx, id: string): Promise<SessionRow> {
  const rows = await tx.query<SessionRow>(
    `update sessions set status = 'abandoned', ended_at = now(), touched_at = clock_timestamp() where id = $1 returning ${sessionColumns}`,
    [id],
  )
  return only(rows)
}

/** A hint was given: counts it and keeps the highest tier. Called for the learner that the event names. */
export async function noteHint(tx: Tx, hint: { readonly sessionId: string; readonly userId: string; readonly tier: number }): Promise<void> {
  await actFor(tx, hint.userId)
  await tx.query('update sessions set highest_tier = greatest(highest_tier, $2::int), hints = hints + 1 where id = $1', [hint.sessionId, hint.tier])
}

/** Erases everything held of a learner and remembers that it was erased. */
export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await actFor(tx, userId)
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  await tx.query('delete from sessions where user_id = $1', [userId])
  await tx.query('delete from interviews where user_id = $1', [userId])
  for (const table of ['active_days', 'streaks', 'imported_submissions', 'share_reports', 'board_members'])
    await tx.query(`delete from ${table} where user_id = $1`, [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}

/** Ends sessions without an answer since then; returns what their events say. */
export function abandonIdle(
  tx: Tx,
  idle: { readonly hours: number; readonly most: number },
): Promise<{ sessionId: string; userId: string; promptsCompleted: number }[]> {
  return tx.query(
    `select session_id as "sessionId", user_id as "userId", prompts_completed as "promptsCompleted"
     from abandon_idle_sessions(now() - make_interval(hours => $1::int), $2::int)`,
    [idle.hours, idle.most],
  )
}

async function actFor(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
}

function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows
  if (row === undefined) throw notFound()
  return row
}

function notFound(): Failure {
  return new Failure('not_found', 'There is no such session.')
}
