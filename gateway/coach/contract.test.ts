/** The rules for every route, asked of the coach's: sizes, forms, methods, and that no request gets a 500. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { testGateway } from '../testing.ts'
import { fakeHints, fakeSessions } from './fake-mesh.ts'
import { algorithm, startSession } from './story.ts'

const coachGateway = () =>
  testGateway({ sessions: fakeSessions(), hints: fakeHints().implementation, environment: { GATEWAY_HINTS_PER_MINUTE: '1000' } })

interface Problem {
  readonly type: string
  readonly status: number
  readonly errors?: readonly { readonly path: string }[]
}

async function problem(response: Response): Promise<Problem> {
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const body = (await response.json()) as Problem & {
    readonly requestId: string
    readonly title: string
    readonly detail: string
    readonly instance: string
  }
  assert.equal(body.status, response.status)
  assert.equal(body.requestId, response.headers.get('x-request-id'))
  assert.match(response.headers.get('traceparent') ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
  for (const text of [body.type, body.title, body.detail, body.instance]) assert.ok(text !== '')
  assert.doesNotMatch(JSON.stringify(body), /node_modules|\.ts:|select |at Object/)
  return body
}

const start = (value: Readonly<Record<string, unknown>>) => ({ algorithm: { ...algorithm, ...value } })
const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
const respond = { sessionId: 'x', promptIndex: 0, responseText: 'a', timeSpentSeconds: 1 }

test('a bad body is refused with the field, never with a 500', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const table: readonly (readonly [route: string, body: unknown, status: number, field?: string])[] = [
    ['start', start({ owner: 'x' }), 400, 'algorithm.owner'],
    ['start', { algorithm, other: 1 }, 400, 'other'],
    ['start', `{"algorithm":{"title":"a"},"__proto__":{"x":1}}`, 400, '__proto__'],
    ['start', {}, 400, 'algorithm'],
    ['start', { algorithm: null }, 400, 'algorithm'],
    ['start', start({ title: '' }), 400, 'algorithm.title'],
    ['start', start({ title: 'x'.repeat(256) }), 400, 'algorithm.title'],
    ['start', start({ title: 'a\0b' }), 400, 'algorithm.title'],
    ['start', start({ title: 'a\ud800' }), 400, 'algorithm.title'],
    ['start', start({ title: { toString: 'x' } }), 400, 'algorithm.title'],
    ['start', start({ statement: 'x'.repeat(100_001) }), 400, 'algorithm.statement'],
    ['start', start({ statement: '\udc00' }), 400, 'algorithm.statement'],
    ['start', start({ tags: ['a', 'b\0'] }), 400, 'algorithm.tags.1'],
    ['start', start({ tags: Array.from({ length: 31 }, () => 'x') }), 400, 'algorithm.tags'],
    ['start', start({ url: 'javascript:alert(1)' }), 400, 'algorithm.url'],
    ['start', start({ url: 'https://example.com/a\0' }), 400, 'algorithm.url'],
    ['start', `{"algorithm":{"title":"a","tags":${deep}}}`, 400],
    ['start', deep, 400],
    ['start', '{"algorithm":', 400],
    ['start', '\ufeff{', 400],
    ['start', 'null', 400],
    ['start', '"text"', 400],
    ['start', '[]', 400],
    ['respond', { ...respond, promptIndex: 12 }, 400, 'promptIndex'],
    ['respond', { ...respond, promptIndex: -1 }, 400, 'promptIndex'],
    ['respond', { ...respond, promptIndex: 0.5 }, 400, 'promptIndex'],
    ['respond', { ...respond, promptIndex: '0' }, 400, 'promptIndex'],
    ['respond', { ...respond, responseText: 'x'.repeat(10_001) }, 400, 'responseText'],
    ['respond', { ...respond, responseText: 'a\0' }, 400, 'responseText'],
    ['respond', { ...respond, timeSpentSeconds: -1 }, 400, 'timeSpentSeconds'],
    ['respond', JSON.stringify(respond).replace('"timeSpentSeconds":1', '"timeSpentSeconds":1e999'), 400, 'timeSpentSeconds'],
    ['respond', { ...respond, sessionId: 'x'.repeat(100_000) }, 400, 'sessionId'],
    ['respond', { ...respond, sessionId: ['x'] }, 400, 'sessionId'],
    ['respond', respond, 404],
    ['complete', { sessionId: 'x', userFinalResponse: '\ud800' }, 400, 'userFinalResponse'],
    ['complete', { sessionId: "'; drop table sessions; --", userFinalResponse: 'a' }, 404],
    ['abandon', { sessionId: '\0' }, 400, 'sessionId'],
    ['abandon', { sessionId: '../../etc/passwd' }, 404],
  ]
  for (const [route, body, status, field] of table) {
    const response = await gateway.send('POST', `/api/session/${route}`, { token, body })
    const shown = `${route} ${JSON.stringify(body).slice(0, 100)}`
    assert.equal(response.status, status, shown)
    const { errors } = await problem(response)
    if (field !== undefined) assert.equal(errors?.[0]?.path, field, shown)
  }
})

test('a refusal is short, however much was wrong', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const body = Object.fromEntries(Array.from({ length: 50_000 }, (_none, n) => [`field${n}`, n]))
  const response = await gateway.send('POST', '/api/session/start', { token, body })
  assert.equal(response.status, 400)
  assert.equal((await problem(response)).errors?.length, 20)
})

test('a bad address or query is refused, never with a 500', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const sessionId = await startSession(gateway, token)
  const table: readonly (readonly [route: string, status: number, field?: string])[] = [
    ['/api/session/%E0%A4%A', 400],
    ['/api/session/%zz', 400],
    ['/api/session/%00', 404],
    ['/api/session/%2e%2e%2f%2e%2e', 404],
    [`/api/session/${'x'.repeat(10_000)}`, 404],
    [`/api/session/${sessionId}%20`, 404],
    ['/api/session/', 404],
    [`/api/session/${sessionId}/`, 404],
    ['/API/session/start', 404],
    ['/api/Session/analyze', 404],
    ['/api', 404],
    ['/api/nothing/here', 404],
    ['/api/session/analyze', 400, 'query.sessionId'],
    [`/api/session/analyze?sessionId=${sessionId}&sessionId=${sessionId}`, 400, 'query.sessionId'],
    [`/api/session/analyze?sessionId=${sessionId}&tier=5`, 400, 'query.tier'],
    [`/api/session/analyze?sessionId=${sessionId}&tier=1&tier=2`, 400, 'query.tier'],
    [`/api/session/analyze?sessionId=${sessionId}&tier[]=1`, 400, 'query.tier[]'],
    ['/api/session/analyze?sessionId=%00', 400, 'query.sessionId'],
    [`/api/session/analyze?sessionId=${'x'.repeat(65)}`, 400, 'query.sessionId'],
    ['/api/user/sessions?limit=0', 400, 'query.limit'],
    ['/api/user/sessions?limit=101', 400, 'query.limit'],
    ['/api/user/sessions?limit=x', 400, 'query.limit'],
    ['/api/user/sessions?limit=1&limit=2', 400, 'query.limit'],
    ['/api/user/sessions?status=done', 400, 'query.status'],
    ['/api/user/sessions?status=constructor', 400, 'query.status'],
    ['/api/user/sessions?q=a&q=b', 400, 'query.q'],
    ['/api/user/sessions?q=%00', 400, 'query.q'],
    ['/api/user/sessions?__proto__=x', 400, 'query.__proto__'],
    [`/api/user/sessions?cursor=${'x'.repeat(513)}`, 400, 'query.cursor'],
  ]
  for (const [route, status, field] of table) {
    const response = await gateway.send('GET', route, { token })
    assert.equal(response.status, status, route.slice(0, 100))
    const { errors } = await problem(response)
    if (field !== undefined) assert.equal(errors?.[0]?.path, field, route.slice(0, 100))
  }
})

test('a body over 1 MiB is refused, told in advance, in chunks, or packed', async () => {
  await using gateway = await coachGateway()
  const { accessToken } = await gateway.register()
  const large = JSON.stringify(start({ statement: 'x'.repeat(2_000_000) }))
  const post = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/api/session/start`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json', ...headers },
      body,
      duplex: 'half',
    })
  for (const response of [
    await post(large),
    await post(new Blob([large]).stream()),
    await post(new Uint8Array(gzipSync(large)), { 'Content-Encoding': 'gzip' }),
  ]) {
    assert.equal(response.status, 413)
    assert.equal((await problem(response)).type, '/problems/too-large')
  }
})

test('anything but JSON in UTF-8 is a 415', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const table: readonly Readonly<Record<string, string>>[] = [
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { 'Content-Type': 'application/json; charset=utf-9' },
    { 'Content-Type': 'application/json', 'Content-Encoding': 'rot13' },
    { 'Content-Type': '' },
  ]
  for (const headers of table) {
    const response = await gateway.send('POST', '/api/session/start', { token, body: { algorithm }, headers })
    assert.equal(response.status, 415, JSON.stringify(headers))
    assert.equal((await problem(response)).type, '/problems/media-type')
  }
  const utf8 = { 'Content-Type': 'application/json; charset=UTF-8' }
  assert.equal((await gateway.send('POST', '/api/session/start', { token, body: { algorithm }, headers: utf8 })).status, 201)
})

test('a method that an address does not know is a 405 that names those it knows', async () => {
  await using gateway = await coachGateway()
  const table = [
    ['GET', '/api/session/start', 'POST'],
    ['DELETE', '/api/session/start', 'POST'],
    ['POST', '/api/session/analyze?sessionId=x', 'GET, HEAD'],
    ['HEAD', '/api/session/start', 'POST'],
    ['PUT', '/api/session/some-id', 'GET, HEAD'],
    ['POST', '/api/elements', 'GET, HEAD'],
    ['QUERY', '/api/user/sessions', 'GET, HEAD'],
  ] as const
  for (const [method, route, allow] of table) {
    const response = await gateway.send(method, route)
    assert.equal(response.status, 405, `${method} ${route}`)
    assert.equal(response.headers.get('allow'), allow)
    if (method !== 'HEAD') assert.equal((await problem(response)).type, '/problems/method')
  }
  const options = await gateway.send('OPTIONS', '/api/session/start')
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('allow'), 'POST')
})

test('what is no HTTP is refused, and the next request is served', async () => {
  await using gateway = await coachGateway()
  const { hostname, port } = new URL(gateway.url)
  for (const bytes of [
    'GET /api/elements\0 HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /api/elements HTTP/1.1\r\n\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'POST /api/session/start HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/session/start HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  ]) {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: false })
    const closed = once(socket, 'close')
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    socket.end(bytes)
    await closed
    assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/, bytes.slice(0, 60))
  }
  assert.equal((await gateway.send('GET', '/api/elements')).status, 200)
})
