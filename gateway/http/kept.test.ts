/** Answers that are kept, through HTTP: read once, new at once after a change, never another learner's, and gone or hanging Redis does no harm. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Learner } from '@quint/auth/learner.ts'
import { toRecord } from '@quint/bus/event.ts'
import { memoryCache } from '@quint/cache/memory.ts'
import { fakeRedis } from '@quint/cache/testing.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { z } from 'zod'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { algorithm, answeredSession, readEvents, startSession } from '../coach/story.ts'
import { testGateway } from '../testing.ts'
import { openKeptAnswers } from './kept.ts'

/** A gateway with a Redis, and how often its sessions were asked for each answer that may be kept. */
async function keepingGateway(environment: Readonly<Record<string, string>> = {}) {
  await using owned = new AsyncDisposableStack()
  const redis = owned.use(await fakeRedis())
  const asked = { getDashboard: 0, listSessions: 0, listElements: 0 }
  const all: Partial<SessionsServiceImplementation> = fakeSessions()
  const counted = Object.fromEntries(
    Object.entries(all).map(([name, handler]) => [
      name,
      (...given: unknown[]) => {
        if (name in asked) asked[name as keyof typeof asked] += 1
        return Reflect.apply(handler, undefined, given)
      },
    ]),
  )
  const gateway = owned.use(
    await testGateway({ sessions: counted, hints: fakeHints().implementation, environment: { REDIS_URL: redis.url, ...environment } }),
  )
  const read = async (route: string, token?: string) => {
    const response = await gateway.send('GET', route, token === undefined ? {} : { token })
    assert.equal(response.status, 200, route)
    return (await response.json()) as Record<string, unknown>
  }
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { ...gateway, redis, asked, read, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

const dashboard = '/api/user/dashboard'
const history = '/api/user/sessions'
const idsIn = (body: Record<string, unknown>): string[] => ((body.recentSessions ?? body.items) as { id: string }[]).map(({ id }) => id)

test('a learner who asks again is answered from the cache, and sees each change of theirs at once', async () => {
  await using gateway = await keepingGateway()
  const { accessToken: token } = await gateway.register()
  for (const route of [dashboard, history, `${history}?limit=5`]) assert.deepEqual(await gateway.read(route, token), await gateway.read(route, token))
  assert.deepEqual([gateway.asked.getDashboard, gateway.asked.listSessions], [1, 2])

  const sessionId = await startSession(gateway, token)
  for (const route of [dashboard, history]) assert.deepEqual(idsIn(await gateway.read(route, token)), [sessionId])
  const progress = async () => ((await gateway.read(dashboard, token)).recentSessions as { promptsCompleted: number; status: string }[])[0]
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const body = { sessionId, promptIndex, responseText: 'an answer', timeSpentSeconds: 1 }
    await gateway.send('POST', '/api/session/respond', { token, body })
    assert.equal((await progress())?.promptsCompleted, promptIndex + 1)
  }
  const stream = readEvents(await gateway.send('GET', `/api/session/analyze?sessionId=${sessionId}`, { token }))
  await stream.next()
  assert.partialDeepStrictEqual(await progress(), { hintRequested: true }, 'while the hint is still read')
  await Array.fromAsync(stream)
  await gateway.send('POST', '/api/session/complete', { token, body: { sessionId, userFinalResponse: 'done' } })
  assert.equal((await progress())?.status, 'completed')
})

test('no learner is ever answered with what was kept for another', async () => {
  await using gateway = await keepingGateway()
  const learners = await Promise.all(Array.from({ length: 4 }, () => gateway.register()))
  const own = new Map<string, string[]>()
  for (const { accessToken: token } of learners) own.set(token, [])
  for (let round = 0; round < 6; round += 1) {
    const starter = learners[round % learners.length]?.accessToken ?? ''
    own.get(starter)?.push(await startSession(gateway, starter))
    // All at once, twice, so that hits and misses of all mix.
    await Promise.all(
      [...own, ...own].flatMap(([token, ids]) =>
        [dashboard, history].map(async (route) => assert.deepEqual(idsIn(await gateway.read(route, token)), ids, route)),
      ),
    )
  }
  const stranger = await gateway.send('GET', dashboard, { token: 'x.y.z' })
  assert.deepEqual([stranger.status, (await gateway.send('GET', dashboard)).status], [401, 401])
})

test('what changes without the learner is seen by its event, delivered twice and after one that is none', async () => {
  await using gateway = await keepingGateway()
  const { accessToken: token, user } = await gateway.register()
  await gateway.read(dashboard, token)
  const told = async (type: string, data: object) => {
    const topic = 'quint.sessions.session.v1'
    const record = toRecord({ id: uuidv7(), type, topic, key: uuidv7(), time: new Date().toISOString(), data }, 'sessions')
    await gateway.bus.publish([{ ...record, headers: {} }, { ...record, value: 'no JSON' }, record], AbortSignal.timeout(60_000))
  }
  await told('sessions.session.abandoned', { sessionId: uuidv7(), userId: user.id, promptsCompleted: 1, reason: 'idle' })
  while (gateway.asked.getDashboard < 2) await gateway.read(dashboard, token)
  const { accessToken: other } = await gateway.register()
  await gateway.read(history, other)
  await told('sessions.session.unheard', { userId: user.id })
  await told('sessions.session.completed', { sessionId: uuidv7(), userId: user.id })
  const before = gateway.asked.getDashboard
  while (gateway.asked.getDashboard === before) await gateway.read(dashboard, token)
  await gateway.read(history, other)
  assert.equal(gateway.asked.listSessions, 1, "another learner's answers stay")
})

test('an answer that is the same for all is read once, and goes on when who gives it is away', async () => {
  let away = false
  const sessions = fakeSessions()
  const listElements: SessionsServiceImplementation['listElements'] = async () => {
    if (away) throw new Error('away')
    return sessions.listElements()
  }
  await using gateway = await testGateway({ sessions: { ...sessions, listElements }, hints: fakeHints().implementation })
  const { accessToken: token } = await gateway.register()
  const first = await (await gateway.send('GET', '/api/elements')).json()
  away = true
  for (let n = 0; n < 20; n += 1) assert.deepEqual(await (await gateway.send('GET', `/api/elements?variant=${n}`, { token })).json(), first)
})

test('while Redis hangs, is gone or refuses, limits hold, reads are answered, and a change is seen at once; so is one made meanwhile', async () => {
  await using gateway = await keepingGateway({ GATEWAY_REQUESTS_PER_MINUTE: '40' })
  const { accessToken: token } = await gateway.register()
  const sessions: string[] = []
  const change = async () => {
    sessions.push(await startSession(gateway, token))
    for (const route of [dashboard, history]) assert.deepEqual(idsIn(await gateway.read(route, token)), sessions)
  }
  await change()
  gateway.redis.pause()
  await change()
  gateway.redis.resume()
  await change()
  await gateway.redis.stop()
  await change()
  await gateway.redis.start()
  await change()
  gateway.redis.refuse('READONLY You can not write against a read only replica.')
  await change()
  await gateway.redis.stop()
  const statuses: number[] = []
  for (let n = 0; n < 40; n += 1) statuses.push((await gateway.send('GET', dashboard, { token })).status)
  // 18 were used before.
  assert.deepEqual([statuses.indexOf(429), new Set(statuses.slice(22))], [22, new Set([429])])
  assert.deepEqual(new Set(statuses.slice(0, 22)), new Set([200]))
})

test('gateways with one Redis count together, each without it', async () => {
  for (const [common, refused] of [
    [true, true],
    [false, false],
  ] as const) {
    await using redis = await fakeRedis()
    const environment = { GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '3', ...(common ? { REDIS_URL: redis.url } : {}) }
    const peers = { sessions: fakeSessions(), hints: fakeHints().implementation, environment }
    await using one = await testGateway(peers)
    await using other = await testGateway(peers)
    for (const gateway of [one, other, one]) assert.equal((await gateway.send('GET', '/api/elements')).status, 200)
    const last = await other.send('GET', '/api/elements')
    assert.equal(last.status === 429, refused)
    if (refused) assert.ok(Number(last.headers.get('retry-after')) > 0)
    assert.match(last.headers.get('ratelimit') ?? '', common ? /^limit=3, remaining=0, reset=\d+$/ : /^limit=3, remaining=1, reset=\d+$/)
  }
})

test('an answer is kept for one learner, one day of theirs and one question', async () => {
  let at = new Date('2026-03-01T22:30:00Z')
  const cache = (name: string) => memoryCache({ name, ttlMs: 1e9, mostScopes: 10 })
  const answers = openKeptAnswers({ common: cache('common'), own: cache('own'), now: () => at })
  const learner = (userId: string, timeZone: string) => ({ userId, timeZone }) as Learner
  let reads = 0
  const read = async () => {
    reads += 1
    return { status: 200, body: reads }
  }
  const ask = (given: Learner | undefined, originalUrl = '/d', kept: 'for-learner' | 'for-all' = 'for-learner') =>
    answers.answer({ route: { path: '/d', query: z.object({}), kept }, request: { originalUrl }, learner: given }, read)
  const berlin = learner('ada', 'Europe/Berlin')
  const bodies: unknown[] = []
  for (const [who, url] of [
    [berlin, '/d'],
    [berlin, '/d'],
    [berlin, '/d?x'],
    [learner('grace', 'Europe/Berlin'), '/d'],
    [learner('ada', 'UTC'), '/d'],
    [undefined, '/d'],
    [undefined, '/d'],
  ] as const)
    bodies.push((await ask(who, url))?.body)
  assert.deepEqual(bodies, [1, 1, 2, 3, 4, 5, 6])
  at = new Date('2026-03-01T23:30:00Z')
  assert.deepEqual([(await ask(berlin))?.body, (await ask(learner('ada', 'UTC')))?.body], [7, 4], 'it is another day in Berlin')
  assert.deepEqual([(await ask(undefined, '/d', 'for-all'))?.body, (await ask(berlin, '/d', 'for-all'))?.body], [8, 8])
  await answers.drop('ada')
  assert.deepEqual([(await ask(berlin))?.body, (await ask(learner('grace', 'Europe/Berlin'), '/d'))?.body], [9, 10])
})

test('a change that fails may have happened, so nothing older is shown', async () => {
  await using gateway = await keepingGateway()
  const { accessToken: token } = await gateway.register()
  await gateway.read(dashboard, token)
  const sessionId = await answeredSession(gateway, token)
  const before = gateway.asked.getDashboard
  await gateway.read(dashboard, token)
  assert.equal(gateway.asked.getDashboard, before + 1)
  assert.equal((await gateway.send('POST', '/api/session/complete', { token, body: { sessionId, userFinalResponse: 'too early' } })).status, 409)
  await gateway.read(dashboard, token)
  assert.equal(gateway.asked.getDashboard, before + 2)
  assert.equal((await gateway.send('POST', '/api/session/start', { token, body: { algorithm: { ...algorithm, title: '' } } })).status, 400)
})
