/** The feed that is kept: asked for once for all, by two gateways; nobody's own in it; dropped by what changes it; and Redis is never needed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRecord } from '@quint/bus/event.ts'
import { mostCharacters } from '@quint/cache/cache.ts'
import { memoryCache } from '@quint/cache/memory.ts'
import { fakeRedis } from '@quint/cache/testing.ts'
import { ListVideosRequest, ListVideosResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Video } from '@quint/proto/gen/quint/content/v1/video.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { testGateway } from '../testing.ts'
import { mostFirstPages, openKeptFeed } from './kept-feed.ts'

/** Two gateways on one content, which has one video, and one Redis. */
async function openPlace() {
  await using owned = new AsyncDisposableStack()
  const redis = owned.use(await fakeRedis())
  const state = { asked: 0, title: 'Tries', ownerId: uuidv7(), fails: false, gone: Promise.withResolvers<void>() }
  const id = uuidv7()
  const content = {
    listVideos: async () => {
      state.asked += 1
      return { videos: [{ id, title: state.title, status: 'ready', moderation: 'clear' }], ownerIds: [state.ownerId] }
    },
    rateVideo: async () => {
      if (state.fails) throw new Error('it may have been done')
      return { ratingAvg: 5, ratingCount: 1 }
    },
    viewVideo: async () => ({ counted: true, viewCount: 1 }),
    async *followVideos() {
      await state.gone.promise
      yield { gone: true }
    },
  }
  const peers = { sessions: fakeSessions(), hints: fakeHints().implementation, content, environment: { REDIS_URL: redis.url } }
  const [one, other] = [owned.use(await testGateway(peers)), owned.use(await testGateway(peers))]
  const [{ accessToken: here, user }, { accessToken: there }] = [await one.register(), await other.register()]
  const titleFrom = async (gateway: typeof one, token: string, rest: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await gateway.send('GET', `/api/videos${rest}`, { token, headers })
    assert.equal(response.status, 200, rest)
    const { items } = (await response.json()) as { items: readonly { title: string; own: boolean }[] }
    return `${items[0]?.title}${items[0]?.own === true ? ', own' : ''}`
  }
  const whole = owned.move()
  return {
    id,
    redis,
    state,
    userId: user.id,
    read: (rest = '') => titleFrom(one, here, rest),
    readThere: (rest = '') => titleFrom(other, there, rest),
    readAnew: () => titleFrom(one, here, '', { 'cache-control': 'no-cache' }),
    send: (method: string, route: string, body?: unknown) => one.send(method, route, { token: here, body }),
    /** To the other gateway alone: a group reads an event once. */
    tell: (type: string, topic: string, data: object) => {
      const record = toRecord({ id: uuidv7(), type, topic, key: uuidv7(), time: new Date().toISOString(), data }, 'content')
      return other.bus.publish([record], AbortSignal.timeout(60_000))
    },
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  }
}

test('gateways ask for a first page of the feed once, and for what is a learner’s own or hardly asked for each time', async () => {
  await using place = await openPlace()
  assert.equal(await place.read(), 'Tries')
  place.state.title = 'Heaps'
  for (const rest of ['', '?sort=new', '?limit=20', '?status=ready&mine=false'])
    assert.deepEqual([await place.read(rest), await place.readThere(rest)], ['Tries', 'Tries'], rest)
  assert.equal(place.state.asked, 1)
  for (const rest of ['?sort=top', '?subject=algorithms', '?difficulty=easy']) {
    assert.equal(await place.read(rest), 'Heaps')
    place.state.title = 'Graphs'
    assert.equal(await place.readThere(rest), 'Heaps')
    place.state.title = 'Heaps'
  }
  const before = place.state.asked
  const never = ['?mine=true', '?status=failed', '?q=trees', '?q=%20', '?tag=trees', '?cursor=x', '?limit=21']
  for (const rest of never) for (const read of [place.read, place.readThere]) assert.equal(await read(rest), 'Heaps', rest)
  assert.equal(place.state.asked, before + 2 * never.length)
})

test('whoever asks for the feed as it is now is not answered with what is kept', async () => {
  await using place = await openPlace()
  assert.equal(await place.read(), 'Tries')
  place.state.title = 'Heaps'
  assert.deepEqual([await place.readAnew(), await place.read()], ['Heaps', 'Tries'])
})

test('each event drops the feed of all gateways, whichever of them hears it', async () => {
  await using place = await openPlace()
  for (const [n, [type, topic]] of [
    ['content.video.published', 'quint.content.video.v1'] as const,
    ['content.video.moderated', 'quint.content.video.v1'] as const,
    ['content.learner.erased', 'quint.content.learner.v1'] as const,
  ].entries()) {
    const before = await place.read()
    place.state.title = `Tries ${n}`
    assert.equal(await place.read(), before)
    await place.tell(type, topic, { videoId: place.id })
    await eventually(async () => (await place.read()) === `Tries ${n}`)
    assert.equal(await place.readThere(), `Tries ${n}`)
  }
})

