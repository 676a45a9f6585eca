/** Applying events while the database is away: an outage is waited out, only a bad message is set aside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { startConsumer } from './consumer.ts'
import { outboxMigrations } from './outbox.ts'
import { memoryBus } from './testing.ts'

const topic = 'quint.test.thing.v1'
const recordOf = (type: string) => ({
  topic,
  key: 'k',
  value: '{}',
  headers: { ce_specversion: '1.0', ce_id: uuidv7(), ce_type: type, ce_time: '2026-01-01T00:00:00Z' },
})

test('an outage longer than all attempts sets no event aside', async () => {
  await using place = await testDatabase('consumer', [outboxMigrations])
  await using bus = memoryBus()
  const applied = Promise.withResolvers<void>()
  let refusals = 0
  await using _consumer = startConsumer({
    database: {
      ...place.database,
      async asService(work) {
        refusals += 1
        if (refusals <= 5) throw new Failure('unavailable', 'The database is not available.')
        return place.database.asService(work)
      },
    },
    bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': async () => applied.resolve() },
    log: silentLog,
    retryDelaysMs: [1, 1],
  })
  await bus.publish([recordOf('test.thing.happened')], AbortSignal.timeout(5000))
  await applied.promise
  assert.deepEqual(
    bus.published.map((record) => record.topic),
    [topic],
  )
})

test('a type that no handler has is passed over, whatever its name', async () => {
  await using place = await testDatabase('consumer', [outboxMigrations])
  await using bus = memoryBus()
  const applied = Promise.withResolvers<void>()
  await using _consumer = startConsumer({
    database: place.database,
    bus,
    group: 'g',
    topics: [topic],
    handlers: { 'test.thing.happened': async () => applied.resolve() },
    log: silentLog,
    retryDelaysMs: [],
  })
  await bus.publish([recordOf('constructor'), recordOf('__proto__'), recordOf('test.thing.happened')], AbortSignal.timeout(5000))
  await applied.promise
  // Its transaction ends after its handler.
  const inbox = await eventually(async () => {
    const rows = await place.database.asService((tx) => tx.query('select 1 from inbox'))
    return rows.length > 0 ? rows : undefined
  })
  assert.equal(inbox.length, 1)
  assert.equal(bus.published.length, 3)
})
