/** Statements and connections as an operator sees them; a statement has a span only within another's. */
import { type AttributesOf, count, measure, measuring, observe } from '@quint/telemetry/metrics.ts'
import { begin, tracing } from '@quint/telemetry/trace.ts'
import type pg from 'pg'

type Operation = AttributesOf<'db.client.operation.duration'>['db.operation.name']

interface Statement {
  readonly operation: Operation
  /** The table it is about, where its text shows one. */
  readonly table: string | undefined
}

/** Runs one statement, measured under the name of the role that runs it. */
export async function observed<T>(role: string, text: string, run: () => Promise<T>): Promise<T> {
  if (!tracing() && !measuring()) return run()
  const { operation, table } = described(text)
  const attributes = { 'db.system.name': 'postgresql', 'db.namespace': role, 'db.operation.name': operation } as const
  const span = begin(table === undefined ? operation : `${operation} ${table}`, {
    kind: 'client',
    within: true,
    attributes: { ...attributes, 'db.collection.name': table },
  })
  const started = performance.now()
  let error: string | undefined
  try {
    return await run()
  } catch (thrown) {
    error = codeOf(thrown)
    throw thrown
  } finally {
    span.end(error)
    measure('db.client.operation.duration', (performance.now() - started) / 1000, { ...attributes, 'error.type': error })
  }
}

/** A connection of the pool, and how long it took to get it. */
export async function observedConnect(pool: pg.Pool, role: string): Promise<pg.PoolClient> {
  if (!measuring()) return pool.connect()
  const started = performance.now()
  const name = { 'db.client.connection.pool.name': role }
  try {
    const client = await pool.connect()
    measure('db.client.connection.wait_time', (performance.now() - started) / 1000, name)
    return client
  } catch (error) {
    count('db.client.connection.timeouts', name)
    throw error
  }
}

export function observePool(pool: pg.Pool, role: string): Disposable {
  const owned = new DisposableStack()
  const name = { 'db.client.connection.pool.name': role }
  owned.use(
    observe('db.client.connection.count', (report) => {
      report(pool.idleCount, { ...name, 'db.client.connection.state': 'idle' })
      report(pool.totalCount - pool.idleCount, { ...name, 'db.client.connection.state': 'used' })
    }),
  )
  owned.use(
    observe('quint.db.table.size', async (report) => {
      const { rows } = await pool.query<{ table: string; bytes: number }>(tableSizes)
      for (const { table, bytes } of rows) report(bytes, { 'db.namespace': role, 'db.collection.name': table })
    }),
  )
  owned.use(observe('db.client.connection.max', (report) => report(pool.options.max ?? 0, name)))
  owned.use(observe('db.client.connection.pending_requests', (report) => report(pool.waitingCount, name)))
  return owned
}

/** A partition counts to its table. */
const tableSizes = `
  select root.relname as "table", sum(pg_total_relation_size(part.oid)) as bytes
  from pg_class part join pg_class root on root.oid = coalesce(pg_partition_root(part.oid), part.oid)
  where part.relkind = 'r' and part.relnamespace = current_schema()::regnamespace
  group by root.relname`

const statements = new Map<string, Statement>()

/** Texts are constants of a store, so there are few. */
function described(text: string): Statement {
  const known = statements.get(text)
  if (known !== undefined) return known
  const operation = operationOf(text)
  const made = { operation, table: places[operation].exec(text)?.[1] }
  statements.set(text, made)
  return made
}

const read = /\bfrom\s+([a-z_]+)\b(?!\s*\()/i
const places: Readonly<Record<Operation, RegExp>> = {
  SELECT: read,
  INSERT: /\binsert\s+into\s+([a-z_]+)/i,
  UPDATE: /\bupdate\s+([a-z_]+)/i,
  DELETE: /\bdelete\s+from\s+([a-z_]+)/i,
  COMMIT: read,
  OTHER: read,
}

const operations: ReadonlyMap<string, Operation> = new Map([
  ['select', 'SELECT'],
  ['insert', 'INSERT'],
  ['update', 'UPDATE'],
  ['delete', 'DELETE'],
  ['commit', 'COMMIT'],
])

/** A statement with common table expressions goes by what it changes. */
function operationOf(text: string): Operation {
  const first = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? ''
  if (first !== 'with') return operations.get(first) ?? 'OTHER'
  const change = /\b(insert|update|delete)\s+(?:into|from|\w+\s+set|\w+\s+as)\b/i.exec(text)?.[1]?.toLowerCase() ?? 'select'
  return operations.get(change) ?? 'OTHER'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
