/** S12, files: what is sent of a film is the film and nothing else, whatever range, name or condition is asked with; and nobody can put a file anywhere. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ask } from '../database.ts'
import type { Check } from '../row.ts'
import type { Stand } from '../stand.ts'
import type { Learner } from '../visitor.ts'
import { exchange, placeOf } from '../wire.ts'

const film = randomBytes(5000)
const secret = 'not-a-film-but-a-secret'

/** A video that is ready, as the service would leave it, with its file in the storage, and a file beside the storage that nobody may have. */
async function withFilm(stand: Stand, owner: Learner, moderation = 'clear'): Promise<string> {
  const id = randomUUID()
  const key = `videos/${id}/1/video.mp4`
  const files = JSON.stringify({ video: { key, bytes: film.length, etag: 'abc' } })
  await ask(
    stand.adminUrl,
    `insert into content.videos (id, user_id, job_id, topic, subject, difficulty, title, status, moderation, revision, files, ready_at)
     values ($1, $2, gen_random_uuid(), 'Ranges', 'algorithms', 'easy', 'Ranges', 'ready', $3, 1, $4::jsonb, now())`,
    [id, owner.userId, moderation, files],
  )
  const file = path.join(stand.folder, 'videos', key)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, film)
  await writeFile(path.join(stand.folder, 'videos', 'secret.txt'), secret)
  return id
}

const hostileRanges = [
  'bytes=0-9',
  'bytes=-10',
  'bytes=4990-',
  'bytes=0-99999999999999999999',
  'bytes=9-0',
  'bytes=-0',
  'bytes=5000-',
  'bytes=-99999',
  'bytes=0x0-0x9',
  'bytes=0-9,20-29',
  `bytes=${Array.from({ length: 1000 }, (_, n) => `${n}-`).join(',')}`,
  'bytes= 1 - 2',
  'bytes=1-2\t',
  'items=0-9',
  'bytes=',
  `bytes=${'9'.repeat(300)}-`,
  'bytes=-',
  'bytes=NaN-Infinity',
  'bytes=0.5-1.5',
  'bytes=0-0-0',
]

/** The head and the bytes, without the decoding that text would do to them. */
async function answered(stand: Stand, learner: Learner, route: string, range: string): Promise<{ readonly status: number; readonly body: Buffer }> {
  const response = await fetch(new URL(route, stand.url), {
    headers: { authorization: `Bearer ${learner.accessToken}`, range, 'X-Forwarded-For': learner.address },
    signal: AbortSignal.timeout(20_000),
  })
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) }
}

export const filmChecks: readonly Check[] = [
  {
    holds: 'every range of a film, however it is written, is answered with those bytes, with the whole film once, or with nothing',
    async attempt(stand) {
      const learner = await stand.learner()
      const id = await withFilm(stand, learner)
      for (const range of hostileRanges) {
        const { status, body } = await answered(stand, learner, `/api/videos/${id}/stream`, range)
        assert.ok([200, 206, 416].includes(status), `${range.slice(0, 40)}: ${status}`)
        if (status === 416) assert.equal(body.length, 0, range)
        // Many ranges never make more than one film of it.
        if (status === 200) assert.ok(body.equals(film), range.slice(0, 40))
        if (status === 206) assert.ok(body.length > 0 && film.includes(body), range.slice(0, 40))
      }
      const head = `GET /api/videos/${id}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${learner.accessToken}\r\nConnection: close\r\n`
      const twice = await exchange(placeOf(stand.url), `${head}Range: bytes=0-1\r\nRange: bytes=2-3\r\n\r\n`, 3000)
      assert.match(twice, /^HTTP\/1\.1 (?:200|206|400|416) /)
    },
  },
  {
    holds: 'a film keeps its type, is never guessed at, and is read by nobody who may not see it',
    async attempt(stand) {
      const [owner, other] = [await stand.learner(), await stand.learner()]
      const [open, held] = [await withFilm(stand, owner), await withFilm(stand, owner, 'review')]
      const { status, headers } = await other.send('GET', `/api/videos/${open}/stream`)
      assert.deepEqual([status, headers.get('content-type'), headers.get('x-content-type-options')], [200, 'video/mp4', 'nosniff'])
      assert.match(headers.get('cache-control') ?? '', /private/)
      assert.equal((await other.send('GET', `/api/videos/${held}/stream`)).status, 404)
      assert.equal((await owner.send('GET', `/api/videos/${held}/stream`)).status, 200)
      assert.equal((await stand.visitor().send('GET', `/api/videos/${open}/stream`)).status, 401)
    },
  },
  {
    holds: 'no name of a video or of its files leads to another file, and no route takes one',
    async attempt(stand) {
      const learner = await stand.learner()
      const id = await withFilm(stand, learner)
      const names = [
        '..%2fsecret.txt',
        '..%2f..%2fsecret.txt',
        `${id}%2f..%2f..%2fsecret.txt`,
        '%2e%2e',
        `${id}%00`,
        '....//secret.txt',
        'videos%5csecret.txt',
      ]
      for (const name of names)
        for (const route of [`/api/videos/${name}/stream`, `/api/videos/${id}/${name}`, `/api/videos/${id}/stream?v=${name}`]) {
          const answer = await learner.send('GET', route)
          assert.ok(answer.status < 500, `${route}: ${answer.status}`)
          assert.ok(!answer.text.includes(secret), route)
        }
      for (const type of ['video/mp4', 'application/zip', 'multipart/form-data; boundary=x', 'application/octet-stream'])
        for (const [method, route] of [
          ['POST', '/api/videos'],
          ['PUT', `/api/videos/${id}/stream`],
          ['POST', `/api/videos/${id}/stream`],
          ['PATCH', `/api/videos/${id}`],
        ] as const) {
          const { status } = await learner.send(method, route, { body: '--x\r\nPK\u0003\u0004../../owned', headers: { 'Content-Type': type } })
          assert.ok(status >= 400 && status < 500, `${method} ${route} as ${type}: ${status}`)
        }
      const { body } = await answered(stand, learner, `/api/videos/${id}/stream`, 'bytes=0-')
      assert.ok(body.equals(film))
    },
  },
]