test('who changes something sees it at once, also where the change failed; that a video was watched changes nothing', async () => {
  await using place = await openPlace()
  await place.read()
  for (const fails of [false, true]) {
    place.state.fails = fails
    place.state.title = `Tries, ${fails}`
    assert.equal((await place.send('POST', '/api/ratings', { videoId: place.id, stars: 5 })).status, fails ? 500 : 200)
    assert.deepEqual([await place.read(), await place.readThere()], [place.state.title, place.state.title])
  }
  const asked = place.state.asked
  await place.send('POST', `/api/videos/${place.id}/view`, { watchedMs: 20_000, positionMs: 20_000 })
  await place.read()
  assert.equal(place.state.asked, asked)
})

test('who hears that a video went asks for the feed and does not find it there', async () => {
  await using place = await openPlace()
  await place.read()
  place.state.title = 'Heaps'
  const events = await place.send('GET', '/api/videos/events')
  assert.equal(await place.readThere(), 'Tries')
  place.state.gone.resolve()
  for await (const _piece of events.body ?? []) break
  assert.deepEqual([await place.read(), await place.readThere()], ['Heaps', 'Heaps'])
  await events.body?.cancel().catch(() => undefined)
})

test('without Redis, or while it hangs, is gone or comes back, the feed is answered anew and never with what was dropped meanwhile', async () => {
  await using place = await openPlace()
  await place.read()
  const changed = async (title: string) => {
    place.state.title = title
    assert.equal((await place.send('POST', '/api/ratings', { videoId: place.id, stars: 5 })).status, 200)
    assert.equal(await place.read(), title)
  }
  place.redis.pause()
  await changed('while it hangs')
  place.redis.resume()
  await changed('after that')
  await place.redis.stop()
  await changed('while it is gone')
  await place.redis.start()
  await changed('since it is back')
  await using alone = await testGateway({ content: { listVideos: async () => ({ videos: [{ id: place.id, title: place.state.title }] }) } })
  const { accessToken: token } = await alone.register()
  for (const title of ['first', 'second']) {
    place.state.title = title
    assert.match(await (await alone.send('GET', '/api/videos', { token })).text(), new RegExp(title))
  }
})

const video = (own: boolean): Video =>
  ListVideosResponse.fromPartial({ videos: [{ title: 'Tries', own, reasons: own ? ['link'] : [], reason: own ? 'words' : '', appealed: own }] })
    .videos[0] as Video

test('a page with a video of the reader’s is theirs alone: nothing that only its owner sees is kept, and they see it all the same', async () => {
  const cache = memoryCache({ name: 'feed', ttlMs: 60_000, mostScopes: 1, mostKeys: mostFirstPages })
  const feed = openKeptFeed(cache)
  const asked = ListVideosRequest.fromPartial({ limit: 20 })
  const ask = (userId: string) =>
    feed.page(asked, { userId }, async () => ListVideosResponse.fromPartial({ videos: [video(userId === 'ada')], ownerIds: ['ada'] }))
  // Ada's own reading is the one that is kept.
  for (const [who, own] of [
    ['ada', true],
    ['bob', false],
    ['ada', true],
  ] as const)
    assert.deepEqual((await ask(who)).videos, [video(own)], who)
})

test('a page that does not say whose its videos are is asked for each time, and an empty one is kept', async () => {
  const feed = openKeptFeed(memoryCache({ name: 'feed', ttlMs: 60_000, mostScopes: 1 }))
  let reads = 0
  const ask = (videos: readonly Video[], subject: string) =>
    feed.page(ListVideosRequest.fromPartial({ limit: 20, subject }), { userId: 'ada' }, async () => {
      reads += 1
      return ListVideosResponse.fromPartial({ videos: [...videos] })
    })
  for (const _again of [1, 2]) assert.equal((await ask([video(true)], 'algorithms')).videos[0]?.own, true)
  for (const _again of [1, 2]) assert.deepEqual((await ask([], 'databases')).videos, [])
  assert.equal(reads, 3)
})

test('every first page fits, of the usual size and with twenty long videos', async () => {
  const cache = memoryCache({ name: 'feed', ttlMs: 60_000, mostScopes: 1, mostKeys: mostFirstPages })
  const feed = openKeptFeed(cache)
  const long = ListVideosResponse.fromPartial({
    videos: Array.from({ length: 20 }, () => ({
      ...{
        id: uuidv7(),
        title: 't'.repeat(80),
        topic: 't'.repeat(200),
        subject: 'operating_systems',
        difficulty: 'medium',
        summary: 's'.repeat(400),
      },
      tags: Array.from({ length: 8 }, () => 't'.repeat(30)),
      chapters: Array.from({ length: 12 }, (_, n) => ({ title: 'c'.repeat(60), atMs: n * 60_000 })),
      ...{ status: 'ready', moderation: 'clear', createdAt: new Date().toISOString(), updatedAt: new Date().toISOString(), author: 'a'.repeat(60) },
    })),
    ownerIds: Array.from({ length: 20 }, uuidv7),
  })
  assert.ok(JSON.stringify(ListVideosResponse.toJSON(long)).length < mostCharacters)
  let reads = 0
  for (const _again of [1, 2])
    for (const sort of ['new', 'top', 'hot'])
      for (const subject of ['', ...Array.from({ length: 8 }, (_, n) => `subject ${n}`)])
        for (const difficulty of ['', 'easy', 'medium', 'hard'])
          await feed.page(ListVideosRequest.fromPartial({ limit: 20, sort, subject, difficulty }), { userId: 'ada' }, async () => {
            reads += 1
            return long
          })
  assert.equal(reads, mostFirstPages)
})
