/** What an operation's plan means over a table: make, get, list, change, remove, count, redirect, hand on. */
import type pg from 'pg'
import type { Table } from '../blueprint/table.ts'
import type { ProcessPlan } from '../derive/local-plan.ts'
import type { Caches } from './cached.ts'
import type { Caller } from './caller.ts'
import type { Answer, Asked } from './http.ts'
import { checkedRow } from './row-check.ts'
import { countRow, deleteRow, findRow, insertRow, listRows, onceFor, type Row, updateRow } from './rows-store.ts'

export interface Operating {
  readonly operation: ProcessPlan['operations'][number]
  /** Of the path. */
  readonly parameter: string
  readonly asked: Asked
  readonly table: Table | undefined
  readonly rows: pg.Pool
  readonly queues: ReadonlyMap<string, Caller>
  readonly caches: Caches
}

type Queries = Pick<pg.Pool, 'query'>

const mostListed = 50
const missing: Answer = { status: 404, body: { error: 'not found' } }

export async function operate(operating: Operating): Promise<Answer> {
  const { operation, rows } = operating
  if (operation.method === 'GET') return await reading(operating)
  const key = keyOf(operating)
  // What is handed on is known again by whoever takes it: who hands it on needs no database.
  const done =
    key === undefined || operation.plan === 'enqueue'
      ? await writing(operating, rows)
      : await onceFor(rows, key, async (tx) => ({ body: undefined, ...(await writing(operating, tx)) }))
  if (operation.invalidates) await operating.caches.remove(entryName(operating))
  return done
}

/** Of a write that its client may have sent before. */
function keyOf({ operation: { id, idempotencyKey }, asked: { headers } }: Operating): string | undefined {
  const { 'idempotency-key': key } = headers
  return idempotencyKey && typeof key === 'string' ? `${id} ${key}` : undefined
}

function entryName({ operation: { table, key }, parameter }: Operating): string {
  return `${table} ${key} ${parameter}`
}

async function reading(operating: Operating): Promise<Answer> {
  const { operation, asked, table, rows, caches } = operating
  const { plan, key = '', value = '', cache } = operation
  if (table === undefined) return missing
  const name = plan === 'list' ? `${operation.id} ${asked.query}` : entryName(operating)
  const known = cache === undefined ? undefined : await caches.get(cache.component, name)
  const found =
    known === undefined
      ? await (plan === 'list' ? listed(operating, table) : findRow(rows, table, key, operating.parameter))
      : (JSON.parse(known) as Row)
  if (found === undefined) return missing
  if (cache !== undefined && known === undefined)
    await caches.put(cache.component, name, { value: JSON.stringify(found), ttlSeconds: cache.ttlSeconds ?? 0 })
  if (plan === 'redirect') return { status: 302, headers: { location: headerSafe(found[value]) } }
  return { status: 200, body: found }
}

/** Whoever wrote the value, it stays one header. */
function headerSafe(value: unknown): string {
  return encodeURI(String(value)).replaceAll('%25', '%')
}

async function listed({ operation, asked, rows }: Operating, table: Table): Promise<Row> {
  const wanted = Number(asked.query.get('limit') ?? mostListed)
  const bound = operation.paginated ? mostListed : 10_000
  const limit = Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, bound) : bound
  const items = await listRows(rows, table, { after: asked.query.get('after'), limit })
  const last = items.at(-1)?.[table.primaryKey[0] ?? '']
  return { items, next: items.length < limit || last === undefined ? null : String(last) }
}

async function writing(operating: Operating, db: Queries): Promise<Answer> {
  const { operation, parameter, asked, table } = operating
  const { plan, key = '', value = '', queue } = operation
  if (table === undefined) return missing
  if (plan === 'delete') return (await deleteRow(db, table, key, parameter)) ? { status: 204 } : missing
  if (plan === 'counter') return found(await countRow(db, table, [key, parameter], value))
  const made = keyOf(operating)
  const checked = checkedRow(table, asked.body, { whole: plan !== 'update', ...(made === undefined ? {} : { key: made }) })
  if (checked.kind === 'wrong') return { status: 400, body: { error: checked.reason } }
  if (plan === 'update') return found(await updateRow(db, table, [key, parameter], checked.row))
  if (plan === 'enqueue')
    return (await handOn(operating, checked.row))
      ? { status: 202, body: checked.row }
      : { status: 503, body: { error: 'the queue does not take it' } }
  const row = await insertRow(db, table, checked.row)
  if (queue !== undefined) await handOn(operating, {})
  return { status: 201, body: row }
}

function found(row: Row | undefined): Answer {
  return row === undefined ? missing : { status: 200, body: row }
}

/** A row for a worker to keep, or, without fields, a word that there is one. */
async function handOn(operating: Operating, row: Row): Promise<boolean> {
  const { queue = '', id, table } = operating.operation
  try {
    const body = JSON.stringify({ operation: id, table, row, key: keyOf(operating) })
    const answer = await operating.queues.get(queue)?.call({ method: 'POST', path: '/', body, repeatable: false })
    return answer?.status === 202
  } catch {
    return false
  }
}
