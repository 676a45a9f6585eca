/** The laws of the bus and of delivery on the log in Postgres, and what is particular to outbox and relay. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { Bus } from './bus.ts'
import { busLaws, suite } from './bus-suite.ts'
import { startConsumer } from './consumer.ts'
import { collector, deliveryLaws, openPlace, thing, topic } from './delivery-suite.ts'
import { openBus } from './open.ts'
import { record } from './outbox.ts'
import { startRelay } from './relay.ts'
import { replayLaws } from './replay-suite.ts'
import { memoryBus } from './testing.ts'

const house = () => openPlace(async (db) => openBus((await db.schema('bus', [])).ownerUrl))

suite('the log in Postgres', busLaws, async () => {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('bus', []))
  const another = async (): Promise<Bus> => openBus(db.urls.ownerUrl)
  return { bus: owned.use(await another()), another, [Symbol.asyncDispose]: () => owned.disposeAsync() }
})

suite('the log in Postgres', deliveryLaws, house)
suite('the log in Postgres', replayLaws, house)

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

test('events wait in the outbox while the bus is down and go out when it is back', async () => {
  await using place = await house()
  let down = true
  const refused = Promise.withResolvers<void>()
  const flaky: Bus = {
    ...place.bus,
    publish: async (records, signal) => {
      if (down) {
        refused.resolve()
        throw new Error('broker is down')
      }
      await place.bus.publish(records, signal)
    },
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
  const write = () => place.database.asService((tx) => record(tx, thing('a', 1)))
  // Each connection of the pool may have to learn of its own end.
  const written = (): Promise<boolean> =>
    write().then(
      () => true,
      (error: unknown) => (error instanceof Failure ? false : Promise.reject(error)),
    )
  while (!(await written()));
  await all
})
