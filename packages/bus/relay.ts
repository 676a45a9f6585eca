/** Moves a service's events from its outbox to the bus: at least once, in the order of each key. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Bus } from './bus.ts'
import { toRecord } from './event.ts'
import { startListener } from './listener.ts'
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
}

export function startRelay(options: RelayOptions): AsyncDisposable {
  const stop = new AbortController()
  const listener = startListener({ database: options.database, channel: outboxChannel, signal: stop.signal, pollMs: options.pollMs ?? 1000 })
  const running = run(options, { signal: stop.signal, next: listener.next })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
      await listener[Symbol.asyncDispose]()
    },
  }
}

/** How soon rows are looked at again that an older transaction still holds back. */
const heldPauseMs = 10
/** Shorter than the database lets the relay's transaction idle. */
const publishDeadlineMs = 10_000

interface Loop {
  readonly signal: AbortSignal
  readonly next: () => Promise<void>
}

async function run(options: RelayOptions, { signal, next }: Loop): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      const outcome = await options.database.asService((tx) => moveBatch(tx, options, signal))
      failures = 0
      if (outcome === 'empty') await next()
      if (outcome === 'held') await sleep(heldPauseMs, signal)
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      options.log.error('events wait in the outbox', error, { source: options.source, attempt: failures })
      await sleep(Math.min(30_000, 100 * 2 ** Math.min(failures, 8)), signal)
    }
  }
}

/**
 * Rows of transactions older than the oldest one that still runs, in the order they were written; one relay at a time, so keys stay in order.
 * The rows go with the transaction: a crash after publishing publishes them again, and the inbox of each consumer drops the repeat.
 */
async function moveBatch(tx: Tx, options: RelayOptions, signal: AbortSignal): Promise<'moved' | 'held' | 'empty'> {
  const locked = await tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked', [
    `quint.relay.${options.source}`,
  ])
  if (locked[0]?.locked !== true) return 'empty'
  const rows = await tx.query<OutboxRow>(
    `select sequence, id, aggregate_type as topic, aggregate_id as key, type, payload as data,
       to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time
     from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, sequence limit $1`,
    [options.batch ?? 200],
  )
  if (rows.length === 0) return (await tx.query('select 1 from outbox limit 1')).length > 0 ? 'held' : 'empty'
  await options.bus.publish(
    rows.map((row) => toRecord(row, options.source)),
    AbortSignal.any([signal, AbortSignal.timeout(publishDeadlineMs)]),
  )
  await tx.query('delete from outbox where sequence = any($1::bigint[])', [rows.map((row) => row.sequence)])
  return 'moved'
}
