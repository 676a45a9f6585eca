/** The only SQL of hints: hints by session and tier, and the events that were streamed for each. */
import type { Database, Tx } from '@quint/db/database.ts'
import { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'

export interface HintRow {
  readonly id: string
  readonly sessionId: string
  readonly userId: string
  readonly tier: number
  readonly status: 'streaming' | 'done'
  readonly elementFocus: string
  /** Findings, as protobuf-JSON. */
  readonly patternsDetected: readonly unknown[]
  readonly hintText: string
  readonly source: string
  readonly model: string
  readonly promptVersion: string
  /** RFC 3339, UTC. */
  readonly createdAt: string
  /** Milliseconds since its writer last moved. */
  readonly quietMs: number
}

export type NewHint = Omit<HintRow, 'status' | 'hintText' | 'createdAt' | 'quietMs'>

export interface Outcome {
  readonly hintText: string
  readonly source: string
  readonly model: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly durationMs: number
}

export interface HintStore {
  /** Undefined when another call has begun this session's tier first. */
  begin(hint: NewHint): Promise<HintRow | undefined>
  find(userId: string, sessionId: string, tier: number): Promise<HintRow | undefined>
  list(userId: string, sessionId: string): Promise<HintRow[]>
  /** Texts of the learner's latest finished hints over all sessions, the latest last. */
  recentTexts(userId: string, most: number): Promise<string[]>
  append(userId: string, hintId: string, events: readonly NumberedEvent[]): Promise<void>
  eventsAfter(userId: string, hintId: string, n: number): Promise<StreamHintResponse[]>
  /** The number of the last event that is stored; -1 without one. */
  lastNumber(userId: string, hintId: string): Promise<number>
  /** The events that are stored by now, for who reads along where the hint is not written. */
  readAlong(userId: string, hintId: string, n: number): Promise<StreamHintResponse[]>
  /** Whether somebody has read along elsewhere lately. */
  isReadElsewhere(userId: string, hintId: string, withinMs: number): Promise<boolean>
  /** Takes over a hint whose writer is gone; false when it moved again or is done. */
  takeOver(userId: string, hintId: string, quietMs: number): Promise<boolean>
  /** Stores the whole hint with its last event; `announce` runs in the same transaction. */
  finish(
    row: Pick<HintRow, 'id' | 'userId'>,
    end: { readonly outcome: Outcome; readonly event: NumberedEvent },
    announce: (tx: Tx) => Promise<void>,
  ): Promise<void>
}

export interface NumberedEvent {
  readonly n: number
  readonly event: StreamHintResponse
}

const columns = `id, session_id as "sessionId", user_id as "userId", tier, status, element_focus as "elementFocus",
  patterns_detected as "patternsDetected", hint_text as "hintText", source, model, prompt_version as "promptVersion",
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  (extract(epoch from clock_timestamp() - touched_at) * 1000)::bigint as "quietMs"`

export function openStore(database: Database): HintStore {
  return {
    begin: (hint) => database.asLearner(hint.userId, (tx) => begin(tx, hint)),
    find: (userId, sessionId, tier) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query<HintRow>(`select ${columns} from hints where session_id = $1 and tier = $2`, [sessionId, tier])
        return rows[0]
      }),
    list: (userId, sessionId) =>
      database.asReader(userId, (tx) => tx.query<HintRow>(`select ${columns} from hints where session_id = $1 order by tier`, [sessionId])),
    recentTexts: (userId, most) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query<{ text: string }>(
          `select hint_text as text from hints where user_id = $1 and status = 'done' order by created_at desc limit $2`,
          [userId, most],
        )
        return rows.map((row) => row.text).reverse()
      }),
    append: (userId, hintId, events) => database.asLearner(userId, (tx) => append(tx, { userId, hintId, events })),
    eventsAfter: (userId, hintId, n) => database.asLearner(userId, (tx) => eventsAfter(tx, hintId, n)),
    lastNumber: (userId, hintId) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query<{ last: number }>('select coalesce(max(n), -1) as last from hint_events where hint_id = $1', [hintId])
        return rows[0]?.last ?? -1
      }),
    readAlong: (userId, hintId, n) =>
      database.asLearner(userId, async (tx) => {
        await tx.query('update hints set read_at = clock_timestamp() where id = $1', [hintId])
        return eventsAfter(tx, hintId, n)
      }),
    isReadElsewhere: (userId, hintId, withinMs) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query('select 1 from hints where id = $1 and read_at > clock_timestamp() - make_interval(secs => $2::float8 / 1000)', [
          hintId,
          withinMs,
        ])
        return rows.length === 1
      }),
    takeOver: (userId, hintId, quietMs) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query(
          `update hints set touched_at = clock_timestamp()
           where id = $1 and status = 'streaming' and touched_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000) returning id`,
          [hintId, quietMs],
        )
        return rows.length === 1
      }),
    finish: (row, end, announce) => database.asLearner(row.userId, (tx) => finish(tx, { ...end, row, announce })),
  }
}

