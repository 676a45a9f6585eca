/** The outbox read by a cursor over its sequence, put in as a mutation: it loses an event that the relay does not lose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database, Tx } from '@quint/db/database.ts'
import { type DeliveryPlace, openPlace, relayOf, thing } from './delivery-suite.ts'
import { record } from './outbox.ts'
import { memoryBus } from './testing.ts'

const relayQuery = 'from outbox order by sequence limit $1'

/** The relay's own query, but past the highest sequence that was read: what "give me what is new" looks like at first thought. */
function withNaiveCursor(database: Database): Database {
  let cursor = 0
  const naive = (tx: Tx): Tx => ({
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      if (!text.includes(relayQuery)) return tx.query<Row>(text, values)
      const mutated = text.replace(relayQuery, 'from outbox where sequence > $2 order by sequence limit $1')
      const rows = await tx.query<Row & { sequence: number }>(mutated, [...values, cursor])
      cursor = rows.at(-1)?.sequence ?? cursor
      return rows
    },
  })
  return { ...database, asService: (work) => database.asService((tx) => work(naive(tx))) }
}

/** A transaction takes its number first and commits last; the relay looks in between, and afterwards. Returns the keys that it published. */
async function keysPublished(place: DeliveryPlace, database: Database): Promise<string[]> {
  await using bus = memoryBus()
  const relayOnce = () => relayOf({ database, bus })[Symbol.asyncDispose]()
  const commit = Promise.withResolvers<void>()
  const numbered = Promise.withResolvers<void>()
  const slow = place.database.asService(async (tx) => {
    await record(tx, thing('slow', 0))
    numbered.resolve()
    await commit.promise
  })
  await numbered.promise
  await place.database.asService((tx) => record(tx, thing('quick', 0)))
  await relayOnce()
  commit.resolve()
  await slow
  await relayOnce()
  return bus.published.map(({ key }) => key)
}

test('the relay publishes the event of a transaction that committed after a later one', async () => {
  await using place = await openPlace(async () => memoryBus())
  assert.deepEqual(await keysPublished(place, place.database), ['quick', 'slow'])
})

test('with a cursor over the sequence in its place, that event is lost', async () => {
  await using place = await openPlace(async () => memoryBus())
  assert.deepEqual(await keysPublished(place, withNaiveCursor(place.database)), ['quick'])
})
