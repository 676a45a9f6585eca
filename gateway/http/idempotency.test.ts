/** Idempotency keys through HTTP: an answer given once is given again, and nothing is created twice. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { effectIdOf } from '@quint/rpc/server.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { fakeSessions } from '../coach/fake-mesh.ts'
import { testGateway } from '../testing.ts'

type StartSession = SessionsServiceImplementation['startSession']
type Gateway = Awaited<ReturnType<typeof testGateway>>

/** Sessions whose start the test sees, and may hold back or refuse. */
function watchedSessions(before: (attempt: number) => Promise<void> = async () => undefined) {
  const sessions = fakeSessions()
  const seen = { starts: 0, effects: [] as (string | undefined)[] }
  const startSession: StartSession = async (request, context) => {
    seen.starts += 1
    seen.effects.push(effectIdOf(context))
    await before(seen.starts)
    return sessions.startSession(request, context)
  }
  return { seen, sessions: { ...sessions, startSession } }
}

const send = (gateway: Gateway, token: string, { key = 'key-1', title = 'Two Sum' } = {}) =>
  gateway.send('POST', '/api/session/start', { token, body: { algorithm: { title } }, headers: { 'Idempotency-Key': key } })

test('the same key and body get the first answer again; another key begins anew', async () => {
  const { seen, sessions } = watchedSessions()
  await using gateway = await testGateway({ sessions })
  const { accessToken } = await gateway.register()
  const first = await send(gateway, accessToken)
  const again = await send(gateway, accessToken)
  assert.deepEqual([first.status, again.status], [201, 201])
  const answer = (await first.json()) as { session: { id: string } }
  assert.deepEqual(await again.json(), answer)
  assert.equal(seen.starts, 1)
  const other = (await (await send(gateway, accessToken, { key: 'key-2' })).json()) as { session: { id: string } }
  assert.notEqual(other.session.id, answer.session.id)
})

test('the same key with another body or address is a 422', async () => {
  const { seen, sessions } = watchedSessions()
  await using gateway = await testGateway({ sessions })
  const { accessToken: token } = await gateway.register()
  const { session } = (await (await send(gateway, token)).json()) as { session: { id: string } }
  const otherBody = await send(gateway, token, { title: 'Three Sum' })
  const body = { sessionId: session.id, promptIndex: 0, responseText: 'x', timeSpentSeconds: 1 }
  const otherAddress = await gateway.send('POST', '/api/session/respond', { token, body, headers: { 'Idempotency-Key': 'key-1' } })
  for (const response of [otherBody, otherAddress]) {
    assert.equal(response.status, 422)
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  }
  assert.equal(seen.starts, 1)
})

test('a key whose first request still runs is a 409', async () => {
  const [running, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { seen, sessions } = watchedSessions(() => {
    running.resolve()
    return goOn.promise
  })
  await using gateway = await testGateway({ sessions })
  const { accessToken } = await gateway.register()
  const first = send(gateway, accessToken)
  await running.promise
  assert.equal((await send(gateway, accessToken)).status, 409)
  goOn.resolve()
  assert.equal((await first).status, 201)
  assert.equal((await send(gateway, accessToken)).status, 201)
  assert.equal(seen.starts, 1)
})

test('a request whose client is gone is finished, and its repeat gets the answer', async () => {
  const [running, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { seen, sessions } = watchedSessions(() => {
    running.resolve()
    return goOn.promise
  })
  await using gateway = await testGateway({ sessions })
  const { accessToken } = await gateway.register()
  const client = new AbortController()
  const first = fetch(`${gateway.url}/api/session/start`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'key-1' },
    body: JSON.stringify({ algorithm: { title: 'Two Sum' } }),
    signal: client.signal,
  })
  await running.promise
  client.abort()
  await assert.rejects(first, { name: 'AbortError' })
  assert.equal((await send(gateway, accessToken)).status, 409)
  goOn.resolve()
  let repeat = await send(gateway, accessToken)
  while (repeat.status === 409) repeat = await send(gateway, accessToken)
  assert.equal(repeat.status, 201)
  assert.equal(seen.starts, 1)
})

test('a key belongs to the learner who sent it', async () => {
  const { seen, sessions } = watchedSessions()
  await using gateway = await testGateway({ sessions })
  const [one, two] = [await gateway.register(), await gateway.register()]
  const answers = await Promise.all([one, two].map(async ({ accessToken }) => (await send(gateway, accessToken)).json()))
  assert.partialDeepStrictEqual(answers, [{ session: { userId: one.user.id } }, { session: { userId: two.user.id } }])
  assert.equal(seen.starts, 2)
})

test('a request that failed frees its key', async () => {
  const { seen, sessions } = watchedSessions(async (attempt) => {
    if (attempt === 1) throw new Failure('unavailable', 'Not now.', { retryAfterSeconds: 3 })
  })
  await using gateway = await testGateway({ sessions })
  const { accessToken } = await gateway.register()
  const first = await send(gateway, accessToken)
  assert.deepEqual([first.status, first.headers.get('retry-after')], [503, '3'])
  assert.equal((await send(gateway, accessToken)).status, 201)
  assert.equal(seen.starts, 2)
})

test('a request whose outcome is not known has the same effect at its repeat; one that was refused has had none', async () => {
  const { seen, sessions } = watchedSessions(async (attempt) => {
    if (attempt === 1) throw new Failure('unavailable', 'Not now.')
    if (attempt === 3) throw new Failure('exhausted', 'Too many.')
  })
  await using gateway = await testGateway({ sessions })
  const { accessToken } = await gateway.register()
  for (const expected of [503, 201]) assert.equal((await send(gateway, accessToken)).status, expected)
  for (const expected of [429, 201]) assert.equal((await send(gateway, accessToken, { key: 'key-2' })).status, expected)
  const [first, again, refused, anew] = seen.effects
  assert.ok(first !== undefined && refused !== undefined)
  assert.deepEqual([again === first, anew === refused, refused === first], [true, false, false])
})

test('a request that is lost with its gateway is tried again under its effect, after a minute', async () => {
  const hang = Promise.withResolvers<void>()
  const { seen, sessions } = watchedSessions((attempt) => (attempt === 1 ? hang.promise : Promise.resolve()))
  await using gateway = await testGateway({ sessions })
  const { accessToken, user } = await gateway.register()
  const lost = send(gateway, accessToken)
  await eventually(() => seen.starts > 0)
  await gateway.db.database.asLearner(user.id, (tx) => tx.query("update idempotency_keys set created_at = now() - interval '61 seconds'"))
  assert.equal((await send(gateway, accessToken, { title: 'Three Sum' })).status, 422)
  assert.equal((await send(gateway, accessToken)).status, 201)
  hang.resolve()
  await lost
  assert.equal(new Set(seen.effects).size, 1)
})

test('a key that is too long or not plain text is refused', async () => {
  await using gateway = await testGateway({ sessions: watchedSessions().sessions })
  const { accessToken } = await gateway.register()
  for (const key of ['x'.repeat(256), 'a b', 'é', '']) assert.equal((await send(gateway, accessToken, { key })).status, 400, key.slice(0, 20))
})
