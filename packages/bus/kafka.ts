/** The event log in Kafka, through kafkajs: the only file that knows of that client. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Consumer, type EachBatchPayload, Kafka, type KafkaMessage, logLevel, Partitioners } from 'kafkajs'
import { type Bus, type BusRecord, type Delivery, pauseMsOf, type Subscription } from './bus.ts'
import { openTopics, type Topics } from './kafka-topics.ts'
import { observeLag } from './observed.ts'
import { orAborted, renewed } from './renewed.ts'
import { openRunning } from './running.ts'
import { readSnapshot } from './snapshot.ts'

export interface KafkaOptions {
  /** host:port */
  readonly brokers: readonly string[]
  /** Put before the names of topics and groups, for several meshes on one cluster. */
  readonly prefix: string
  readonly partitions: number
  readonly log: Log
  /** SCRAM-SHA-512. */
  readonly login: { readonly username: string; readonly password: string } | undefined
  /** Undefined: no TLS. Certificates to trust as PEM; without them, the public ones. */
  readonly tls: { readonly ca: string | undefined } | undefined
}

interface Place {
  readonly kafka: Kafka
  readonly topics: Topics
  readonly prefix: string
  readonly log: Log
}

/** Returns at once: a broker that is away is waited for by whoever publishes or reads. */
export function openKafkaBus(options: KafkaOptions): Bus {
  const { prefix, log } = options
  const kafka = connectTo(options)
  const topics = openTopics({ openAdmin: () => kafka.admin(), prefix, partitions: options.partitions })
  const producer = renewed(() =>
    kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 5 },
    }),
  )
  const running = openRunning((subscription) => subscribe({ kafka, topics, prefix, log }, subscription))
  return {
    async publish(records, signal) {
      signal.throwIfAborted()
      await answered(topics.ensure([...new Set(records.map(({ topic }) => topic))]), signal)
      const topicMessages = [...Map.groupBy(records, ({ topic }) => topic)].map(([topic, own]) => ({
        topic: prefix + topic,
        messages: own.map(toMessage),
      }))
      await answered(
        producer.use((client) => client.sendBatch({ topicMessages, acks: -1 })),
        signal,
      )
    },
    subscribe: running.subscribe,
    read: (topic, signal) => answeredAll(readSnapshot({ ...topics, subscribe: running.subscribe }, topic, signal)),
    topics: (signal) => answered(topics.list(), signal),
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]()
      await producer[Symbol.asyncDispose]()
      await topics[Symbol.asyncDispose]()
    },
  }
}

async function answered<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return orAborted(work, signal).catch((error: unknown) => {
    throw translate(error)
  })
}

async function* answeredAll<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw translate(error)
  }
}

/** A cluster that cannot be asked, or not in time, is a failure that the caller may try again. */
function translate(error: unknown): unknown {
  const away = error instanceof Error && (error.name.startsWith('KafkaJS') || error.name === 'TimeoutError')
  return away ? new Failure('unavailable', 'The event log is not available.', { cause: error, retryAfterSeconds: 2 }) : error
}

const toMessage = ({ key, value, headers }: BusRecord) => ({ key, value, headers: { ...headers } })

function connectTo({ brokers, log, login, tls }: KafkaOptions): Kafka {
  return new Kafka({
    clientId: 'quint',
    brokers: [...brokers],
    ...(login === undefined ? {} : { sasl: { mechanism: 'scram-sha-512' as const, ...login } }),
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: tls.ca } }),
    connectionTimeout: 3000,
    requestTimeout: 10_000,
    // Short: whoever uses this bus tries again by itself, and a group must notice soon that its broker came back.
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => log.debug('the client of Kafka has something to say', { scope: entry.namespace, error: errorNameIn(entry.log) }),
  })
}

/** Its messages name addresses and whole requests; only the kind of an error is ours to log. */
function errorNameIn(entry: object): string | undefined {
  return 'error' in entry && typeof entry.error === 'string' ? entry.error.split(/[^A-Za-z]/, 1)[0] : undefined
}

