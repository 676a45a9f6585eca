/** The SQL of a learner's export: each kind of row in pages, as JSON, in the order in which it came to be. */
import type { Database } from '@quint/db/database.ts'
import { type Place, pagesAfter } from '@quint/db/held.ts'

interface Row extends Place {
  readonly json: string
}

const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`

/** By the name it has in the export. A page has few rows, since each brings all that belongs to it. */
const parts = {
  /** With findings, writer, model, usage, and the events that were streamed, text that was taken back included. */
  hints: `select (to_jsonb(h) || jsonb_build_object('events',
      (select coalesce(jsonb_agg(e.event order by e.n), '[]') from hint_events e where e.hint_id = h.id)))::text as json,
      h.created_at::text as at, h.id
    from hints h where ${mine} and (h.created_at, h.id) > ($1::timestamptz, $2::uuid) order by h.created_at, h.id limit 200`,
  /** What the coach said in conversations. */
  turns: `select (to_jsonb(t) || jsonb_build_object('events',
      (select coalesce(jsonb_agg(e.event order by e.n), '[]') from turn_events e where e.turn_id = t.id)))::text as json,
      t.created_at::text as at, t.id
    from turns t where ${mine} and (t.created_at, t.id) > ($1::timestamptz, $2::uuid) order by t.created_at, t.id limit 200`,
} as const

export type HeldPart = keyof typeof parts

export const heldParts = Object.keys(parts) as readonly HeldPart[]

/** Each page is a transaction of its own: a reader that takes its time holds no connection. */
export function heldPages(database: Database, userId: string, part: HeldPart): AsyncGenerator<readonly string[]> {
  return pagesAfter(({ at, id }) => database.asReader(userId, (tx) => tx.query<Row>(parts[part], [at, id])))
}
