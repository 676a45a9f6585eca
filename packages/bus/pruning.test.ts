/** Nothing grows for ever: records, inbox, put-off events and outbox lose what is past its time, and only that. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { BusRecord } from './bus.ts'
import { openPlace, relayOf, soon, thing, topic } from './delivery-suite.ts'
import { openEmbeddedBus, pruneRecords } from './embedded.ts'
import { pruneInbox } from './inbox.ts'
import { outboxMigrations, record } from './outbox.ts'
import { startSweep, sweepBatch } from './sweep.ts'
import { memoryBus } from './testing.ts'
import { deadLetterTopic, replayAuditTopic } from './topics.ts'

const recordOf = (of: string, value: string): BusRecord => ({ topic: of, key: 'k', headers: {}, value })

async function embedded() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('bus', []))
  const bus = owned.use(await openEmbeddedBus(db.urls.ownerUrl))
  const owner = owned.use(openDatabase({ url: db.urls.ownerUrl }))
  const age = (days: number) => owner.asService((tx) => tx.query("update records set published_at = published_at - $1 * interval '1 day'", [days]))
  const held = async (of: string): Promise<string[]> => {
    const values: string[] = []
    for await (const { value } of bus.read(of, soon())) values.push(value)
    return values
  }
  return { bus, owner, age, held, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('records go when their topic has kept them long enough: events after 14 days, dead letters after 30, audit after a year', async () => {
  await using place = await embedded()
  const topics = [topic, deadLetterTopic('g'), replayAuditTopic]
  await place.bus.publish(
    topics.map((of) => recordOf(of, 'old')),
    soon(),
  )
  const left = async (): Promise<number[]> => Promise.all(topics.map(async (of) => (await place.held(of)).length))
  for (const [days, expected] of [
    [13, [1, 1, 1]],
    [2, [0, 1, 1]],
    [16, [0, 0, 1]],
    [335, [0, 0, 0]],
  ] as const) {
    await place.age(days)
    await pruneRecords(place.owner)
    assert.deepEqual(await left(), expected)
  }
})

test('a group that had not read what was deleted goes on behind it', async () => {
  await using place = await embedded()
  await place.bus.publish([recordOf(topic, 'old'), recordOf(topic, 'older')], soon())
  await place.age(15)
  await pruneRecords(place.owner)
  const first = Promise.withResolvers<readonly [string, number]>()
  await using _member = place.bus.subscribe({ group: 'g', topics: [topic], each: async ({ value, offset }) => first.resolve([value, offset]) })
  await place.bus.publish([recordOf(topic, 'new')], soon())
  assert.deepEqual(await first.promise, ['new', 2])
})

test('the inbox forgets an event only when no delivery, dead letter or replay of it can come any more', async () => {
  await using place = await testDatabase('producer', [outboxMigrations])
  const add = (days: number) =>
    place.database.asService(async (tx) => {
      const id = uuidv7()
      await tx.query("insert into inbox (consumer_group, event_id, processed_at) values ('g', $1, now() - $2 * interval '1 day')", [id, days])
      await tx.query(
        "insert into deferred (consumer_group, event_id, topic, key, deferred_at) values ('g', $1, 't', 'k', now() - $2 * interval '1 day')",
        [id, days],
      )
    })
  for (const days of [0, 27, 29, 57, 59]) await add(days)
  assert.equal(await pruneInbox(place.database), 3)
  const count = async (table: 'inbox' | 'deferred') =>
    (await place.database.asService((tx) => tx.query<{ n: number }>(`select count(*) as n from ${table}`)))[0]?.n
  assert.deepEqual([await count('inbox'), await count('deferred')], [4, 2])
})

test('the outbox holds nothing once its events are on the bus', async () => {
  await using place = await openPlace(async () => memoryBus())
  await place.database.asService(async (tx) => {
    for (let n = 0; n < 30; n += 1) await record(tx, thing('a', n))
  })
  // Its disposal sends what is left.
  await relayOf(place)[Symbol.asyncDispose]()
  assert.deepEqual(await place.database.asService((tx) => tx.query('select 1 from outbox')), [])
})

test('a sweep goes on at once while batches are full, and outlives one that fails', async () => {
  const results = [sweepBatch, sweepBatch, new Error('the database is away'), 3]
  const idle = Promise.withResolvers<void>()
  const sweep = async (): Promise<number> => {
    const result = results.shift() ?? 0
    if (results.length === 0) idle.resolve()
    if (result instanceof Error) throw result
    return result
  }
  await using _sweep = startSweep({ name: 'test', sweep, log: silentLog, everyMs: 1 })
  await idle.promise
})
