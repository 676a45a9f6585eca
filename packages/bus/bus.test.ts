/** Outbox to bus to inbox on a real Postgres: nothing lost under concurrent writers, nothing applied twice, order kept, poison set aside. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { Tx } from '@quint/db/database.ts'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { Bus, BusRecord } from './bus.ts'
import { deadLetterTopic, startConsumer } from './consumer.ts'
import { openEmbeddedBus } from './embedded.ts'
import type { Event } from './event.ts'
import { record } from './outbox.ts'
import { startRelay } from './relay.ts'
import { memoryBus } from './testing.ts'

const migrations = path.join(import.meta.dirname, 'migrations')
const topic = 'quint.test.thing.v1'

async function house() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('producer', [migrations]))
  const busUrls = await db.schema('bus', [])
  const bus = owned.use(await openEmbeddedBus(busUrls.ownerUrl))
  return { db, bus, busUrl: busUrls.ownerUrl, database: db.database, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const thing = (key: string, n: number) => ({ type: 'test.thing.happened', topic, key, data: { n } })

function collector(expected: number) {
  const events: Event[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const handler = async (_tx: Tx, event: Event): Promise<void> => {
    events.push(event)
    if (events.length === expected) resolve()
  }
  return { events, handler, all: promise }
}

/** Twelve writers whose transactions overlap, each holding its row back for a moment after its sequence number was taken. */
async function writeConcurrently(write: (event: ReturnType<typeof thing>, hold: () => Promise<void>) => Promise<void>, each: number): Promise<void> {
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let n = 0; n < each; n += 1) {
        const hold = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, (writer * 7 + n * 3) % 12))
        await write(thing(`writer-${writer}`, n), hold)
      }
    }),
  )
}

test('no event of twelve overlapping writers is lost, none is applied twice, and each key keeps its order', async () => {
  await using place = await house()
  const total = 12 * 20
  const { events, handler, all } = collector(total)
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler },
    log: silentLog,
    retryDelaysMs: [10],
  })
  await using _relay = startRelay({ database: place.database, bus: place.bus, source: 'producer', log: silentLog })
  await writeConcurrently(
    (event, hold) =>
      place.database.asService(async (tx) => {
        await record(tx, event)
        await hold()
      }),
    20,
  )
  await all
  assert.equal(new Set(events.map((event) => event.id)).size, total)
  for (const [key, own] of Map.groupBy(events, (event) => event.key)) {
    assert.deepEqual(
      own.map((event) => (event.data as { n: number }).n),
      Array.from({ length: 20 }, (_, n) => n),
      key,
    )
  }
})

test('a cursor over the sequence alone does lose events of slower transactions, so the test above can fail', async () => {
  await using place = await house()
  let cursor = 0
  const seen = new Set<string>()
  const readNaively = async (): Promise<void> => {
    const rows = await place.database.asService((tx) =>
      tx.query<{ sequence: number; id: string }>('select sequence, id from outbox where sequence > $1 order by sequence', [cursor]),
    )
    for (const row of rows) {
      seen.add(row.id)
      cursor = row.sequence
    }
  }
  const slow = Promise.withResolvers<void>()
  const recorded = Promise.withResolvers<void>()
  const late = place.database.asService(async (tx) => {
    await record(tx, thing('slow', 0))
    recorded.resolve()
    await slow.promise
  })
  await recorded.promise
  await place.database.asService((tx) => record(tx, thing('quick', 0)))
  await readNaively()
  slow.resolve()
  await late
  await readNaively()
  assert.equal(seen.size, 1)
})

test('a record delivered twice is applied once', async () => {
  await using place = await house()
  const bus = memoryBus()
  const { events, handler } = collector(1)
  const done = Promise.withResolvers<void>()
  const consumer = startConsumer({
    database: place.database,
    bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler, 'test.thing.ended': async () => done.resolve() },
    log: silentLog,
    retryDelaysMs: [10],
  })
  await using _relay = startRelay({ database: place.database, bus, source: 'producer', log: silentLog })
  await place.database.asService((tx) => record(tx, thing('a', 1)))
  await place.database.asService((tx) => record(tx, { ...thing('a', 2), type: 'test.thing.ended' }))
  await done.promise
  await consumer[Symbol.asyncDispose]()
  assert.equal(events.length, 1)
})

