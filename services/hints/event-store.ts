/** The SQL of what is streamed: the events of a text as the learner was sent them, kept beside the row that they belong to. */
import type { Database, Tx } from '@quint/db/database.ts'
import { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'

export interface Outcome {
  readonly hintText: string
  readonly source: string
  readonly model: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly durationMs: number
}

export interface NumberedEvent {
  readonly n: number
  readonly event: StreamHintResponse
}

export interface EventStore {
  append(userId: string, id: string, events: readonly NumberedEvent[]): Promise<void>
  eventsAfter(userId: string, id: string, n: number): Promise<StreamHintResponse[]>
  /** The number of the last event that is stored; -1 without one. */
  lastNumber(userId: string, id: string): Promise<number>
  /** The events that are stored by now, for who reads along where the text is not written. */
  readAlong(userId: string, id: string, n: number): Promise<StreamHintResponse[]>
  /** Whether somebody has read along elsewhere lately. */
  isReadElsewhere(userId: string, id: string, withinMs: number): Promise<boolean>
  /** Takes over a text whose writer is gone; false when it moved again or is done. */
  takeOver(userId: string, id: string, quietMs: number): Promise<boolean>
  /** Stores the whole text with its last event; `announce` runs in the same transaction. */
  finish(
    row: { readonly id: string; readonly userId: string },
    end: { readonly outcome: Outcome; readonly event: NumberedEvent },
    announce: (tx: Tx) => Promise<void>,
  ): Promise<void>
}

/** Names of ours, never anybody's input. */
export interface Tables {
  readonly rows: 'hints' | 'turns'
  readonly events: 'hint_events' | 'turn_events'
  /** The column of an event that names its row. */
  readonly row: 'hint_id' | 'turn_id'
}

export function openEventStore(database: Database, tables: Tables): EventStore {
  const { rows, events, row } = tables
  return {
    append: async (userId, id, added) => {
      await database.queryAsLearner(userId, appending(tables), values({ userId, id, events: added }))
    },
    eventsAfter: (userId, id, n) => database.asLearner(userId, (tx) => eventsAfter(tx, tables, { id, n })),
    lastNumber: (userId, id) =>
      database.asLearner(userId, async (tx) => {
        const found = await tx.query<{ last: number }>(`select coalesce(max(n), -1) as last from ${events} where ${row} = $1`, [id])
        return found[0]?.last ?? -1
      }),
    readAlong: (userId, id, n) =>
      database.asLearner(userId, async (tx) => {
        await tx.query(`update ${rows} set read_at = clock_timestamp() where id = $1`, [id])
        return eventsAfter(tx, tables, { id, n })
      }),
    isReadElsewhere: (userId, id, withinMs) =>
      database.asLearner(userId, async (tx) => {
        const found = await tx.query(
          `select 1 from ${rows} where id = $1 and read_at > clock_timestamp() - make_interval(secs => $2::float8 / 1000)`,
          [id, withinMs],
        )
        return found.length === 1
      }),
    takeOver: (userId, id, quietMs) =>
      database.asLearner(userId, async (tx) => {
        const found = await tx.query(
          `update ${rows} set touched_at = clock_timestamp()
           where id = $1 and status = 'streaming' and touched_at < clock_timestamp() - make_interval(secs => $2::float8 / 1000) returning id`,
          [id, quietMs],
        )
        return found.length === 1
      }),
    finish: (whose, end, announce) => database.asLearner(whose.userId, (tx) => finish(tx, tables, { ...end, ...whose, announce })),
  }
}

async function eventsAfter(tx: Tx, { events, row }: Tables, after: { readonly id: string; readonly n: number }): Promise<StreamHintResponse[]> {
  const found = await tx.query<{ event: unknown }>(`select event from ${events} where ${row} = $1 and n > $2 order by n`, [after.id, after.n])
  return found.map(({ event }) => StreamHintResponse.fromJSON(event))
}

interface Appending {
  readonly userId: string
  readonly id: string
  readonly events: readonly NumberedEvent[]
}

/** The row is as fresh as the last of its events. */
function appending({ rows, events, row }: Tables): string {
  return `with touched as (update ${rows} set touched_at = clock_timestamp() where id = $1::uuid)
    insert into ${events} (${row}, n, user_id, event)
    select $1::uuid, t.n, $2::uuid, t.event from unnest($3::int[], $4::jsonb[]) as t (n, event) on conflict do nothing`
}

function values({ userId, id, events }: Appending): unknown[] {
  return [id, userId, events.map(({ n }) => n), events.map(({ event }) => JSON.stringify(StreamHintResponse.toJSON(event)))]
}

interface Finishing {
  readonly id: string
  readonly userId: string
  readonly outcome: Outcome
  readonly event: NumberedEvent
  readonly announce: (tx: Tx) => Promise<void>
}

async function finish(tx: Tx, tables: Tables, { id, userId, outcome, event, announce }: Finishing): Promise<void> {
  const changed = await tx.query(
    `update ${tables.rows} set status = 'done', hint_text = $2, source = $3, model = $4, input_tokens = $5, output_tokens = $6, duration_ms = $7,
       touched_at = clock_timestamp() where id = $1 and status = 'streaming' returning id`,
    [id, outcome.hintText, outcome.source, outcome.model, outcome.inputTokens, outcome.outputTokens, outcome.durationMs],
  )
  if (changed.length === 0) return
  await tx.query(appending(tables), values({ userId, id, events: [event] }))
  await announce(tx)
}
