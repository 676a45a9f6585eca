/** Outbox to bus to inbox, on any bus: nothing lost, nothing applied twice, each key in order, poison out of the way and kept with its story. */
import assert from 'node:assert/strict'
import path from 'node:path'
import type { Database, Tx } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { Bus, Delivery } from './bus.ts'
import type { Laws } from './bus-suite.ts'
import { type ConsumerOptions, startConsumer } from './consumer.ts'
import type { Event } from './event.ts'
import { record } from './outbox.ts'
import { startRelay } from './relay.ts'
import { deadLetterTopic } from './topics.ts'

export interface DeliveryPlace extends AsyncDisposable {
  readonly db: Awaited<ReturnType<typeof testDatabase>>
  readonly database: Database
  readonly bus: Bus
}

/** A service with its outbox and inbox, and a bus. */
export async function openPlace(openBus: (db: DeliveryPlace['db']) => Promise<Bus>): Promise<DeliveryPlace> {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('producer', [path.join(import.meta.dirname, 'migrations')]))
  const bus = owned.use(await openBus(db))
  return { db, database: db.database, bus, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

export const topic = 'quint.test.thing.v1'
export const soon = (): AbortSignal => AbortSignal.timeout(60_000)
export const thing = (key: string, n: number) => ({ type: 'test.thing.happened', topic, key, data: { n } })
const numberOf = (event: Event): number => (event.data as { n: number }).n

export function collector(expected: number) {
  const events: Event[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const handler = async (_tx: Tx, event: Event): Promise<void> => {
    events.push(event)
    if (events.length === expected) resolve()
  }
  return { events, handler, all: promise }
}

export type Handler = (tx: Tx, event: Event) => Promise<void>

export function consumerOf(place: Pick<DeliveryPlace, 'database' | 'bus'>, handler: Handler, options: Partial<ConsumerOptions> = {}) {
  return startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler },
    log: silentLog,
    retryDelaysMs: [1],
    retryTopicDelaysMs: [1, 1],
    ...options,
  })
}

export const relayOf = (place: Pick<DeliveryPlace, 'database' | 'bus'>) =>
  startRelay({ database: place.database, bus: place.bus, source: 'producer', log: silentLog })

/** Fulfilled by the first record of a topic. */
export function firstOf(bus: Bus, watched: string) {
  const { promise, resolve } = Promise.withResolvers<Delivery>()
  const watching = bus.subscribe({ group: 'watch', topics: [watched], each: async (letter) => resolve(letter) })
  return { first: promise, [Symbol.asyncDispose]: () => watching[Symbol.asyncDispose]() }
}

/** Twelve writers whose transactions overlap, each holding its row back for a moment after its sequence number was taken. */
async function writeConcurrently(database: Database, each: number): Promise<void> {
  const hold = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let n = 0; n < each; n += 1) {
      await database.asService(async (tx) => {
        await record(tx, thing(`writer-${writer}`, n))
        await hold((writer * 7 + n * 3) % 12)
      })
    }
  })
  await Promise.all(writers)
}

