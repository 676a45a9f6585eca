/** Transactions over a pool, each with the identity that row level security checks. */
import { Failure } from '@quint/runtime/failure.ts'
import pg from 'pg'
import { observed, observedConnect, observePool } from './observed.ts'
import { openReader } from './reader.ts'

export interface Tx {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export interface Database extends AsyncDisposable {
  /** One transaction with `app.user_id` set, so the learner's own rows are visible. */
  asLearner<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * As `asLearner`, for work that only reads and may be done twice: on the replica where there is one. It sees everything that had been
   * committed when it was asked for, whoever wrote it and through whichever instance.
   */
  asReader<T>(userId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One transaction without a learner: protected tables show no rows; only named security-definer functions cross learners. */
  asService<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement without a learner, which is a transaction by itself: half of what `asService` sends. */
  query: Tx['query']
  /** One statement as `asLearner` would run it, in one message and with one answer instead of two. */
  queryAsLearner<Row extends object>(userId: string, text: string, values?: readonly unknown[]): Promise<Row[]>
  /** A connection of its own for LISTEN; the caller ends it. */
  listen(): Promise<pg.Client>
}

export interface DatabaseOptions {
  readonly url: string
  /** A replica of that server; empty: there is none. */
  readonly readUrl?: string
  readonly maxConnections?: number
  readonly statementTimeoutMs?: number
}

// Times stay the text that Postgres sends (ISO, UTC), and counts are numbers: both are what the protos carry.
const int8 = 20
const numeric = 1700
pg.types.setTypeParser(int8, Number)
pg.types.setTypeParser(numeric, Number)

export function openDatabase(options: DatabaseOptions): Database {
  const { statementTimeoutMs = 5000 } = options
  const settings = {
    connectionTimeoutMillis: 5000,
    statement_timeout: statementTimeoutMs,
    // The server ends a slow statement by itself; a server that says nothing for longer than that is lost, and so is its connection.
    query_timeout: 2 * statementTimeoutMs,
    idle_in_transaction_session_timeout: 15_000,
    lock_timeout: 3000,
    pipeline: true,
  }
  const poolOf = (connectionString: string): Connections => {
    const pool = new pg.Pool({ ...settings, connectionString, max: options.maxConnections ?? 20 })
    // A connection that dies, idle or between two statements, is replaced by the pool; the next query reports what matters.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    return { pool, role: decodeURIComponent(new URL(connectionString).username) }
  }
  const connections = poolOf(options.url)
  const observing = observePool(connections.pool, connections.role)
  const replica = options.readUrl ? poolOf(options.readUrl) : undefined
  const asReader =
    replica === undefined
      ? undefined
      : openReader({
          primary: connections.pool,
          replica: replica.pool,
          onPrimary: (userId, work) => transaction(connections, userId, work),
          onReplica: (userId, work) => transaction(replica, userId, work),
        })
  return {
    asLearner: (userId, work) => transaction(connections, userId, work),
    asReader: asReader ?? ((userId, work) => transaction(connections, userId, work)),
    asService: (work) => transaction(connections, '', work),
    query: (text, values) => alone(connections, (client) => prepared(client, connections.role, text, values)),
    queryAsLearner: (userId, text, values) =>
      alone(connections, (client) => between(client, userId, () => prepared(client, connections.role, text, values))),
    listen: async () => {
      const client = new pg.Client({
        connectionString: options.url,
        connectionTimeoutMillis: 5000,
        query_timeout: 2 * statementTimeoutMs,
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        // Whoever shares it asks without waiting for the others.
        pipeline: true,
      })
      // Its owner listens for 'end', which follows every error.
      client.on('error', () => undefined)
      await client.connect()
      return client
    },
    async [Symbol.asyncDispose]() {
      observing[Symbol.dispose]()
      await Promise.all([connections.pool.end(), replica?.pool.end()])
    },
  }
}

interface Connections {
  readonly pool: pg.Pool
  /** Whose statements are measured together. */
  readonly role: string
}

async function transaction<T>({ pool, role }: Connections, userId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect(pool, role)
  let broken = false
  const { tx, end } = overClient(client, role)
  try {
    // Held back until the work has sent its first statement, and written with it; when it fails, so does every statement after it.
    const { stream } = client.connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    const begun = client.query(beginAs(userId))
    begun.catch(() => undefined)
    const result = await work(tx)
    await begun
    const { command } = await observed(role, 'commit', () => client.query('commit'))
    // Postgres answers so when a statement had failed and the work went on regardless.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: one of its statements had failed')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw translate(error)
  } finally {
    end()
    client.release(broken)
  }
}

/** Runs what is a transaction by itself: after a refusal of the server the connection is as good as before. */
async function alone<Rows>({ pool, role }: Connections, run: (client: pg.PoolClient) => Promise<Rows>): Promise<Rows> {
  const client = await connect(pool, role)
  let broken = false
  try {
    return await run(client)
  } catch (error) {
    broken = !(error instanceof pg.DatabaseError)
    throw translate(error)
  } finally {
    client.release(broken)
  }
}

/** Begin, statement and commit are written at once. When the statement fails, the server makes a rollback of the commit. */
async function between<Rows>(client: pg.PoolClient, userId: string, run: () => Promise<Rows>): Promise<Rows> {
  const { stream } = client.connection
  stream.cork()
  const parts = [client.query(beginAs(userId)), run(), client.query('commit')] as const
  stream.uncork()
  // The connection is not given back while an answer is on its way.
  await Promise.allSettled(parts)
  const [, rows] = await Promise.all(parts)
  return rows
}

async function prepared<Row extends object>(client: pg.PoolClient, role: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await observed(role, text, () => client.query<Row>({ name: statementName(text), text, values: [...values] }))
  return rows
}

function connect(pool: pg.Pool, role: string): Promise<pg.PoolClient> {
  return observedConnect(pool, role).catch((cause: unknown) => {
    throw new Failure('unavailable', 'The database is not available.', { cause, retryAfterSeconds: 2 })
  })
}

/** Both have no plan and no result, and the server reads them at once. */
function beginAs(userId: string): string {
  return `begin; set local app.user_id = ${pg.escapeLiteral(userId)}`
}

/** A handle that works until the end of its transaction: the connection then belongs to another learner. */
function overClient(client: pg.PoolClient, role: string): { readonly tx: Tx; readonly end: () => void } {
  let ended = false
  const tx: Tx = {
    async query<Row extends object>(text: string, values?: readonly unknown[]) {
      if (ended) throw new Error('the transaction has ended')
      return prepared<Row>(client, role, text, values)
    },
  }
  const end = (): void => {
    ended = true
  }
  return { tx, end }
}

const statementNames = new Map<string, string>()

/** Every statement is prepared once a connection: texts are constants of a store, so there are few. */
function statementName(text: string): string {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  const name = `q${statementNames.size}`
  statementNames.set(text, name)
  return name
}

const lost = new Set(['08000', '08003', '08006', '57P01', '57P02', '57P03', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
/** No disk, no memory, no room for more: nothing was changed, and only time or an operator can help. */
const exhausted = new Set(['53000', '53100', '53200', '53400', '58030'])
const busy = new Set(['57014', '55P03', '40001', '40P01'])

/** Lost connections and time-outs become failures that a caller may retry; everything else stays the bug it is. */
function translate(error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (exhausted.has(code)) return new Failure('unavailable', 'The database has no room.', { cause: error, retryAfterSeconds: 10 })
  if (lost.has(code) || /Connection terminated|not queryable|read timeout/.test(error.message)) {
    return new Failure('unavailable', 'The database is not available.', { cause: error, retryAfterSeconds: 2 })
  }
  if (busy.has(code)) return new Failure('unavailable', 'The database is busy.', { cause: error, retryAfterSeconds: 1 })
  return error
}
