/** Everything held of a learner as one JSON document in pieces, with no more of it in memory at a time than a page. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'

const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`

/** A page ends with the row that reaches this many bytes. */
const pageBytes = 1024 * 1024
/** Well below what a message may hold. */
const pieceBytes = 256 * 1024
const mostBytesAtOnce = 3 * 1024 * 1024

interface Row {
  readonly json: string
  /** Where the next page goes on. */
  readonly at: string
  readonly id: string
  readonly part: number
}

type After = Pick<Row, 'at' | 'id' | 'part'>

const beginning: After = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000', part: -1 }

/** Rows are measured before they are read, so that a page of long texts has few rows and one of short texts has many. */
const pages = {
  sessions: `select to_jsonb(s)::text as json, s.started_at::text as at, s.id, 0 as part
    from sessions s join (
      select id, sum(size) over (order by started_at, id) - size as before from (
        select id, started_at, octet_length(statement) + octet_length(array_to_string(examples, '')) + octet_length(array_to_string(tags, ''))
          + octet_length(findings::text) + coalesce(octet_length(final_response), 0) + coalesce(octet_length(change::text), 0) as size
        from sessions where ${mine} and (started_at, id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by started_at, id limit 500
      ) measured
    ) page on page.id = s.id
    where page.before < $4 order by s.started_at, s.id`,
  responses: `select to_jsonb(r)::text as json, r.created_at::text as at, r.session_id as id, r.prompt_index as part
    from responses r join (
      select session_id, prompt_index, sum(size) over (order by created_at, session_id, prompt_index) - size as before from (
        select session_id, prompt_index, created_at, octet_length(response_text) as size
        from responses where ${mine} and (created_at, session_id, prompt_index) > ($1::timestamptz, $2::uuid, $3::int)
        order by created_at, session_id, prompt_index limit 2000
      ) measured
    ) page on page.session_id = r.session_id and page.prompt_index = r.prompt_index
    where page.before < $4 order by r.created_at, r.session_id, r.prompt_index`,
} as const

/** Each page is a transaction of its own: a reader that takes its time holds no connection. */
export async function* exportPieces(database: Database, userId: string): AsyncGenerator<Buffer> {
  for (const [name, opening] of [
    ['sessions', '{"sessions":['],
    ['responses', '],"responses":['],
  ] as const) {
    let separator: string = opening
    for await (const rows of pagesOf(database, { userId, sql: pages[name] })) {
      yield* cut(separator + rows.map((row) => row.json).join(','))
      separator = ','
    }
    if (separator === opening) yield Buffer.from(opening)
  }
  const days = await database.asReader(userId, activeDays)
  yield* cut(`],"activeDays":${JSON.stringify(days)}}`)
}

/** The document in one piece; more than a message holds is refused before it is in memory. */
export async function exportAtOnce(database: Database, userId: string): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of exportPieces(database, userId)) {
    bytes += piece.length
    if (bytes > mostBytesAtOnce) throw new Failure('conflict', 'There is too much for one message. Ask for the export in pieces.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

async function* pagesOf(database: Database, { userId, sql }: { readonly userId: string; readonly sql: string }): AsyncGenerator<readonly Row[]> {
  let after = beginning
  for (;;) {
    const { at, id, part } = after
    const rows = await database.asReader(userId, (tx) => tx.query<Row>(sql, [at, id, part, pageBytes]))
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    after = last
  }
}

async function activeDays(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ readonly day: string }>(`select day::text as day from active_days where ${mine} order by active_days.day`)
  return rows.map((row) => row.day)
}

function* cut(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes)
}
