/** The hint's event stream through HTTP: order, resume, hang-up, slow readers, and every way to fail. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { test } from 'node:test'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { testGateway } from '../testing.ts'
import { fakeHints, fakeSessions, hintEvents } from './fake-mesh.ts'
import { answeredSession, readEvents } from './story.ts'

type StreamHint = HintsServiceImplementation['streamHint']

/** A gateway with a learner whose twelve answers are given, so that a hint is one request away. */
async function withAnswers(hints: Partial<HintsServiceImplementation>, environment: Readonly<Record<string, string>> = {}) {
  const gateway = await testGateway({ sessions: fakeSessions(), hints, environment })
  const { accessToken: token } = await gateway.register()
  const sessionId = await answeredSession(gateway, token)
  const route = `/api/session/analyze?sessionId=${sessionId}&tier=1`
  return Object.assign(gateway, { token, sessionId, route })
}

test('a hint is a stream of events, meta first, each with its id', async () => {
  await using gateway = await withAnswers(fakeHints().implementation)
  const response = await gateway.send('GET', gateway.route, { token: gateway.token, headers: { 'Accept-Encoding': 'gzip' } })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  assert.equal(response.headers.get('content-encoding'), null)
  assert.match(response.headers.get('cache-control') ?? '', /no-store/)
  assert.ok(response.headers.get('x-request-id'))
  const { sessionId } = gateway
  assert.deepEqual(
    (await Array.fromAsync(readEvents(response))).map(({ id, name, data }) => [id, name, data]),
    [
      [
        'h1:0',
        'meta',
        { sessionId, hintId: 'h1', tier: 1, elementFocus: 'water', findings: [], source: 'offline', promptVersion: 'v1', missingCoach: null },
      ],
      ['h1:1', 'token', { text: 'Look at spoiler' }],
      ['h1:2', 'retract', { from: 7 }],
      ['h1:3', 'token', { text: ' an example' }],
      ['h1:4', 'done', { hintText: 'Look at an example', source: 'offline', usage: { inputTokens: 1, outputTokens: 2 }, durationMs: 3 }],
    ],
  )
})

test('an interrupted hint goes on after the last event that the client saw', async () => {
  const hints = fakeHints()
  await using gateway = await withAnswers(hints.implementation)
  const response = await gateway.send('GET', gateway.route, { token: gateway.token, headers: { 'Last-Event-ID': 'h1:2' } })
  assert.deepEqual(
    (await Array.fromAsync(readEvents(response))).map((event) => event.id),
    ['h1:3', 'h1:4'],
  )
  assert.equal(hints.requests[0]?.lastEventId, 'h1:2')
})

test('a client that hangs up cancels the call to hints', async () => {
  const cancelled = Promise.withResolvers<void>()
  const streamHint: StreamHint = async function* (request, { signal }) {
    yield hintEvents.meta(request)
    await once(signal, 'abort')
    cancelled.resolve()
  }
  await using gateway = await withAnswers({ streamHint })
  const client = new AbortController()
  const response = await fetch(`${gateway.url}${gateway.route}`, { headers: { Authorization: `Bearer ${gateway.token}` }, signal: client.signal })
  assert.equal((await readEvents(response).next()).value?.name, 'meta')
  client.abort()
  await cancelled.promise
})

test('a client that hangs up before the first event cancels the call to hints too', async () => {
  const asked = Promise.withResolvers<void>()
  const cancelled = Promise.withResolvers<void>()
  const streamHint: StreamHint = async function* (request, { signal }) {
    asked.resolve()
    await once(signal, 'abort')
    cancelled.resolve()
    yield hintEvents.meta(request)
  }
  await using gateway = await withAnswers({ streamHint })
  const client = new AbortController()
  const response = fetch(`${gateway.url}${gateway.route}`, { headers: { Authorization: `Bearer ${gateway.token}` }, signal: client.signal })
  await asked.promise
  client.abort()
  await assert.rejects(response, { name: 'AbortError' })
  await cancelled.promise
})

