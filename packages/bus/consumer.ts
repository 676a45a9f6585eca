/** Applies events to a service, each exactly once and in the order of its key; what fails is put off without holding up others, then set aside. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { type Bus, type BusRecord, type Delivery, Later } from './bus.ts'
import { type Event, fromRecord } from './event.ts'
import { claim, claimDeferred, letGo, pruneInbox, putOff } from './inbox.ts'
import { countDeadLetter, observedProcessing } from './observed.ts'
import { dueAtOf, failed, isHopeless, originOf, type Setback, setbackOf, toDeadLetter, toRetry } from './setback.ts'
import { startSweep } from './sweep.ts'
import { replayTopic, retryTopic } from './topics.ts'

export type EventHandler = (tx: Tx, event: Event) => Promise<void>

export interface ConsumerOptions {
  readonly database: Database
  readonly bus: Bus
  readonly group: string
  readonly topics: readonly string[]
  /** By event type; other types are passed over. */
  readonly handlers: Readonly<Record<string, EventHandler>>
  readonly log: Log
  /** Pauses of the event's partition between its first attempts, ms. */
  readonly retryDelaysMs: readonly number[]
  /** One retry topic each: how long an event waits there, out of the way of others, before it is tried once more. Empty: set aside at once. */
  readonly retryTopicDelaysMs?: readonly number[]
}

const retryTopicDelaysMs = [5_000, 60_000, 600_000]
const awayPauseMs = 1000
const publishDeadlineMs = 10_000

interface Consumer extends ConsumerOptions {
  readonly retryTopicDelaysMs: readonly number[]
  /** How often the record in front of each partition has failed. */
  readonly failures: Map<string, { readonly offset: number; readonly count: number }>
}

export function startConsumer(options: ConsumerOptions): AsyncDisposable {
  const { database, bus, group, log } = options
  const consumer = { ...options, retryTopicDelaysMs: options.retryTopicDelaysMs ?? retryTopicDelaysMs, failures: new Map() }
  const retryTopics = consumer.retryTopicDelaysMs.map((_, index) => retryTopic(group, index + 1))
  const owned = new AsyncDisposableStack()
  owned.use(startSweep({ name: `inbox.${group}`, sweep: () => pruneInbox(database), log }))
  owned.use(
    bus.subscribe({
      group,
      topics: [...options.topics, replayTopic(group), ...retryTopics],
      each: (delivery, signal) => consume(consumer, { delivery, step: retryTopics.indexOf(delivery.topic) + 1, signal }),
    }),
  )
  return owned
}

interface Turn {
  readonly delivery: Delivery
  /** 0 on the event's own topic or on that of replays, then the number of the retry topic. */
  readonly step: number
  readonly signal: AbortSignal
}

/** Ends when the record is applied, passed over, put off or set aside; throws `Later` when it is to stay where it is. */
async function consume(consumer: Consumer, turn: Turn): Promise<void> {
  const { delivery, step } = turn
  const waitMs = dueAtOf(delivery) - Date.now()
  if (waitMs > 0) throw new Later(waitMs)
  const before = { ...setbackOf(delivery), group: consumer.group }
  try {
    const event = eventOf(delivery)
    if (event instanceof Error) return await setAside(consumer, turn, failed(before, { error: event, attempts: 1, at: new Date() }))
    const outcome = await attempt(consumer, turn, event)
    if (outcome.kind === 'held') await putOffTo(consumer, turn, { event, setback: before, step: step + 1 })
    if (outcome.kind === 'failed') await moveOn(consumer, turn, { event, outcome, setback: failed(before, { ...outcome, at: new Date() }) })
    consumer.failures.delete(placeOf(delivery))
  } catch (error) {
    // The bus or the database is away: nothing is known of the record, so it stays where it is.
    throw error instanceof Later ? error : new Later(awayPauseMs, { cause: error })
  }
}

/** A record's own topic is the one it was published on, wherever it waits now. */
function eventOf(delivery: Delivery): Event | Error {
  try {
    return fromRecord({ ...delivery, topic: originOf(delivery).topic })
  } catch {
    return Object.assign(new Error('the record is not an event'), { code: 'not_an_event' })
  }
}