const openConsumer = (kafka: Kafka, groupId: string): Consumer =>
  kafka.consumer({
    groupId,
    // A rebalance waits for the fetches that are under way.
    maxWaitTimeInMs: 200,
    // How long a killed member's partitions lie idle.
    sessionTimeout: 10_000,
    heartbeatInterval: 2000,
    allowAutoTopicCreation: false,
    // A consumer that failed is made again here, whatever the reason.
    retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 5, restartOnFailure: async () => false },
  })

function subscribe(place: Place, subscription: Subscription): AsyncDisposable {
  const stop = new AbortController()
  const running = stayInGroup(place, subscription, stop.signal)
  const { group, topics } = subscription
  const observing = observeLag(group, () => Promise.all(topics.map(async (topic) => ({ topic, lag: await place.topics.lag(group, topic) }))))
  return {
    async [Symbol.asyncDispose]() {
      observing[Symbol.dispose]()
      stop.abort()
      await running
    },
  }
}

const rejoinPauseMs = 500

async function stayInGroup(place: Place, subscription: Subscription, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await joinOnce(place, subscription, signal)
    } catch (error) {
      if (!signal.aborted) place.log.warn('the group cannot be joined yet', { group: subscription.group, error: nameOf(error) })
    }
    await sleep(rejoinPauseMs, signal)
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name.replace('KafkaJS', '') : 'unknown')

/** Ends when the consumer failed, or with the signal. */
async function joinOnce(place: Place, subscription: Subscription, signal: AbortSignal): Promise<void> {
  await orAborted(place.topics.ensure(subscription.topics), signal)
  const consumer = openConsumer(place.kafka, place.prefix + subscription.group)
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  const stopped = (): void => resolve()
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
  signal.addEventListener('abort', stopped, { once: true })
  ended.catch(() => undefined)
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: subscription.topics.map((topic) => place.prefix + topic), fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 6,
      eachBatch: (payload) => take(payload, { ...subscription, prefix: place.prefix, signal }),
    })
    if (!signal.aborted) await ended
  } finally {
    signal.removeEventListener('abort', stopped)
    await consumer.disconnect().catch(() => undefined)
  }
}

interface Taking extends Subscription {
  readonly prefix: string
  readonly signal: AbortSignal
}

/** One batch of one partition: each record in its turn, the offset committed behind those that succeeded. */
async function take(payload: EachBatchPayload, taking: Taking): Promise<void> {
  const { batch, resolveOffset, heartbeat, pause } = payload
  const { signal } = taking
  const progress = openProgress(payload)
  // A record may take longer than the group waits for a sign of life.
  const beating = setInterval(() => void heartbeat().catch(() => undefined), 2000)
  try {
    for (const message of batch.messages) {
      if (signal.aborted || !payload.isRunning() || payload.isStale()) return
      try {
        await taking.each(toDelivery(message, batch.topic.slice(taking.prefix.length), batch.partition), signal)
      } catch (error) {
        const resume = pause()
        void sleep(pauseMsOf(error), signal).then(resume)
        return
      }
      resolveOffset(message.offset)
      await progress.done(message.offset)
      await heartbeat()
    }
  } finally {
    clearInterval(beating)
    await progress.commit()
  }
}

const commitEveryMs = 100

/** Commits now and then, and when asked to. A commit that fails is made good by the next one, or by repeats. */
function openProgress({ batch, commitOffsetsIfNecessary }: EachBatchPayload) {
  const { topic, partition } = batch
  let offset: string | undefined
  let committedAt = Date.now()
  const commit = async (): Promise<void> => {
    if (offset === undefined) return
    // Unlike the consumer's own commit, this one also works while the consumer stops.
    await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] }).catch(() => undefined)
    offset = undefined
    committedAt = Date.now()
  }
  return {
    commit,
    async done(last: string): Promise<void> {
      offset = String(Number(last) + 1)
      if (Date.now() - committedAt >= commitEveryMs) await commit()
    },
  }
}

function toDelivery(message: KafkaMessage, topic: string, partition: number): Delivery {
  const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : (value ?? ''))])
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    headers: Object.fromEntries(headers) as Record<string, string>,
    value: message.value?.toString() ?? '',
  }
}
