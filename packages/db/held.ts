/** Everything that a service holds of a learner as one JSON document in pieces, with no more of it in memory at a time than a page. */
import type { Database } from './database.ts'

/** Well below what a message may hold. */
const pieceBytes = 256 * 1024
const usualRowsAtOnce = 500

export type Pages = AsyncIterable<readonly string[]>

/**
 * An object of lists.
 * @param lists of the name of each and its rows, which are JSON.
 * @param rest read last: what is few, under names of its own.
 */
export async function* heldPieces(lists: Iterable<readonly [name: string, pages: Pages]>, rest?: () => Promise<object>): AsyncGenerator<Buffer> {
  let opening = '{'
  for (const [name, pages] of lists) {
    let separator = `${opening}"${name}":[`
    for await (const rows of pages) {
      yield* cut(separator + rows.join(','))
      separator = ','
    }
    if (separator !== ',') yield Buffer.from(separator)
    opening = '],'
  }
  if (rest === undefined) yield Buffer.from(']}')
  else yield* cut(`],${JSON.stringify(await rest()).slice(1)}`)
}

export interface Held {
  readonly table: string
  /** The columns that its rows are ordered by, unique for a learner. */
  readonly key: string | readonly string[]
  /** Columns that nobody but the service has a use for. */
  readonly without: readonly string[]
  /** Of a page; fewer where rows are large. */
  readonly rowsAtOnce?: number
}

/** Whole tables, each under its name. */
export function* heldTables(database: Database, tables: readonly Held[], userId: string): Generator<readonly [string, Pages]> {
  for (const held of tables) yield [camel(held.table), rowsOf(database, held, userId)]
}

/** Each page is a transaction of its own: a reader that takes its time holds no connection. */
async function* rowsOf(
  database: Database,
  { table, key, without, rowsAtOnce = usualRowsAtOnce }: Held,
  userId: string,
): AsyncGenerator<readonly string[]> {
  const less = without.map((column) => ` - '${column}'`).join('')
  const order = [key]
    .flat()
    .map((column) => `t.${column}::text`)
    .join(' || ')
  const sql = `select (to_jsonb(t)${less})::text as json, ${order} as at from ${table} t
    where user_id = $1 and ${order} > $2 order by ${order} limit ${rowsAtOnce}`
  let after = ''
  for (;;) {
    const rows = await database.asReader(userId, (tx) => tx.query<{ json: string; at: string }>(sql, [userId, after]))
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => row.json)
    after = last.at
  }
}

/** A place in the order in which rows came to be. */
export interface Place {
  readonly at: string
  readonly id: string
}

/** Pages of what `page` reads after a place, until there is nothing more. */
export async function* pagesAfter<Row extends Place & { readonly json: string }>(
  page: (after: Row | Place) => Promise<readonly Row[]>,
): AsyncGenerator<readonly string[]> {
  let after: Row | Place = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const rows = await page(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => row.json)
    after = last
  }
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function* cut(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes)
}
