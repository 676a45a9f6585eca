/** The SQL of a deployed service: rows of the submission's own tables, names quoted, values as parameters. */
import pg from 'pg'
import type { Table } from '../blueprint/table.ts'
import { quoted } from '../derive/ddl.ts'
import type { Call } from '../derive/local-plan.ts'
import type { Login, Ways } from './setup.ts'

export type Row = Readonly<Record<string, unknown>>

interface Access extends Ways {
  /** Of the database; a process without one never asks. */
  readonly call: Call | undefined
  readonly login: Login
}

const manyConnections = 20
const idempotencyTable = 'quint_answers'

/** Table that answers to repeatable writes are kept in; beside the submission's own. */
export const answersDdl = `create table ${idempotencyTable} (key text primary key, status integer, body jsonb)`

/** Numbers are numbers as far as they fit, bytes are the text that was sent. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
  1700: Number,
  17: (text) => Buffer.from(text.slice(2), 'hex').toString('utf8'),
}
const types: pg.CustomTypesConfig = { getTypeParser: (id, format) => parsers[id] ?? pg.types.getTypeParser(id, format) }

export function openRows({ host, ports, call, login }: Access): pg.Pool {
  const { timeoutMs = 0, pool = 0 } = call ?? {}
  const port = ports[call?.wires[0] ?? ''] ?? 0
  const patience = timeoutMs === 0 ? {} : { connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs, statement_timeout: timeoutMs }
  const rows = new pg.Pool({ host, port, ...login, max: pool === 0 ? manyConnections : pool, types, ...patience })
  // A connection that dies is replaced; the next query reports what matters.
  rows.on('error', () => undefined)
  rows.on('connect', (client) => client.on('error', () => undefined))
  return rows
}

type Queries = Pick<pg.Pool, 'query'>

export async function insertRow(db: Queries, { name }: Table, row: Row, ignoreKnown = false): Promise<Row | undefined> {
  const columns = Object.keys(row)
  const values = columns.map((_, at) => `$${at + 1}`)
  const what = columns.length === 0 ? 'default values' : `(${columns.map(quoted).join(', ')}) values (${values.join(', ')})`
  const known = ignoreKnown ? ' on conflict do nothing' : ''
  const { rows } = await db.query<Row>(`insert into ${quoted(name)} ${what}${known} returning *`, Object.values(row))
  return rows[0]
}

export async function findRow(db: Queries, { name }: Table, key: string, value: string): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(`select * from ${quoted(name)} where ${quoted(key)} = $1 limit 1`, [value])
  return rows[0]
}

/** By the primary key, from after a row on. */
export async function listRows(
  db: Queries,
  { name, primaryKey: [key = ''] }: Table,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly Row[]> {
  const { after, limit } = page
  const { rows } = await db.query<Row>(
    `select * from ${quoted(name)} where $1::text is null or ${quoted(key)}::text > $1 order by ${quoted(key)}::text limit $2`,
    [after, limit],
  )
  return rows
}

export async function updateRow(db: Queries, { name }: Table, where: readonly [key: string, value: string], row: Row): Promise<Row | undefined> {
  const columns = Object.keys(row)
  const sets = columns.map((column, at) => `${quoted(column)} = $${at + 2}`)
  const { rows } = await db.query<Row>(`update ${quoted(name)} set ${sets.join(', ')} where ${quoted(where[0])} = $1 returning *`, [
    where[1],
    ...Object.values(row),
  ])
  return rows[0]
}

export async function countRow(
  db: Queries,
  { name }: Table,
  where: readonly [key: string, value: string],
  counted: string,
): Promise<Row | undefined> {
  const column = quoted(counted)
  const { rows } = await db.query<Row>(
    `update ${quoted(name)} set ${column} = coalesce(${column}, 0) + 1 where ${quoted(where[0])} = $1 returning *`,
    [where[1]],
  )
  return rows[0]
}

export async function deleteRow(db: Queries, { name }: Table, key: string, value: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from ${quoted(name)} where ${quoted(key)} = $1`, [value])
  return (rowCount ?? 0) > 0
}

export interface Kept {
  readonly status: number
  readonly body: unknown
}

/** Does the work once for a key, and answers repeats, also simultaneous ones, with what it answered first. */
export async function onceFor(db: pg.Pool, key: string, work: (tx: Queries) => Promise<Kept>): Promise<Kept> {
  const client = await db.connect()
  let broken = false
  try {
    await client.query('begin')
    const { rowCount } = await client.query(`insert into ${idempotencyTable} (key) values ($1) on conflict do nothing`, [key])
    if (rowCount === 0) {
      const { rows } = await client.query<Kept>(`select status, body from ${idempotencyTable} where key = $1`, [key])
      await client.query('commit')
      return rows[0] ?? { status: 409, body: { error: 'in hand' } }
    }
    const kept = await work(client)
    await client.query(`update ${idempotencyTable} set status = $2, body = $3 where key = $1`, [key, kept.status, JSON.stringify(kept.body ?? null)])
    await client.query('commit')
    return kept
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
