/** The laws of every cache and every tally, asked of each engine. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Cache, kept, type Look, mostCharacters, mostKeys } from './cache.ts'
import type { Tally, TallyOptions } from './tally.ts'

export interface StorePlace extends AsyncDisposable {
  cache(ttlMs: number, most?: number): Cache
  tally(options: TallyOptions): Tally
}

type Laws<Place> = Readonly<Record<string, (place: Place) => Promise<void>>>

export function suite<Place extends AsyncDisposable>(engine: string, laws: Laws<Place>, open: () => Promise<Place>): void {
  for (const [name, law] of Object.entries(laws))
    test(`${engine}: ${name}`, async () => {
      await using place = await open()
      await law(place)
    })
}

const long = 300_000
const windowSeconds = 60

export const cacheLaws: Laws<StorePlace> = {
  async 'what was read once is kept, by scope and by key'(place) {
    const cache = place.cache(long)
    const reads: string[] = []
    const ask = (scope: string, key: string) =>
      kept(cache, { scope, key }, async () => {
        reads.push(`${scope} ${key}`)
        return { of: scope, key, text: 'ünï "quoted"\r\n' }
      })
    for (const [scope, key] of [
      ['ada', 'dashboard'],
      ['grace', 'dashboard'],
      ['ada', 'mark'],
    ] as const) {
      const first = await ask(scope, key)
      assert.deepEqual(first, { of: scope, key, text: 'ünï "quoted"\r\n' })
      assert.deepEqual(await ask(scope, key), first)
    }
    assert.deepEqual(reads, ['ada dashboard', 'grace dashboard', 'ada mark'])
  },

  async 'what a scope held is gone once it is dropped, and other scopes keep theirs'(place) {
    const cache = place.cache(long)
    for (const scope of ['ada', 'grace']) await kept(cache, { scope, key: 'k' }, async () => 'old')
    await cache.drop('ada')
    assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'new'), 'new')
    assert.equal(await kept(cache, { scope: 'grace', key: 'k' }, async () => 'new'), 'old')
  },

  async 'what was read before a drop is not kept after it, in whatever order reads and drops come'(place) {
    const cache = place.cache(long)
    const late = await missed(cache)
    await cache.drop('ada')
    await late.keep('"before"')
    assert.equal((await cache.look('ada', 'k')).kind, 'miss')
    const afterwards = await missed(cache)
    await late.keep('"before"')
    assert.equal((await cache.look('ada', 'k')).kind, 'miss')
    await afterwards.keep('"after"')
    await late.keep('"before"')
    assert.deepEqual(await cache.look('ada', 'k'), { kind: 'hit', value: '"after"' })
  },

  async 'nobody fills it with variants of one question, or with an answer that is too long'(place) {
    const cache = place.cache(long)
    let hits = 0
    for (let n = 0; n < mostKeys + 5; n += 1) await kept(cache, { scope: 'ada', key: `?page=${n}` }, async () => n)
    for (let n = 0; n < mostKeys + 5; n += 1) if ((await cache.look('ada', `?page=${n}`)).kind === 'hit') hits += 1
    assert.equal(hits, mostKeys)
    const wide = place.cache(long, mostKeys + 2)
    for (let n = 0; n < mostKeys + 5; n += 1) await kept(wide, { scope: 'hopper', key: `?page=${n}` }, async () => n)
    const pages = await Promise.all(Array.from({ length: mostKeys + 5 }, (_, n) => wide.look('hopper', `?page=${n}`)))
    assert.equal(pages.filter(({ kind }) => kind === 'hit').length, mostKeys + 2)
    await kept(cache, { scope: 'grace', key: 'long' }, async () => 'x'.repeat(mostCharacters))
    assert.equal((await cache.look('grace', 'long')).kind, 'miss')
  },

  async 'nothing is kept beyond its time'(place) {
    const cache = place.cache(50)
    await kept(cache, { scope: 'ada', key: 'k' }, async () => 'old')
    while ((await cache.look('ada', 'k')).kind === 'hit') await turn()
    assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'new'), 'new')
  },
}

export const tallyLaws: Laws<StorePlace> = {
  async 'a tally counts by key, says when it is over and when its window ends, and reading it counts nothing'(place) {
    const tally = place.tally({ name: 'law', points: 3, windowSeconds })
    for (const used of [1, 2, 3]) {
      const count = await tally.add('ada@example.org', 1)
      assert.deepEqual([count.used, count.over], [used, false])
      assert.ok(count.resetMs > 0 && count.resetMs <= windowSeconds * 1000)
    }
    assert.equal((await tally.add('ada@example.org', 1)).over, true)
    for (let n = 0; n < 5; n += 1) assert.equal((await tally.add('grace@example.org', 0)).used, 0)
    assert.deepEqual([(await tally.add('grace@example.org', 1)).used, (await tally.add('ada@example.org', 1)).over], [1, true])
  },

  async 'many at once are counted one by one'(place) {
    const tally = place.tally({ name: 'crowd', points: 20, windowSeconds })
    const counts = await Promise.all(Array.from({ length: 50 }, () => tally.add('ada', 1)))
    assert.equal(counts.filter(({ over }) => !over).length, 20)
  },

  async 'tallies of different names do not meet, and a window that has ended begins anew'(place) {
    const short = place.tally({ name: 'short', points: 1, windowSeconds: 1 })
    const other = place.tally({ name: 'other', points: 1, windowSeconds })
    assert.equal((await short.add('ada', 1)).over, false)
    assert.equal((await other.add('ada', 1)).over, false)
    assert.equal((await short.add('ada', 1)).over, true)
    while ((await short.add('ada', 1)).over) await turn()
    assert.equal((await other.add('ada', 1)).over, true)
  },
}

export interface CommonPlace extends StorePlace {
  /** The same stores, as another process has them. */
  readonly elsewhere: Pick<StorePlace, 'cache' | 'tally'>
  /** It takes what arrives and answers nothing, until it is resumed. */
  pause(): void
  resume(): void
  /** It is gone, with what it held. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** What holds besides where several processes share a store that can go away. */