export const deliveryLaws: Laws<DeliveryPlace> = {
  async 'no event of twelve overlapping writers is lost, none is applied twice, and each key keeps its order'(place) {
    const total = 12 * 20
    const { events, handler, all } = collector(total)
    await using _consumer = consumerOf(place, handler)
    await using _relay = relayOf(place)
    await writeConcurrently(place.database, 20)
    await all
    assert.equal(new Set(events.map((event) => event.id)).size, total)
    for (const [key, own] of Map.groupBy(events, (event) => event.key)) {
      assert.deepEqual(
        own.map(numberOf),
        Array.from({ length: 20 }, (_, n) => n),
        key,
      )
    }
  },

  async 'a poison message is set aside with its story after all its attempts, and the next one is applied'(place) {
    const applied = Promise.withResolvers<Event>()
    let attempts = 0
    await using _consumer = consumerOf(place, async (_tx, event) => {
      if (numberOf(event) === 1) return applied.resolve(event)
      attempts += 1
      throw Object.assign(new Error('poison'), { code: '23514' })
    })
    await using letters = firstOf(place.bus, deadLetterTopic('g'))
    await using _relay = relayOf(place)
    await place.database.asService(async (tx) => {
      await record(tx, thing('same', 0))
      await record(tx, thing('same', 1))
    })
    assert.equal(numberOf(await applied.promise), 1)
    const { headers, key, value } = await letters.first
    // Twice on its own topic, then once on each retry topic.
    assert.equal(attempts, 4)
    assert.deepEqual(
      [key, JSON.parse(value), headers.ce_type, headers['quint-original-topic'], headers['quint-original-offset']],
      ['same', { n: 0 }, 'test.thing.happened', topic, '0'],
    )
    assert.deepEqual([headers['quint-group'], headers['quint-error'], headers['quint-attempts']], ['g', '23514', '4'])
    assert.match(headers['quint-original-partition'] ?? '', /^\d+$/)
    assert.ok((headers['quint-first-failed-at'] ?? '') < (headers['quint-last-failed-at'] ?? ''), 'the first failure comes before the last')
  },

  async 'a message that no later attempt can make right is set aside at its first, and holds up nothing'(place) {
    const applied = Promise.withResolvers<Event>()
    const handler: Handler = async (tx, event) => {
      if (numberOf(event) === 0) await tx.query("select 'not a uuid'::uuid")
      applied.resolve(event)
    }
    await using _consumer = consumerOf(place, handler, { retryTopicDelaysMs: [600_000] })
    await using letters = firstOf(place.bus, deadLetterTopic('g'))
    await using _relay = relayOf(place)
    for (const n of [0, 1]) await place.database.asService((tx) => record(tx, thing('same', n)))
    const { headers } = await letters.first
    assert.deepEqual([headers['quint-error'], headers['quint-attempts']], ['22P02', '1'])
    assert.equal(numberOf(await applied.promise), 1)
  },

  async 'a failing event is put off without holding up other keys, and later events of its own key wait behind it'(place) {
    const done: string[] = []
    const all = Promise.withResolvers<void>()
    let refused = 0
    const handler: Handler = async (_tx, event) => {
      if (event.key === 'ill' && numberOf(event) === 0 && refused < 2) {
        refused += 1
        throw new Error('not yet')
      }
      done.push(`${event.key} ${numberOf(event)}`)
      if (done.length === 9) all.resolve()
    }
    // Both attempts on its own topic fail; what follows is read long before the retry topic is due.
    const consumer = consumerOf(place, handler, { retryTopicDelaysMs: [300, 1] })
    await using _relay = relayOf(place)
    const write = (key: string, n: number) => place.database.asService((tx) => record(tx, thing(key, n)))
    for (const n of [0, 1, 2]) await write('ill', n)
    for (let n = 0; n < 6; n += 1) await write(`well${n}`, n)
    await all.promise
    await consumer[Symbol.asyncDispose]()
    assert.deepEqual(
      done.filter((name) => name.startsWith('ill')),
      ['ill 0', 'ill 1', 'ill 2'],
    )
    assert.deepEqual(await place.database.asService((tx) => tx.query('select 1 from deferred')), [])
  },

  async 'a message that is not an event is set aside at once'(place) {
    await using _consumer = consumerOf(place, async () => assert.fail('not an event'))
    await using letters = firstOf(place.bus, deadLetterTopic('g'))
    await place.bus.publish([{ topic, key: 'k', headers: {}, value: 'not json' }], soon())
    const letter = await letters.first
    assert.equal(letter.value, 'not json')
    assert.equal(letter.headers['quint-error'], 'not_an_event')
  },

  async 'an event of a change that was rolled back is never published'(place) {
    const { events, handler, all } = collector(1)
    await using _consumer = consumerOf(place, handler)
    await using _relay = relayOf(place)
    await assert.rejects(
      place.database.asService(async (tx) => {
        await record(tx, thing('a', 1))
        throw new Error('change failed')
      }),
      /change failed/,
    )
    await place.database.asService((tx) => record(tx, thing('a', 2)))
    await all
    assert.deepEqual(events.map(numberOf), [2])
  },

  async 'a record published twice is applied once'(place) {
    const { events, handler, all } = collector(2)
    await using _consumer = consumerOf(place, handler)
    const twice: Bus = { ...place.bus, publish: async (records, signal) => place.bus.publish([...records, ...records], signal) }
    await using _relay = relayOf({ ...place, bus: twice })
    await place.database.asService((tx) => record(tx, thing('a', 1)))
    await place.database.asService((tx) => record(tx, thing('a', 2)))
    await all
    assert.deepEqual(events.map(numberOf), [1, 2])
  },
}
