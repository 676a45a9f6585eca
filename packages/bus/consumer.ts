/** Applies events to a service, each exactly once: the inbox row is written in the handler's transaction. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Bus, BusRecord } from './bus.ts'
import { type Event, fromRecord } from './event.ts'

export type EventHandler = (tx: Tx, event: Event) => Promise<void>

export interface ConsumerOptions {
  readonly database: Database
  readonly bus: Bus
  readonly group: string
  readonly topics: readonly string[]
  /** By event type; other types are passed over. */
  readonly handlers: Readonly<Record<string, EventHandler>>
  readonly log: Log
  /** Pauses between attempts, ms; when they are used up the record is dead-lettered. An outage uses up none. */
  readonly retryDelaysMs: readonly number[]
}

const awayPauseMs = 1000
const publishDeadlineMs = 10_000

export function startConsumer(options: ConsumerOptions): AsyncDisposable {
  return options.bus.subscribe({ group: options.group, topics: options.topics, each: (record, signal) => consume(record, options, signal) })
}

/** @returns the topic on which a group's poison messages are kept, with their headers. */
export function deadLetterTopic(group: string): string {
  return `quint.${group}.dlq`
}

async function consume(record: BusRecord, options: ConsumerOptions, signal: AbortSignal): Promise<void> {
  for (let failures = 0; ; ) {
    try {
      return await apply(record, options)
    } catch (error) {
      const fields = { group: options.group, topic: record.topic, event: record.headers.ce_id, attempt: failures + 1 }
      const { pauseMs, counts } = judge(error, failures, options.retryDelaysMs)
      if (pauseMs === undefined) {
        options.log.error('an event could not be applied and is set aside', error, fields)
        return await setAside(record, { options, error, signal })
      }
      options.log.warn('an event could not be applied yet', { ...fields, counts })
      failures += counts ? 1 : 0
      await sleep(pauseMs, signal)
      // Not committed, so it is delivered again to whoever reads this partition next.
      if (signal.aborted) throw error
    }
  }
}

/** What is away comes back, and says nothing about the message: an outage is waited out, whatever its length. */
function judge(error: unknown, failures: number, delays: readonly number[]): { readonly pauseMs: number | undefined; readonly counts: boolean } {
  if (error instanceof Failure && error.code === 'unavailable') return { pauseMs: delays.at(-1) ?? awayPauseMs, counts: false }
  return { pauseMs: delays[failures], counts: true }
}

async function apply(record: BusRecord, options: ConsumerOptions): Promise<void> {
  const event = fromRecord(record)
  if (!Object.hasOwn(options.handlers, event.type)) return
  const handler = options.handlers[event.type]
  if (handler === undefined) return
  await options.database.asService(async (tx) => {
    const fresh = await tx.query('insert into inbox (consumer_group, event_id) values ($1, $2) on conflict do nothing returning event_id', [
      options.group,
      event.id,
    ])
    if (fresh.length === 1) await handler(tx, event)
  })
}

interface SettingAside {
  readonly options: ConsumerOptions
  readonly error: unknown
  readonly signal: AbortSignal
}

async function setAside(record: BusRecord, { options, error, signal }: SettingAside): Promise<void> {
  const headers = {
    ...record.headers,
    'quint-dlq-topic': record.topic,
    'quint-dlq-group': options.group,
    'quint-dlq-error': error instanceof Error ? error.name : 'unknown',
  }
  await options.bus.publish(
    [{ ...record, headers, topic: deadLetterTopic(options.group) }],
    AbortSignal.any([signal, AbortSignal.timeout(publishDeadlineMs)]),
  )
}