export const commonLaws: Laws<CommonPlace> = {
  async 'processes share what is kept, what is dropped and what is counted'(place) {
    const [here, there] = [place.cache(long), place.elsewhere.cache(long)]
    const ask = (cache: Cache, value: string) => kept(cache, { scope: 'ada', key: 'k' }, async () => value)
    assert.deepEqual([await ask(here, 'old'), await ask(there, 'new')], ['old', 'old'])
    await there.drop('ada')
    assert.equal(await ask(here, 'new'), 'new')
    const options = { name: 'both', points: 3, windowSeconds }
    const [tally, other] = [place.tally(options), place.elsewhere.tally(options)]
    await Promise.all([tally.add('ada', 1), other.add('ada', 1), tally.add('ada', 1)])
    assert.deepEqual([(await other.add('ada', 1)).over, (await tally.add('ada', 0)).used >= 3], [true, true])
  },

  async 'while it hangs nobody waits for it: answers are read anew, and counting goes on from the common count'(place) {
    const cache = place.cache(long)
    const options = { name: 'hang', points: 5, windowSeconds }
    const [tally, other] = [place.tally(options), place.elsewhere.tally(options)]
    await kept(cache, { scope: 'ada', key: 'k' }, async () => 'old')
    for (let n = 0; n < 3; n += 1) await other.add('ada', 1)
    assert.equal((await tally.add('ada', 1)).used, 4)
    place.pause()
    try {
      assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'new'), 'new')
      assert.deepEqual([(await tally.add('ada', 1)).over, (await tally.add('ada', 1)).over], [false, true])
      // At most one deadline for each would let this test not end in its time.
      for (let n = 0; n < 1000; n += 1) assert.equal((await tally.add('ada', 1)).over, true)
      for (let n = 0; n < 1000; n += 1) assert.equal((await cache.look('ada', 'k')).kind, 'away')
    } finally {
      place.resume()
    }
    await untilBack(cache)
    assert.equal((await tally.add('ada', 1)).over, true)
  },

  async 'what was dropped while it hung is not seen when it goes on, here at once and elsewhere soon'(place) {
    const [here, there] = [place.cache(long), place.elsewhere.cache(long)]
    const ask = (cache: Cache, value: string) => kept(cache, { scope: 'ada', key: 'k' }, async () => value)
    await ask(here, 'old')
    place.pause()
    try {
      await here.drop('ada')
      assert.equal((await here.look('ada', 'k')).kind, 'away')
    } finally {
      place.resume()
    }
    let look = await here.look('ada', 'k')
    for (; look.kind === 'away'; look = await here.look('ada', 'k')) await turn()
    assert.equal(look.kind, 'miss')
    await untilBack(there)
    assert.notDeepEqual(await there.look('ada', 'k'), { kind: 'hit', value: '"old"' })
  },

  async 'while it is gone limits hold and answers are read anew; back and empty, it is used again'(place) {
    const cache = place.cache(long)
    const tally = place.tally({ name: 'gone', points: 4, windowSeconds })
    await kept(cache, { scope: 'ada', key: 'k' }, async () => 'old')
    for (let n = 0; n < 3; n += 1) await tally.add('ada', 1)
    await place.stop()
    assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'new'), 'new')
    assert.deepEqual([(await tally.add('ada', 1)).over, (await tally.add('ada', 1)).over, (await tally.add('ada', 0)).over], [false, true, true])
    await cache.drop('ada')
    await place.start()
    await untilBack(cache)
    assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'newer'), 'newer')
    assert.equal(await kept(cache, { scope: 'ada', key: 'k' }, async () => 'newest'), 'newer')
  },
}

/** Until it can be asked again. */
async function untilBack(cache: Cache): Promise<void> {
  while ((await cache.look('nobody', 'k')).kind === 'away') await turn()
}

const turn = (): Promise<void> => new Promise(setImmediate)

async function missed(cache: Cache): Promise<Extract<Look, { kind: 'miss' }>> {
  const look = await cache.look('ada', 'k')
  assert.ok(look.kind === 'miss')
  return look
}