interface Failed {
  readonly kind: 'failed'
  readonly error: unknown
  readonly attempts: number
}

type Outcome = { readonly kind: 'settled' | 'held' } | Failed

async function attempt(consumer: Consumer, { delivery, step }: Turn, event: Event): Promise<Outcome> {
  const { group, log, retryDelaysMs } = consumer
  try {
    return { kind: (await apply(consumer, step, event)) === 'held' ? 'held' : 'settled' }
  } catch (error) {
    const fields = { group, topic: event.topic, event: event.id, type: event.type }
    // What is away comes back, and says nothing about the message: an outage is waited out, whatever its length.
    if (error instanceof Failure && error.code === 'unavailable') {
      log.warn('an event waits: what it needs is away', fields)
      throw new Later(retryDelaysMs.at(-1) ?? awayPauseMs, { cause: error })
    }
    const known = consumer.failures.get(placeOf(delivery))
    const attempts = (known?.offset === delivery.offset ? known.count : 0) + 1
    const pauseMs = step === 0 && !isHopeless(error) ? retryDelaysMs[attempts - 1] : undefined
    if (pauseMs === undefined) {
      log.error('an event could not be applied', error, { ...fields, attempt: attempts, step })
      return { kind: 'failed', error, attempts }
    }
    log.warn('an event could not be applied yet', { ...fields, attempt: attempts })
    consumer.failures.set(placeOf(delivery), { offset: delivery.offset, count: attempts })
    throw new Later(pauseMs, { cause: error })
  }
}

const placeOf = ({ topic, partition }: Delivery): string => `${topic} ${partition}`

async function apply(consumer: Consumer, step: number, event: Event): Promise<'done' | 'held'> {
  const { database, group, handlers } = consumer
  const handler = Object.hasOwn(handlers, event.type) ? handlers[event.type] : undefined
  if (handler === undefined) return 'done'
  const apply = async (tx: Tx): Promise<'done' | 'held'> => {
    const last = step === consumer.retryTopicDelaysMs.length
    const claimed = step === 0 ? await claim(tx, group, event) : await claimDeferred(tx, group, { event, last })
    if (claimed === 'fresh') await handler(tx, event)
    return claimed === 'held' ? 'held' : 'done'
  }
  return observedProcessing(group, event, () => database.asService(apply))
}

interface Moving {
  readonly event: Event
  readonly setback: Setback
}

/** To the next retry topic, or to the dead letters when there is none or time cannot help. */
async function moveOn(consumer: Consumer, turn: Turn, { event, outcome, setback }: Moving & { readonly outcome: Failed }): Promise<void> {
  if (turn.step < consumer.retryTopicDelaysMs.length && !isHopeless(outcome.error))
    return putOffTo(consumer, turn, { event, setback, step: turn.step + 1 })
  await setAside(consumer, turn, setback)
  await letGo(consumer.database, consumer.group, event.id)
}

/** Marked first, so that no later event of the key can overtake it. */
async function putOffTo(consumer: Consumer, turn: Turn, { event, setback, step }: Moving & { readonly step: number }): Promise<void> {
  await putOff(consumer.database, consumer.group, event)
  const dueAt = Date.now() + (consumer.retryTopicDelaysMs[step - 1] ?? 0)
  await publish(consumer, turn, toRetry(turn.delivery, setback, { step, dueAt }))
}

async function setAside(consumer: Consumer, turn: Turn, setback: Setback): Promise<void> {
  const { topic, partition, offset } = setback.origin
  await publish(consumer, turn, toDeadLetter(turn.delivery, setback))
  countDeadLetter(consumer.group, topic, setback.error)
  const fields = { group: consumer.group, topic, partition, offset, code: setback.error, attempts: setback.attempts }
  consumer.log.warn('a message is set aside', fields)
}

function publish(consumer: Consumer, { signal }: Turn, record: BusRecord): Promise<void> {
  return consumer.bus.publish([record], AbortSignal.any([signal, AbortSignal.timeout(publishDeadlineMs)]))
}
