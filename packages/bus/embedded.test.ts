/** The log in Postgres under trouble: records in hand are waited for, and a group never goes back. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import type { BusRecord } from './bus.ts'
import { openEmbeddedBus } from './embedded.ts'

const topic = 'quint.test.thing.v1'
const soon = (): AbortSignal => AbortSignal.timeout(10_000)
const recordOf = (key: string, value: string): BusRecord => ({ topic, key, headers: {}, value })

async function house() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('bus', []))
  const bus = owned.use(await openEmbeddedBus(db.urls.ownerUrl))
  const admin = owned.use(openDatabase({ url: db.adminUrl, maxConnections: 2 }))
  return { url: db.urls.ownerUrl, bus, admin, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('a failing partition does not cut short the wait for the record in hand of another', async () => {
  await using place = await house()
  const begun = Promise.withResolvers<void>()
  const failing = Promise.withResolvers<void>()
  let finished = false
  const member = place.bus.subscribe({
    group: 'g',
    topics: [topic],
    async each({ value }, signal) {
      if (value === 'fails') {
        await begun.promise
        failing.resolve()
        throw new Error('fails')
      }
      begun.resolve()
      await once(signal, 'abort')
      for (let n = 0; n < 20; n += 1) await place.admin.asService((tx) => tx.query('select 1'))
      finished = true
    },
  })
  // Of two keys in two partitions.
  await place.bus.publish([recordOf('a', 'fails'), recordOf('b', 'slow')], soon())
  await failing.promise
  await member[Symbol.asyncDispose]()
  assert.equal(finished, true)
})

test('a member that was overtaken does not take its group back to where it was', async () => {
  await using place = await house()
  const inHand = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const slow = place.bus.subscribe({
    group: 'g',
    topics: [topic],
    async each() {
      inHand.resolve()
      await release.promise
    },
  })
  await place.bus.publish([recordOf('k', '1'), recordOf('k', '2')], soon())
  await inHand.promise
  // What another member writes that holds the lease now.
  await place.admin.asService((tx) =>
    tx.query("insert into bus.group_offsets (consumer_group, topic, partition, next_offset) select 'g', topic, partition, 2 from bus.partitions"),
  )
  const stopped = slow[Symbol.asyncDispose]()
  release.resolve()
  await stopped
  const places = await place.admin.asService((tx) => tx.query('select next_offset as next from bus.group_offsets'))
  assert.deepEqual(places, [{ next: 2 }])
})