test('a poison message is set aside with its headers after its attempts, and the next one is applied', async () => {
  await using place = await house()
  const applied = Promise.withResolvers<Event>()
  let attempts = 0
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: {
      'test.thing.happened': async (_tx, event) => {
        if ((event.data as { n: number }).n === 0) {
          attempts += 1
          throw new Error('poison')
        }
        applied.resolve(event)
      },
    },
    log: silentLog,
    retryDelaysMs: [1, 1],
  })
  const dead = Promise.withResolvers<BusRecord>()
  await using _letters = place.bus.subscribe({ group: 'watch', topics: [deadLetterTopic('g')], each: async (letter) => dead.resolve(letter) })
  await using _relay = startRelay({ database: place.database, bus: place.bus, source: 'producer', log: silentLog })
  await place.database.asService(async (tx) => {
    await record(tx, thing('same', 0))
    await record(tx, thing('same', 1))
  })
  assert.equal(((await applied.promise).data as { n: number }).n, 1)
  const letter = await dead.promise
  assert.equal(attempts, 3)
  assert.equal(letter.headers['quint-dlq-topic'], topic)
  assert.equal(letter.headers.ce_type, 'test.thing.happened')
  assert.equal(letter.headers['quint-dlq-error'], 'Error')
})

test('a message that is not an event is set aside too', async () => {
  await using place = await house()
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: {},
    log: silentLog,
    retryDelaysMs: [],
  })
  const dead = Promise.withResolvers<BusRecord>()
  await using _letters = place.bus.subscribe({ group: 'watch', topics: [deadLetterTopic('g')], each: async (letter) => dead.resolve(letter) })
  await place.bus.publish([{ topic, key: 'k', headers: {}, value: 'not json' }], AbortSignal.timeout(5000))
  assert.equal((await dead.promise).value, 'not json')
})

test('events wait in the outbox while the bus is down and go out when it is back', async () => {
  await using place = await house()
  let down = true
  const refused = Promise.withResolvers<void>()
  const flaky: Bus = {
    publish: async (records, signal) => {
      if (down) {
        refused.resolve()
        throw new Error('broker is down')
      }
      await place.bus.publish(records, signal)
    },
    subscribe: (subscription) => place.bus.subscribe(subscription),
    [Symbol.asyncDispose]: async () => undefined,
  }
  const { handler, all } = collector(1)
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler },
    log: silentLog,
    retryDelaysMs: [10],
  })
  await using _relay = startRelay({ database: place.database, bus: flaky, source: 'producer', log: silentLog })
  await place.database.asService((tx) => record(tx, thing('a', 1)))
  await refused.promise
  const waiting = await place.database.asService((tx) => tx.query('select 1 from outbox'))
  assert.equal(waiting.length, 1)
  down = false
  await all
})

test('an event of a change that was rolled back is never published', async () => {
  await using place = await house()
  const { events, handler, all } = collector(1)
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler },
    log: silentLog,
    retryDelaysMs: [10],
  })
  await using _relay = startRelay({ database: place.database, bus: place.bus, source: 'producer', log: silentLog })
  await assert.rejects(
    place.database.asService(async (tx) => {
      await record(tx, thing('a', 1))
      throw new Error('change failed')
    }),
    /change failed/,
  )
  await place.database.asService((tx) => record(tx, thing('a', 2)))
  await all
  assert.deepEqual(
    events.map((event) => event.data),
    [{ n: 2 }],
  )
})

test('a group goes on where it stopped, and two of its members never apply the same record', async () => {
  await using place = await house()
  const seen: string[] = []
  const all = Promise.withResolvers<void>()
  const each = async (delivered: BusRecord): Promise<void> => {
    seen.push(delivered.value)
    if (seen.length === 20) all.resolve()
  }
  const send = (from: number): Promise<void> =>
    place.bus.publish(
      Array.from({ length: 10 }, (_, n) => ({ topic, key: `k${n}`, headers: {}, value: `${from + n}` })),
      AbortSignal.timeout(5000),
    )
  const first = place.bus.subscribe({ group: 'g', topics: [topic], each })
  await send(0)
  await using second = await openEmbeddedBus(place.busUrl)
  await using _member = second.subscribe({ group: 'g', topics: [topic], each })
  await first[Symbol.asyncDispose]()
  await send(10)
  await all.promise
  assert.equal(new Set(seen).size, 20)
})

test('a database whose connections are cut heals', async () => {
  await using place = await house()
  const { handler, all } = collector(1)
  await using _consumer = startConsumer({
    database: place.database,
    bus: place.bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': handler },
    log: silentLog,
    retryDelaysMs: [10],
  })
  await using _relay = startRelay({ database: place.database, bus: place.bus, source: 'producer', log: silentLog, pollMs: 50 })
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  await admin.asService((tx) =>
    tx.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'),
  )
  const write = async (): Promise<void> => place.database.asService((tx) => record(tx, thing('a', 1)))
  await write().catch(write)
  await all
})
