/** The laws of caches and tallies in memory and on a Redis of the test's own, and what is particular to either. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { createLog } from '@quint/runtime/log.ts'
import { kept, mostKeys, noCache } from './cache.ts'
import { cacheLaws, commonLaws, suite, tallyLaws } from './cache-suite.ts'
import { memoryCache } from './memory.ts'
import { openStores, type Stores } from './open.ts'
import { memoryTally } from './tally.ts'
import { fakeRedis } from './testing.ts'

const openMemory = async () => ({
  cache: (ttlMs: number, most = mostKeys) => memoryCache({ name: 'law', ttlMs, mostScopes: 10, mostKeys: most }),
  tally: memoryTally,
  [Symbol.asyncDispose]: async () => undefined,
})

const storesOf = (stores: Stores) => ({
  cache: (ttlMs: number, most = mostKeys) => stores.cache({ name: 'law', ttlMs, mostKeys: most }),
  tally: stores.tally,
})

async function openFake() {
  const owned = new AsyncDisposableStack()
  const redis = owned.use(await fakeRedis())
  return {
    ...storesOf(owned.use(await openStores(redis.url))),
    elsewhere: storesOf(owned.use(await openStores(redis.url))),
    redis,
    pause: redis.pause,
    resume: redis.resume,
    stop: redis.stop,
    start: () => redis.start({ emptied: true }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

suite('memory', { ...cacheLaws, ...tallyLaws }, openMemory)
suite('Redis', { ...cacheLaws, ...tallyLaws, ...commonLaws }, openFake)

test('in memory the oldest scope makes room, and a scope that is too old is forgotten', async () => {
  let at = 0
  const cache = memoryCache({ name: 'm', ttlMs: 10, mostScopes: 2, now: () => at })
  const ask = (scope: string, value: string) => kept(cache, { scope, key: 'k' }, async () => value)
  for (const scope of ['a', 'b', 'c']) await ask(scope, 'old')
  assert.deepEqual([await ask('c', 'new'), await ask('b', 'new'), await ask('a', 'new')], ['old', 'old', 'new'])
  at = 10
  assert.equal(await ask('c', 'newer'), 'newer')
})

test('without an address a process counts by itself and keeps nothing that others would have to drop', async () => {
  await using stores = await openStores('')
  const cache = stores.cache({ name: 'private', ttlMs: 1000 })
  assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 1), 1)
  assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 2), 2)
  await cache.drop('ada')
  assert.deepEqual(await noCache('n').look('a', 'b'), { kind: 'off' })
  const tally = stores.tally({ name: 't', points: 1, windowSeconds: 60 })
  assert.deepEqual([(await tally.add('ada', 1)).over, (await tally.add('ada', 1)).over], [false, true])
})

test('an address that is none of Redis is refused by what it should be', () => {
  for (const url of ['localhost:6379', 'http://localhost', 'memory:']) assert.throws(() => openStores(url), /redis:\/\/host:port/)
})

test('a Redis that refuses is one that is away: a limit holds, and what was to be dropped is dropped later', async () => {
  await using place = await openFake()
  const cache = place.cache(60_000)
  const tally = place.tally({ name: 'full', points: 2, windowSeconds: 60 })
  await kept(cache, { scope: 'ada', key: 'k' }, async () => 'old')
  place.redis.refuse("OOM command not allowed when used memory > 'maxmemory'.")
  assert.deepEqual([(await tally.add('ada', 1)).over, (await tally.add('ada', 1)).over, (await tally.add('ada', 1)).over], [false, false, true])
  await cache.drop('ada')
  assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'new'), 'new')
  place.redis.refuse(undefined)
  assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'newer'), 'newer')
})

test('who starts while Redis is away counts by itself, and uses it as soon as it is there', async () => {
  await using redis = await fakeRedis()
  await redis.stop()
  const lines: string[] = []
  await using stores = await openStores(
    redis.url,
    createLog('test', 'info', (line) => lines.push(line)),
  )
  const cache = stores.cache({ name: 'late', ttlMs: 60_000 })
  assert.equal((await cache.look('ada', 'k')).kind, 'away')
  assert.equal((await stores.tally({ name: 't', points: 1, windowSeconds: 60 }).add('ada', 1)).over, false)
  await redis.start()
  await eventually(async () => (await cache.look('ada', 'k')).kind !== 'away')
  assert.equal((await cache.look('ada', 'k')).kind, 'miss')
  const told = lines.map((line) => JSON.parse(line) as { level: string; reason?: string })
  assert.deepEqual(
    told.map(({ level, reason }) => [level, reason]),
    [
      ['warn', 'ECONNREFUSED'],
      ['info', undefined],
    ],
    'one line each for going and coming',
  )
})

test('nobody waits at the start for a Redis that takes connections and says nothing', async () => {
  await using redis = await fakeRedis()
  redis.pause()
  await using stores = await openStores(redis.url)
  assert.equal((await stores.cache({ name: 'late', ttlMs: 60_000 }).look('ada', 'k')).kind, 'away')
})

test('Redis sees no e-mail address and no IP address', async () => {
  await using place = await openFake()
  const tally = place.tally({ name: 'logins', points: 2, windowSeconds: 60 })
  await tally.add('ada@example.org', 1)
  await tally.add('203.0.113.7', 1)
  await kept(place.cache(60_000), { scope: 'ada', key: 'k' }, async () => 'hers')
  const sent = JSON.stringify(place.redis.commands)
  for (const secret of ['ada@', '203.0.113']) assert.ok(!sent.includes(secret))
  assert.ok(place.redis.commands.length >= 4)
})