async function begin(tx: Tx, hint: NewHint): Promise<HintRow | undefined> {
  // Until this transaction ends, the learner cannot be erased.
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [hint.userId])
  const erased = await tx.query('select 1 from erased_learners where user_id = $1', [hint.userId])
  if (erased.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
  const rows = await tx.query<HintRow>(
    `insert into hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, source, model, prompt_version)
     values ($1, $2, $3, $4, 'streaming', $5, $6, $7, $8, $9) on conflict (session_id, tier) do nothing returning ${columns}`,
    [
      hint.id,
      hint.sessionId,
      hint.userId,
      hint.tier,
      hint.elementFocus,
      JSON.stringify(hint.patternsDetected),
      hint.source,
      hint.model,
      hint.promptVersion,
    ],
  )
  return rows[0]
}

async function eventsAfter(tx: Tx, hintId: string, n: number): Promise<StreamHintResponse[]> {
  const rows = await tx.query<{ event: unknown }>('select event from hint_events where hint_id = $1 and n > $2 order by n', [hintId, n])
  return rows.map((row) => StreamHintResponse.fromJSON(row.event))
}

interface Appending {
  readonly userId: string
  readonly hintId: string
  readonly events: readonly NumberedEvent[]
}

async function append(tx: Tx, { userId, hintId, events }: Appending): Promise<void> {
  await tx.query(
    `insert into hint_events (hint_id, n, user_id, event)
     select $1::uuid, t.n, $2::uuid, t.event from unnest($3::int[], $4::jsonb[]) as t (n, event) on conflict do nothing`,
    [hintId, userId, events.map((entry) => entry.n), events.map((entry) => JSON.stringify(StreamHintResponse.toJSON(entry.event)))],
  )
  await tx.query('update hints set touched_at = clock_timestamp() where id = $1', [hintId])
}

interface Finishing {
  readonly row: Pick<HintRow, 'id' | 'userId'>
  readonly outcome: Outcome
  readonly event: NumberedEvent
  readonly announce: (tx: Tx) => Promise<void>
}

async function finish(tx: Tx, { row, outcome, event, announce }: Finishing): Promise<void> {
  const changed = await tx.query(
    `update hints set status = 'done', hint_text = $2, source = $3, model = $4, input_tokens = $5, output_tokens = $6, duration_ms = $7,
       touched_at = clock_timestamp() where id = $1 and status = 'streaming' returning id`,
    [row.id, outcome.hintText, outcome.source, outcome.model, outcome.inputTokens, outcome.outputTokens, outcome.durationMs],
  )
  if (changed.length === 0) return
  await append(tx, { userId: row.userId, hintId: row.id, events: [event] })
  await announce(tx)
}

/** Erases everything held of a learner and remembers that it was erased. */
export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  await tx.query('delete from hints where user_id = $1', [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}
