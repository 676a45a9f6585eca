/** Events as an operator sees them: from the outbox over the bus to whoever applies them, in the trace of the action that caused them. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { countFact } from '@quint/telemetry/facts.ts'
import { count, measure, measuring, observe } from '@quint/telemetry/metrics.ts'
import { activeTraceparent, begin, tracing } from '@quint/telemetry/trace.ts'
import type { Event } from './event.ts'

/** What an outbox row carries beside the event. */
export function outboxHeaders(): string {
  const traceparent = activeTraceparent()
  return traceparent === undefined ? '{}' : JSON.stringify({ traceparent })
}

/** Publishes events of one service; each is told under the span of its sending. */
export async function observedSending(source: string, events: readonly Event[], publish: (events: readonly Event[]) => Promise<void>): Promise<void> {
  if (!tracing() && !measuring()) return publish(events)
  const spans = events.map(({ topic, id, type, traceparent }) =>
    begin(`send ${topic}`, {
      kind: 'producer',
      within: true,
      ...(traceparent === undefined ? {} : { parent: traceparent }),
      attributes: { 'messaging.operation.name': 'send', 'messaging.destination.name': topic, 'messaging.message.id': id, 'quint.event.type': type },
    }),
  )
  const started = performance.now()
  let error: string | undefined
  try {
    await publish(events.map((event, index) => continued(event, spans[index]?.traceparent)))
  } catch (thrown) {
    error = codeOf(thrown)
    throw thrown
  } finally {
    for (const span of spans) span.end(error)
    const attributes = { 'messaging.operation.name': 'send', 'quint.service': source, 'error.type': error } as const
    measure('messaging.client.operation.duration', (performance.now() - started) / 1000, attributes)
    if (error === undefined) for (const event of events) countSent(event)
  }
}

function continued(event: Event, traceparent: string | undefined): Event {
  return traceparent === undefined ? event : { ...event, traceparent }
}

function countSent({ topic, type, data }: Event): void {
  count('messaging.client.sent.messages', { 'messaging.operation.name': 'send', 'messaging.destination.name': topic, 'quint.event.type': type })
  countFact(type, data)
}

/** One attempt of a group to apply an event. */
export async function observedProcessing<T>(group: string, event: Event, apply: () => Promise<T>): Promise<T> {
  if (!tracing() && !measuring()) return apply()
  const attributes = {
    'messaging.operation.name': 'process',
    'messaging.destination.name': event.topic,
    'messaging.consumer.group.name': group,
  } as const
  const span = begin(`process ${event.topic}`, {
    kind: 'consumer',
    parent: event.traceparent ?? '',
    attributes: { ...attributes, 'messaging.message.id': event.id, 'quint.event.type': event.type },
  })
  const started = performance.now()
  let error: string | undefined
  try {
    return await span.run(apply)
  } catch (thrown) {
    error = codeOf(thrown)
    throw thrown
  } finally {
    span.end(error)
    measure('messaging.process.duration', (performance.now() - started) / 1000, { ...attributes, 'error.type': error })
    if (error === undefined) measureDelay(group, event)
  }
}

function measureDelay(group: string, event: Event): void {
  const seconds = (Date.now() - Date.parse(event.time)) / 1000
  if (Number.isFinite(seconds))
    measure('quint.event.delay', Math.max(0, seconds), { 'messaging.destination.name': event.topic, 'messaging.consumer.group.name': group })
}

export function countDeadLetter(group: string, topic: string, error: string): void {
  count('quint.deadletters', { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group, 'error.type': error })
}

/** Depth and age are asked for when somebody collects. */
export function observeOutbox(database: Database, source: string): Disposable {
  const owned = new DisposableStack()
  const service = { 'quint.service': source }
  const ask = async () => (await database.query<{ depth: number; age: number }>(waiting))[0]
  owned.use(observe('quint.outbox.depth', async (report) => report((await ask())?.depth ?? 0, service)))
  owned.use(observe('quint.outbox.age', async (report) => report((await ask())?.age ?? 0, service)))
  return owned
}

/** How far a group is behind on each of its topics, asked for when somebody collects. */
export function observeLag(group: string, read: () => Promise<Iterable<{ readonly topic: string; readonly lag: number }>>): Disposable {
  return observe('quint.bus.lag', async (report) => {
    for (const { topic, lag } of await read()) report(lag, { 'messaging.destination.name': topic, 'messaging.consumer.group.name': group })
  })
}

const waiting = 'select count(*) as depth, coalesce(extract(epoch from now() - min(created_at)), 0) as age from outbox'

function codeOf(error: unknown): string {
  if (error instanceof Failure) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
