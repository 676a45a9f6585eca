/** The gateway in process, through HTTP: it starts, serves, tells whether it is well, and leaves nothing open. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { test } from 'node:test'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { fakeHints, fakeSessions, hintEvents } from './coach/fake-mesh.ts'
import { answeredSession, readEvents, startSession } from './coach/story.ts'
import { settings } from './config.ts'
import { testGateway } from './testing.ts'

const peers = () => ({ sessions: fakeSessions(), hints: fakeHints().implementation })

test('a started gateway registers a learner, starts a session, and leaves nothing open when it is closed', async () => {
  const gateway = await testGateway(peers())
  const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
  const before = listening()
  const { accessToken, status } = await gateway.register()
  assert.equal(status, 201)
  assert.match(await startSession(gateway, accessToken), /^[0-9a-f-]{36}$/)
  await gateway[Symbol.asyncDispose]()
  // Its own port and those of the five peers.
  assert.equal(listening(), before - 6)
  await assert.rejects(fetch(`${gateway.url}/healthz`))
  const again = createServer()
  await new Promise<void>((resolve, reject) => {
    again.once('error', reject).listen(Number(new URL(gateway.url).port), '127.0.0.1', resolve)
  })
  await new Promise((resolve) => again.close(resolve))
  await assert.rejects(gateway.db.database.asService((tx) => tx.query('select 1')))
})

test('a stream that is open when the gateway closes is told to go on elsewhere and ends whole, and its call to hints with it', async () => {
  const cancelled = Promise.withResolvers<void>()
  const streamHint: HintsServiceImplementation['streamHint'] = async function* (request, { signal }) {
    signal.addEventListener('abort', () => cancelled.resolve())
    yield hintEvents.meta(request)
    await cancelled.promise
  }
  const gateway = await testGateway({ sessions: fakeSessions(), hints: { streamHint } })
  const { accessToken: token } = await gateway.register()
  const route = `/api/session/analyze?sessionId=${await answeredSession(gateway, token)}`
  const events = readEvents(await gateway.send('GET', route, { token }))
  assert.equal((await events.next()).value?.name, 'meta')
  const [, last] = await Promise.all([gateway[Symbol.asyncDispose](), events.next(), cancelled.promise])
  assert.equal(last.value?.name, 'moved')
  assert.equal((await events.next()).done, true)
})

test('a gateway is alive by itself, and ready once all that it needs answers', async () => {
  await using gateway = await testGateway(peers())
  assert.deepEqual(await (await gateway.send('GET', '/healthz')).json(), { status: 'alive' })
  const ready = await gateway.send('GET', '/readyz')
  assert.equal(ready.status, 200)
  assert.deepEqual(await ready.json(), { status: 'ready' })
})

test('a gateway that takes leave is alive and answers, is not ready, and ends each connection', async () => {
  const gateway = await testGateway({ ...peers(), environment: { MESH_DRAIN_LEAD_MS: '400' } })
  const closed = gateway[Symbol.asyncDispose]()
  const ready = await gateway.send('GET', '/readyz?of=gateway')
  assert.deepEqual([ready.status, await ready.json()], [503, { status: 'not ready', missing: 'leaving' }])
  const answer = await gateway.send('GET', '/api/elements')
  assert.deepEqual([answer.status, answer.headers.get('connection')], [200, 'close'])
  await closed
})

test('a gateway without one of its dependencies is alive, not ready, and names what is missing', async () => {
  for (const [variable, missing] of [
    ['SESSIONS_ADDRESS', 'sessions'],
    ['HINTS_ADDRESS', 'hints'],
  ] as const) {
    await using gateway = await testGateway({ ...peers(), environment: { [variable]: '127.0.0.1:1' } })
    assert.equal((await gateway.send('GET', '/healthz')).status, 200)
    const response = await gateway.send('GET', '/readyz')
    assert.equal(response.status, 503)
    assert.deepEqual(await response.json(), { status: 'not ready', missing })
    assert.equal((await gateway.send('GET', '/readyz?of=gateway')).status, 200)
  }
})

test('a database that goes away makes the gateway unready and its answers 503, not 500', async () => {
  await using gateway = await testGateway(peers())
  const { accessToken: token, credentials } = await gateway.register()
  await gateway.breakDatabase()
  const response = await gateway.send('GET', '/readyz')
  assert.equal(response.status, 503)
  assert.deepEqual(await response.json(), { status: 'not ready', missing: 'database' })
  for (const refused of [
    await gateway.send('POST', '/api/auth/login', { body: { email: credentials.email, password: credentials.password } }),
    await gateway.send('GET', '/api/auth/me', { token }),
  ]) {
    assert.equal(refused.status, 503)
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
  }
  assert.equal((await gateway.send('GET', '/api/elements')).status, 200)
})

test('the events are found under the address that the socket and the contract name', async () => {
  // The web app is away: the address is not one of its pages.
  await using gateway = await testGateway({ ...peers(), environment: { WEB_URL: 'http://127.0.0.1:9' } })
  const response = await fetch(`${gateway.url}/asyncapi.json`, { redirect: 'manual' })
  assert.deepEqual([response.status, response.headers.get('location')], [308, '/events/asyncapi.json'])
})

test('every answer carries the security headers, an id and a trace', async () => {
  await using gateway = await testGateway(peers())
  const trace = '0af7651916cd43dd8448eb211c80319c'
  const headers = { 'X-Request-Id': 'request-12345', traceparent: `00-${trace}-b7ad6b7169203331-01` }
  for (const route of [
    '/api/elements',
    '/api/user/dashboard',
    '/api/nothing',
    '/healthz',
    '/readyz',
    '/openapi.json',
    '/docs',
    '/.well-known/jwks.json',
  ]) {
    const response = await gateway.send('GET', route, { headers })
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff', route)
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(response.headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin')
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/)
    assert.equal(response.headers.get('x-powered-by'), null)
    assert.equal(response.headers.get('x-request-id'), 'request-12345')
    assert.match(response.headers.get('traceparent') ?? '', new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`))
  }
  const forged = await gateway.send('GET', '/healthz', { headers: { 'X-Request-Id': 'a"b<script>', traceparent: '00-0-0-00' } })
  assert.match(forged.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
})

test('another origin may call only when it is named, and JSON is compressed for who takes it', async () => {
  await using gateway = await testGateway({ ...peers(), environment: { GATEWAY_ALLOWED_ORIGINS: 'https://app.example.com' } })
  const preflight = (origin: string) =>
    gateway.send('OPTIONS', '/api/session/start', {
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' },
    })
  const allowed = await preflight('https://app.example.com')
  assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://app.example.com')
  assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /Authorization/)
  assert.equal((await preflight('https://evil.test')).headers.get('access-control-allow-origin'), null)
  const { accessToken: token } = await gateway.register()
  const start = await gateway.send('POST', '/api/session/start', {
    token,
    body: { algorithm: { title: 'Two Sum' } },
    headers: { Origin: 'https://app.example.com' },
  })
  assert.deepEqual([start.status, start.headers.get('access-control-allow-origin')], [201, 'https://app.example.com'])
  for (const [accepted, encoding] of [
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
  ] as const) {
    const document = await gateway.send('GET', '/openapi.json', { headers: { 'Accept-Encoding': accepted } })
    assert.equal(document.headers.get('content-encoding'), encoding)
    assert.ok((await document.text()).startsWith('{'))
  }
})

test('the README names every setting with its default and purpose, and none that is not there', () => {
  const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8')
  const rows = readme
    .split('\n')
    .filter((line) => /^\| `[A-Z]+_/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  const shown = (fallback: string | undefined) => (fallback === undefined ? 'required' : fallback === '' ? 'empty' : `\`${fallback}\``)
  assert.deepEqual(
    rows,
    Object.entries(settings).map(([name, { fallback, purpose, secret }]) => [
      `\`${name}\``,
      shown(fallback),
      secret ? `${purpose} (secret)` : purpose,
    ]),
  )
})
