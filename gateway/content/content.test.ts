/** Routes of videos: files by ranges out of the storage, and what the gateway refuses by itself. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { folderStorage } from '@quint/storage/folder.ts'
import { testGateway } from '../testing.ts'

const id = uuidv7()
const key = `videos/${id}/3/video.mp4`
const film = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))

async function openPlace() {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-films-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  await folderStorage(folder).put(key, film, 'video/mp4')
  const gateway = owned.use(
    await testGateway({
      content: {
        getMedia: async () => ({ key, bytes: film.length, etag: 'abc', contentType: 'video/mp4' }),
        listTopics: async () => ({
          topics: [
            { id: 'two-pointers', videoId: id, durationMs: 61_000, ratingAvg: 4.5, ratingCount: 2 },
            { id: 'heap', makingId: id },
          ],
        }),
      },
      environment: { CONTENT_STORAGE_URL: folder },
    }),
  )
  const account = { email: 'ada@example.org', password: 'long and unlikely 4711', displayName: 'Ada' }
  const registered = await fetch(`${gateway.url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { accessToken } = (await registered.json()) as { accessToken: string }
  const send = (route: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) =>
    fetch(`${gateway.url}${route}`, { ...init, headers: { authorization: `Bearer ${accessToken}`, ...headers } })
  const whole = owned.move()
  const forget = () => folderStorage(folder).remove(key)
  return { send, forget, url: gateway.url, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

test('a film is sent whole or in the part that was asked for, with a tag that tells its bytes', async () => {
  await using place = await openPlace()
  const address = `/api/videos/${id}/stream?v=3`
  const whole = await place.send(address)
  assert.deepEqual([whole.status, whole.headers.get('etag'), whole.headers.get('accept-ranges')], [200, '"abc"', 'bytes'])
  assert.match(whole.headers.get('cache-control') ?? '', /immutable/)
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(film))
  const part = await place.send(address, { range: 'bytes=10-19' })
  assert.deepEqual([part.status, part.headers.get('content-range'), part.headers.get('content-length')], [206, 'bytes 10-19/1000', '10'])
  assert.ok(Buffer.from(await part.arrayBuffer()).equals(film.subarray(10, 20)))
  const behind = await place.send(address, { range: 'bytes=1000-' })
  assert.deepEqual([behind.status, behind.headers.get('content-range'), await behind.text()], [416, 'bytes */1000', ''])
  const other = await place.send(address, { range: 'bytes=10-19', 'if-range': '"older"' })
  assert.deepEqual([other.status, (await other.arrayBuffer()).byteLength], [200, 1000])
  const known = await place.send(address, { 'if-none-match': '"abc"' })
  assert.deepEqual([known.status, await known.text()], [304, ''])
})

test('HEAD tells all that GET would of a file, the whole of it, and opens none', async () => {
  await using place = await openPlace()
  const address = `/api/videos/${id}/stream?v=3`
  const names = ['content-type', 'content-length', 'accept-ranges', 'etag', 'cache-control']
  const told = (response: Response) => [response.status, ...names.map((name) => response.headers.get(name))]
  const whole = await place.send(address)
  await whole.arrayBuffer()
  assert.deepEqual([whole.headers.get('content-length'), whole.headers.get('accept-ranges')], ['1000', 'bytes'])
  await place.forget()
  for (const headers of [{}, { range: 'bytes=10-19' }]) {
    const head = await place.send(address, headers, { method: 'HEAD' })
    assert.deepEqual([...told(head), await head.text()], [...told(whole), ''])
  }
  assert.equal((await place.send(address, { 'if-none-match': '"abc"' }, { method: 'HEAD' })).status, 304)
  assert.equal((await fetch(`${place.url}${address}`, { method: 'HEAD' })).status, 401)
})

test('an address without the version is asked for again each time', async () => {
  await using place = await openPlace()
  const sent = await place.send(`/api/videos/${id}/stream`)
  await sent.arrayBuffer()
  assert.equal(sent.headers.get('cache-control'), 'private, no-cache')
})

test('topics come with what there is on each, and are not taken for a video', async () => {
  await using place = await openPlace()
  const { items } = (await (await place.send('/api/videos/topics')).json()) as { items: { id: string; video: unknown; makingId: unknown }[] }
  const video = { id, durationMs: 61_000, ratingAvg: 4.5, ratingCount: 2, _links: { self: { href: `/api/videos/${id}` } } }
  assert.deepEqual(
    items.map((topic) => [topic.id, topic.video, topic.makingId]),
    [
      ['two-pointers', video, null],
      ['heap', null, id],
    ],
  )
})

test('without a sign-in, with too long a topic or too many stars nothing reaches the service', async () => {
  await using place = await openPlace()
  assert.equal((await fetch(`${place.url}/api/videos/${id}/stream`)).status, 401)
  const post = async (route: string, body: object) =>
    (await place.send(route, { 'content-type': 'application/json' }, { method: 'POST', body: JSON.stringify(body) })).status
  assert.equal(await post('/api/videos', { topic: 'x'.repeat(10_000) }), 400)
  assert.equal(await post('/api/ratings', { videoId: id, stars: 6 }), 400)
  assert.equal(await post('/api/comments', { videoId: id, body: 'Not confirmed yet.' }), 403)
  assert.equal((await place.send('/api/admin/watch')).status, 403)
})
