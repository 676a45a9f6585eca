/** The SQL of the coach's turns in a conversation, by session and number. */
import type { Database, Tx } from '@quint/db/database.ts'
import { type EventStore, openEventStore } from '../event-store.ts'
import { type HintRow, type NewHint, refuseErased } from '../store.ts'
import type { Spoken } from './course.ts'

/** A turn is a hint of a kind: its tier is its number. */
export type TurnRow = HintRow & Spoken
export type NewTurn = NewHint & Spoken

export interface TurnStore extends EventStore {
  /** Undefined when another call has begun this turn first. */
  begin(turn: NewHint): Promise<TurnRow | undefined>
  find(userId: string, sessionId: string, turn: number): Promise<TurnRow | undefined>
  /** In order. */
  list(userId: string, sessionId: string): Promise<TurnRow[]>
}

const columns = `id, session_id as "sessionId", user_id as "userId", turn as tier, turn, prompt_index as "promptIndex", known_length as "knownLength",
  status, element_focus as "elementFocus", '[]'::jsonb as "patternsDetected", hint_text as "hintText", source, model, prompt_version as "promptVersion",
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  (extract(epoch from clock_timestamp() - touched_at) * 1000)::bigint as "quietMs"`

export function openTurnStore(database: Database): TurnStore {
  return {
    ...openEventStore(database, { rows: 'turns', events: 'turn_events', row: 'turn_id' }),
    begin: (turn) => database.asLearner(turn.userId, (tx) => begin(tx, turn as NewTurn)),
    find: (userId, sessionId, turn) =>
      database.asLearner(userId, async (tx) => {
        const rows = await tx.query<TurnRow>(`select ${columns} from turns where session_id = $1 and turn = $2`, [sessionId, turn])
        return rows[0]
      }),
    // Never from a replica: a turn that it does not know yet would be written once more.
    list: (userId, sessionId) =>
      database.asLearner(userId, (tx) => tx.query<TurnRow>(`select ${columns} from turns where session_id = $1 order by turn`, [sessionId])),
  }
}

async function begin(tx: Tx, turn: NewTurn): Promise<TurnRow | undefined> {
  await refuseErased(tx, turn.userId)
  const rows = await tx.query<TurnRow>(
    `insert into turns (id, session_id, user_id, turn, prompt_index, known_length, status, element_focus, source, model, prompt_version)
     values ($1, $2, $3, $4, $5, $6, 'streaming', $7, $8, $9, $10) on conflict (session_id, turn) do nothing returning ${columns}`,
    [
      turn.id,
      turn.sessionId,
      turn.userId,
      turn.turn,
      turn.promptIndex,
      turn.knownLength,
      turn.elementFocus,
      turn.source,
      turn.model,
      turn.promptVersion,
    ],
  )
  return rows[0]
}
