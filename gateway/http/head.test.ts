/** HEAD (RFC 9110, 9.3.2): each address that answers GET answers it as GET does, without the body, and without what only a body is worth. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { answeredSession } from '../coach/story.ts'
import { type Peers, testGateway } from '../testing.ts'

const id = '0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11'

/** An address with what it cannot do without. */
function address(path: string, { id: userId }: { readonly id: string }): string {
  const named = path
    .replace('/users/{id}', `/users/${userId}`)
    .replace('{node}', 'n1')
    .replace(/\{\w+\}/g, id)
  const queries: Readonly<Record<string, string>> = {
    '/api/session/analyze': `sessionId=${id}`,
    '/api/comments': `videoId=${id}`,
    '/api/ratings': `videoId=${id}`,
  }
  return queries[path] === undefined ? named : `${named}?${queries[path]}`
}

async function signedIn(peers: Peers = {}) {
  const gateway = await testGateway(peers)
  const { user, credentials } = await gateway.register()
  await gateway.db.database.asLearner(user.id, (tx) => tx.query("update users set roles = '{learner,admin}'"))
  const { email, password } = credentials
  const entered = await gateway.send('POST', '/api/auth/login', { body: { email, password } })
  const { accessToken: token } = (await entered.json()) as { accessToken: string }
  return Object.assign(gateway, { user, token })
}

test('every GET that is described is answered by HEAD with the same status and headers, and nothing behind them', async () => {
  await using place = await signedIn({ content: { async *followVideos() {} } })
  const { paths } = (await (await place.send('GET', '/openapi.json')).json()) as { paths: Record<string, { get?: unknown }> }
  const asked = Object.keys(paths).filter((path) => paths[path]?.get !== undefined)
  assert.ok(asked.length > 50)
  for (const path of asked) {
    const told = async (method: string) => {
      const response = await place.send(method, address(path, place.user), { token: place.token, headers: { 'Accept-Encoding': 'identity' } })
      const length = response.headers.get('content-length')
      const of = [response.status, response.headers.get('content-type'), response.headers.get('cache-control'), response.headers.get('etag')]
      const body = await response.text()
      return { of, length, body }
    }
    const [get, head, again] = [await told('GET'), await told('HEAD'), await told('GET')]
    assert.deepEqual([...head.of, head.body], [...get.of, ''], path)
    const lengths = [get, again].map(({ body }) => String(Buffer.byteLength(body)))
    // It may be left out, and must be true where it is there; what an answer says of now changes meanwhile.
    if (head.length !== null && head.of[0] === 200) assert.ok(lengths.includes(head.length), `${path}: ${head.length}, not ${lengths}`)
  }
})

test('a stream is left as soon as it is known to be there, and one that is not is not found', { timeout: 20_000 }, async () => {
  const ended = Promise.withResolvers<void>()
  await using place = await signedIn({
    content: {
      async *followVideos({ videoId }, { signal }) {
        yield videoId === id ? { video: { id } } : { gone: true }
        signal.addEventListener('abort', () => ended.resolve(), { once: true })
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      },
    },
    runner: {
      async *streamLabHistory() {
        for (;;) yield { chunk: Buffer.alloc(1000) }
      },
    },
  })
  const { token } = place
  const response = await place.send('HEAD', `/api/videos/${id}/events`, { token })
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/event-stream; charset=utf-8'])
  await ended.promise
  assert.equal((await place.send('HEAD', `/api/videos/${place.user.id}/events`, { token })).status, 404)
  const log = await place.send('HEAD', `/api/lab/runs/${id}/nodes/n1/log`, { token })
  assert.deepEqual([log.status, log.headers.get('content-type'), await log.text()], [200, 'text/plain; charset=utf-8', ''])
  // The connection is whole: another answer comes over it.
  assert.equal((await place.send('GET', '/api/auth/me', { token })).status, 200)
})

test('no hint is written for HEAD, and the answers stay open', async () => {
  const hints = fakeHints()
  await using gateway = await testGateway({ sessions: fakeSessions(), hints: hints.implementation })
  const { accessToken: token } = await gateway.register()
  const sessionId = await answeredSession(gateway, token)
  const route = `/api/session/analyze?sessionId=${sessionId}&tier=1`
  const head = await gateway.send('HEAD', route, { token })
  assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'text/event-stream; charset=utf-8'])
  const { session } = (await (await gateway.send('GET', `/api/session/${sessionId}`, { token })).json()) as { session: { hintRequested: boolean } }
  assert.deepEqual([session.hintRequested, hints.requests.length], [false, 0])
  const start = await gateway.send('POST', '/api/session/start', { token, body: { algorithm: { title: 'Another' } } })
  const other = ((await start.json()) as { session: { id: string } }).session.id
  assert.equal((await gateway.send('HEAD', `/api/session/analyze?sessionId=${other}`, { token })).status, 409)
  assert.equal((await gateway.send('HEAD', `/api/session/analyze?sessionId=${id}`, { token })).status, 404)
})
