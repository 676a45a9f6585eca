/** The laws of caches and tallies on Redis, and on one that hangs, dies and comes back. */
import { boardSuite } from '@quint/cache/board-suite.ts'
import { mostKeys } from '@quint/cache/cache.ts'
import { cacheLaws, commonLaws, suite, tallyLaws } from '@quint/cache/cache-suite.ts'
import { openStores, type Stores } from '@quint/cache/open.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { engine } from './engine.ts'
import { startRedis } from './redis.ts'

const storesOf = (stores: Stores) => ({
  cache: (ttlMs: number, most = mostKeys) => stores.cache({ name: 'law', ttlMs, mostKeys: most }),
  tally: stores.tally,
})

/** Names of its own for each place, on one server. */
async function openPlace() {
  const stores = await openStores(`${engine('redis')}?prefix=${uuidv7()}:`)
  return { ...storesOf(stores), [Symbol.asyncDispose]: () => stores[Symbol.asyncDispose]() }
}

/** A server of its own, which may be stopped. */
async function openCommonPlace() {
  const owned = new AsyncDisposableStack()
  const redis = owned.use(await startRedis())
  return {
    ...redis,
    ...storesOf(owned.use(await openStores(redis.url))),
    elsewhere: storesOf(owned.use(await openStores(redis.url))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

suite('Redis', { ...cacheLaws, ...tallyLaws }, openPlace)
suite('Redis', commonLaws, openCommonPlace)

/** Two processes on one server. */
boardSuite('Redis', async () => {
  const owned = new AsyncDisposableStack()
  const url = `${engine('redis')}?prefix=${uuidv7()}:`
  const board = async () => owned.use(await openStores(url)).board({ name: 'law', ttlMs: 60_000 })
  const [here, there] = [await board(), await board()]
  return { here, there, [Symbol.asyncDispose]: () => owned.disposeAsync() }
})
