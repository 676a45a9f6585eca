/** Moves a service's events from its outbox to the bus: at least once, in the order of each key. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Bus } from './bus.ts'
import { type Event, toRecord } from './event.ts'
import { startListener } from './listener.ts'
import { observedSending, observeOutbox } from './observed.ts'
import { outboxChannel } from './outbox.ts'

export interface RelayOptions {
  readonly database: Database
  readonly bus: Bus
  /** The service's name. */
  readonly source: string
  readonly log: Log
  readonly batch?: number
  readonly pollMs?: number
}

interface OutboxRow {
  readonly sequence: number
  readonly id: string
  readonly topic: string
  readonly key: string
  readonly type: string
  readonly data: unknown
  readonly time: string
  readonly traceparent: string | null
}

export function startRelay(options: RelayOptions): AsyncDisposable {
  const stop = new AbortController()
  const { signal } = stop
  // Services share a server, and a relay is woken by its own alone, once it has learnt which schema that is.
  const own: Own = { schema: undefined }
  const concerns = (schema: string): boolean => own.schema === undefined || schema === own.schema
  const listener = startListener({ database: options.database, channel: outboxChannel, concerns, signal, pollMs: options.pollMs ?? 1000, restMs })
  const running = run(options, { signal, own, next: () => listener.next() })
  const observing = observeOutbox(options.database, options.source)
  return {
    async [Symbol.asyncDispose]() {
      observing[Symbol.dispose]()
      stop.abort()
      await running
      await listener[Symbol.asyncDispose]()
    },
  }
}

/** Between two looks as long as it is told of what is recorded. */
const restMs = 5000
/** After it was woken the relay waits this long, so that what many learners do at once goes out in one batch. */
const gatherMs = 40
const defaultBatch = 200
/** How long disposal goes on emptying the outbox; what is left goes out when the service starts again. */
const flushMs = 2000
/** Shorter than the database lets the relay's transaction idle. */
const publishDeadlineMs = 10_000

interface Own {
  schema: string | undefined
}

interface Loop {
  readonly signal: AbortSignal
  readonly own: Own
  readonly next: () => Promise<void>
}

async function run(options: RelayOptions, { signal, own, next }: Loop): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      own.schema ??= await schemaOf(options.database)
      const moved = await move(options, signal)
      failures = 0
      if (moved === (options.batch ?? defaultBatch)) continue
      await next()
      await sleep(gatherMs, signal)
    } catch (error) {
      if (signal.aborted) break
      failures += 1
      options.log.error('events wait in the outbox', error, { source: options.source, attempt: failures })
      await sleep(Math.min(30_000, 100 * 2 ** Math.min(failures, 8)), signal)
    }
  }
  await flush(options, AbortSignal.timeout(flushMs))
}

async function schemaOf(database: Database): Promise<string> {
  const [row] = await database.query<{ schema: string }>('select current_schema() as schema')
  return row?.schema ?? ''
}

async function flush(options: RelayOptions, signal: AbortSignal): Promise<void> {
  try {
    while ((await move(options, signal)) > 0);
  } catch (error) {
    options.log.warn('events stay in the outbox until the next start', {
      source: options.source,
      error: error instanceof Error ? error.name : 'unknown',
    })
  }
}

function move(options: RelayOptions, signal: AbortSignal): Promise<number> {
  return options.database.asService((tx) => moveBatch(tx, options, signal))
}

/**
 * Every row that is visible, by sequence: `record` makes transactions of one key take turns, so a visible row's elders of the same key are
 * visible too, and a slow transaction delays nobody else's events. Rows are deleted by identity, never passed by a cursor, so a row that
 * becomes visible late is still read. One relay of a service at a time, so keys stay in order. The rows go with the transaction: a crash
 * after publishing publishes them again, and the inbox of each consumer drops the repeat.
 */
async function moveBatch(tx: Tx, options: RelayOptions, signal: AbortSignal): Promise<number> {
  // Sent together, and answered one after the other: what is read is what is there once the lock is held.
  const [[lock], rows] = await Promise.all([
    tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked', [`quint.relay.${options.source}`]),
    readOutbox(tx, options.batch ?? defaultBatch),
  ])
  if (lock?.locked !== true || rows.length === 0) return 0
  await observedSending(options.source, rows.map(eventOf), (events) =>
    options.bus.publish(
      events.map((event) => toRecord(event, options.source)),
      AbortSignal.any([signal, AbortSignal.timeout(publishDeadlineMs)]),
    ),
  )
  await tx.query('delete from outbox where sequence = any($1::bigint[])', [rows.map((row) => row.sequence)])
  return rows.length
}

function readOutbox(tx: Tx, most: number): Promise<OutboxRow[]> {
  return tx.query(
    `select sequence, id, aggregate_type as topic, aggregate_id as key, type, payload as data,
       to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time, headers->>'traceparent' as traceparent
     from outbox order by sequence limit $1`,
    [most],
  )
}

function eventOf({ traceparent, ...event }: OutboxRow): Event {
  return traceparent === null ? event : { ...event, traceparent }
}