test('a client that does not read pauses the model instead of filling the memory, and gets everything once it reads', async () => {
  const tokens = 256
  const text = 'x'.repeat(256 * 1024)
  const given: number[] = []
  const streamHint: StreamHint = async function* (request) {
    const call = given.push(0) - 1
    yield hintEvents.meta(request)
    for (let n = 1; n <= tokens; n += 1) {
      given[call] = n
      yield hintEvents.token(n, text)
    }
  }
  await using gateway = await withAnswers({ streamHint })
  const open = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${gateway.url}${gateway.route}`, { headers: { Authorization: `Bearer ${gateway.token}` } }, resolve).on('error', reject)
    })
  const slow = await open()
  // A whole stream passes the one that nobody reads: time enough for that to be taken from hints as well.
  assert.ok((await size(await open())) > tokens * text.length)
  const [taken = 0] = given
  assert.ok(taken < tokens / 2, `${taken} of ${tokens} tokens were taken from hints though the client read nothing`)
  assert.ok((await size(slow)) > tokens * text.length)
})

async function size(response: IncomingMessage): Promise<number> {
  let bytes = 0
  for await (const chunk of response) bytes += (chunk as Buffer).length
  return bytes
}

test('hints that are down answer 503 with Retry-After, as a problem', async () => {
  await using gateway = await withAnswers({}, { HINTS_ADDRESS: '127.0.0.1:1' })
  const response = await gateway.send('GET', gateway.route, { token: gateway.token })
  assert.equal(response.status, 503)
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.ok(Number(response.headers.get('retry-after')) > 0)
  const problem = (await response.json()) as Record<string, unknown>
  assert.partialDeepStrictEqual(problem, { type: '/problems/unavailable', status: 503, instance: '/api/session/analyze' })
  assert.doesNotMatch(JSON.stringify(problem), /127\.0\.0\.1|ECONN|grpc/i)
})

test('a refusal by hints is a plain problem, before the stream is open', async () => {
  // biome-ignore lint/correctness/useYield: it refuses before the first event.
  const streamHint: StreamHint = async function* () {
    throw new Failure('exhausted', 'Enough hints for today.', { retryAfterSeconds: 7 })
  }
  await using gateway = await withAnswers({ streamHint })
  const response = await gateway.send('GET', gateway.route, { token: gateway.token })
  assert.equal(response.status, 429)
  assert.equal(response.headers.get('retry-after'), '7')
  assert.partialDeepStrictEqual(await response.json(), { detail: 'Enough hints for today.' })
})

test('a hint that breaks after it began ends with an error event that tells no secret', async () => {
  const failures = [
    [new Failure('unavailable', 'The model does not answer.', { retryAfterSeconds: 5 }), 503],
    [new Error('secret at line 3'), 500],
  ] as const
  for (const [failure, status] of failures) {
    const streamHint: StreamHint = async function* (request) {
      yield hintEvents.meta(request)
      throw failure
    }
    await using gateway = await withAnswers({ streamHint })
    const response = await gateway.send('GET', gateway.route, { token: gateway.token })
    const events = await Array.fromAsync(readEvents(response))
    assert.deepEqual(
      events.map((event) => event.name),
      ['meta', 'error'],
    )
    assert.partialDeepStrictEqual(events[1]?.data, { status, instance: '/api/session/analyze', requestId: response.headers.get('x-request-id') })
    assert.doesNotMatch(JSON.stringify(events), /secret/)
  }
})

test('a comment keeps a silent stream alive', async (context) => {
  const goOn = Promise.withResolvers<void>()
  const streamHint: StreamHint = async function* (request) {
    yield hintEvents.meta(request)
    await goOn.promise
    yield hintEvents.done(1, '')
  }
  await using gateway = await withAnswers({ streamHint })
  context.mock.timers.enable({ apis: ['setInterval'] })
  const events = readEvents(await gateway.send('GET', gateway.route, { token: gateway.token }))
  assert.equal((await events.next()).value?.name, 'meta')
  context.mock.timers.tick(15_000)
  assert.deepEqual((await events.next()).value, { id: undefined, name: undefined, data: undefined, comment: 'still here' })
  goOn.resolve()
  assert.equal((await events.next()).value?.name, 'done')
  assert.equal((await events.next()).done, true)
})

test('a learner gets so many hints a minute and no more', async () => {
  await using gateway = await withAnswers(fakeHints().implementation, { GATEWAY_HINTS_PER_MINUTE: '1' })
  await (await gateway.send('GET', gateway.route, { token: gateway.token })).text()
  const refused = await gateway.send('GET', gateway.route, { token: gateway.token })
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
})
