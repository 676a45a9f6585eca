/** The SQL of hints, by session and tier. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type EventStore, openEventStore } from './event-store.ts'

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

export interface HintStore extends EventStore {
  /** Undefined when another call has begun this session's tier first. */
  begin(hint: NewHint): Promise<HintRow | undefined>
  find(userId: string, sessionId: string, tier: number): Promise<HintRow | undefined>
  list(userId: string, sessionId: string): Promise<HintRow[]>
  /** Texts of the learner's latest finished hints over all sessions, the latest last. */
  recentTexts(userId: string, most: number): Promise<string[]>
}

const columns = `id, session_id as "sessionId", user_id as "userId", tier, status, element_focus as "elementFocus",
  patterns_detected as "patternsDetected", hint_text as "hintText", source, model, prompt_version as "promptVersion",
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  (extract(epoch from clock_timestamp() - touched_at) * 1000)::bigint as "quietMs"`

export function openStore(database: Database): HintStore {
  return {
    ...openEventStore(database, { rows: 'hints', events: 'hint_events', row: 'hint_id' }),
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
  }
}

async function begin(tx: Tx, hint: NewHint): Promise<HintRow | undefined> {
  await refuseErased(tx, hint.userId)
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

/** Until this transaction ends, the learner cannot be erased; one that was erased before is refused. */
export async function refuseErased(tx: Tx, userId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [userId])
  const erased = await tx.query('select 1 from erased_learners where user_id = $1', [userId])
  if (erased.length > 0) throw new Failure('unauthenticated', 'This account was deleted.')
}

/** Erases everything held of a learner and remembers that it was erased. */
export async function eraseLearner(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [userId])
  await tx.query('delete from hints where user_id = $1', [userId])
  await tx.query('delete from turns where user_id = $1', [userId])
  await tx.query('insert into erased_learners (user_id) values ($1) on conflict do nothing', [userId])
}
