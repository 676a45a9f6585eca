/** The coach through HTTP: one learner's story, and what may be kept and asked about again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { testGateway } from '../testing.ts'
import { fakeHints, fakeSessions } from './fake-mesh.ts'
import { algorithm, answeredSession, readEvents, startSession } from './story.ts'

async function coachGateway() {
  const hints = fakeHints()
  const gateway = await testGateway({ sessions: fakeSessions(), hints: hints.implementation })
  return Object.assign(gateway, { hints })
}

test('a learner starts a session, answers twelve prompts, reads a hint and says the last word', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token, user } = await gateway.register()
  const started = await gateway.send('POST', '/api/session/start', { token, body: { algorithm } })
  assert.equal(started.status, 201)
  const { session, prompt } = (await started.json()) as { session: { id: string; _links: object }; prompt: object }
  assert.partialDeepStrictEqual(session, {
    userId: user.id,
    algorithmTitle: 'Two Sum',
    status: 'in_progress',
    promptsCompleted: 0,
    endedAt: null,
    _links: { self: { href: `/api/session/${session.id}` }, respond: { href: '/api/session/respond', method: 'POST' } },
  })
  assert.deepEqual(prompt, { index: 0, element: 'earth', subElement: '1.0', text: 'Prompt 0', guidance: 'Think.' })
  const respond = async (promptIndex: number) => {
    const body = { sessionId: session.id, promptIndex, responseText: `answer ${promptIndex}`, timeSpentSeconds: 2.5 }
    const response = await gateway.send('POST', '/api/session/respond', { token, body })
    assert.equal(response.status, 200)
    return (await response.json()) as { session: { promptsCompleted: number; _links: object }; prompt: { index: number } | null; findings: unknown[] }
  }
  for (let index = 0; index < 11; index += 1) assert.equal((await respond(index)).prompt?.index, index + 1)
  const last = await respond(11)
  assert.equal(last.prompt, null)
  assert.deepEqual(last.findings, [])
  assert.partialDeepStrictEqual(last.session._links, { hint: { href: `/api/session/analyze?sessionId=${session.id}` } })

  const stream = await gateway.send('GET', `/api/session/analyze?sessionId=${session.id}&tier=2`, { token })
  assert.deepEqual((await Array.fromAsync(readEvents(stream))).at(-1)?.name, 'done')
  assert.equal(gateway.hints.requests[0]?.answers.length, 12)
  const hinted = await gateway.send('GET', `/api/session/${session.id}`, { token })
  const { session: frozen } = (await hinted.json()) as { session: { _links: object } }
  assert.deepEqual(Object.keys(frozen._links).sort(), ['abandon', 'complete', 'hint', 'self'])

  const completed = await gateway.send('POST', '/api/session/complete', {
    token,
    body: { sessionId: session.id, userFinalResponse: 'empty input too' },
  })
  assert.partialDeepStrictEqual(await completed.json(), {
    session: { status: 'completed', endedAt: '2026-01-01T00:10:00.000Z' },
    change: { added: [{ kind: 'case', text: 'empty' }], evidence: [{ promptIndex: 12, start: 0, end: 5 }] },
  })
  const transcript = await gateway.send('GET', `/api/session/${session.id}`, { token })
  assert.partialDeepStrictEqual(await transcript.json(), {
    session: { status: 'completed' },
    responses: [{ promptIndex: 0, element: 'earth', responseText: 'answer 0' }],
    hints: [{ hintText: 'Look at an example', elementFocus: 'water', userFinalResponse: 'empty input too' }],
    finalResponse: 'empty input too',
  })
})

test('a session that is abandoned offers nothing but itself', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const sessionId = await startSession(gateway, token)
  const abandoned = await gateway.send('POST', '/api/session/abandon', { token, body: { sessionId } })
  const { session } = (await abandoned.json()) as { session: { status: string; _links: object } }
  assert.equal(session.status, 'abandoned')
  assert.deepEqual(Object.keys(session._links), ['self'])
})

test('steps out of order are conflicts', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const sessionId = await startSession(gateway, token)
  const respond = { sessionId, promptIndex: 5, responseText: 'too early', timeSpentSeconds: 1 }
  for (const response of [
    await gateway.send('POST', '/api/session/respond', { token, body: respond }),
    await gateway.send('GET', `/api/session/analyze?sessionId=${sessionId}`, { token }),
    await gateway.send('POST', '/api/session/complete', { token, body: { sessionId, userFinalResponse: 'x' } }),
  ]) {
    assert.equal(response.status, 409)
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  }
})

test('history and dashboard show the learner their own sessions only', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const { accessToken: other } = await gateway.register()
  const sessionId = await startSession(gateway, token)
  const history = await gateway.send('GET', '/api/user/sessions?status=in_progress&q=Two&limit=5', { token })
  assert.partialDeepStrictEqual(await history.json(), { items: [{ id: sessionId }], nextCursor: null })
  assert.partialDeepStrictEqual(await (await gateway.send('GET', '/api/user/sessions', { token: other })).json(), { items: [], nextCursor: null })
  const dashboard = await gateway.send('GET', '/api/user/dashboard', { token })
  assert.partialDeepStrictEqual(await dashboard.json(), {
    recentSessions: [{ id: sessionId }],
    streak: { current: 1, longest: 2, freezesLeft: 2, timeZone: 'UTC' },
    elements: { earth: { sessions: 1, averageWords: 7, trend: [7] }, water: { sessions: 1 } },
    weakestElement: 'water',
    dueReviews: 0,
    nextItem: null,
  })
})

test("another learner's session does not exist, whatever is asked of it", async () => {
  await using gateway = await coachGateway()
  const { accessToken: owner } = await gateway.register()
  const { accessToken: token } = await gateway.register()
  const sessionId = await answeredSession(gateway, owner)
  const requests = [
    gateway.send('GET', `/api/session/${sessionId}`, { token }),
    gateway.send('GET', `/api/session/analyze?sessionId=${sessionId}`, { token }),
    gateway.send('POST', '/api/session/respond', { token, body: { sessionId, promptIndex: 0, responseText: 'x', timeSpentSeconds: 1 } }),
    gateway.send('POST', '/api/session/complete', { token, body: { sessionId, userFinalResponse: 'x' } }),
    gateway.send('POST', '/api/session/abandon', { token, body: { sessionId } }),
  ]
  for (const response of await Promise.all(requests)) {
    assert.equal(response.status, 404)
    assert.partialDeepStrictEqual(await response.json(), { type: '/problems/not-found', detail: 'There is no such session.' })
  }
  assert.deepEqual(gateway.hints.requests, [])
})

test('the elements, the coach and a try need no account, even with a sign-in that has expired', async () => {
  await using gateway = await coachGateway()
  const elements = await gateway.send('GET', '/api/elements', { token: 'expired' })
  assert.partialDeepStrictEqual(await elements.json(), { elements: [{ element: 'earth', prompts: [{ element: 'earth' }] }], source: 'book' })
  const rules = { source: 'offline', model: 'rules' }
  assert.deepEqual(await (await gateway.send('GET', '/api/coach')).json(), { ...rules, coaches: [rules] })
  const tried = await gateway.send('POST', '/api/try/respond', { body: { algorithm, answers: [{ promptIndex: 0, responseText: 'x' }] } })
  assert.partialDeepStrictEqual(await tried.json(), { prompt: { index: 3, element: 'fire' }, findings: [] })
})

test('a read that is worth keeping answers 304 until it changes', async () => {
  await using gateway = await coachGateway()
  const { accessToken: token } = await gateway.register()
  const sessionId = await startSession(gateway, token)
  for (const route of ['/api/elements', `/api/session/${sessionId}`, '/api/user/sessions', '/api/user/dashboard']) {
    const first = await gateway.send('GET', route, { token })
    const tag = first.headers.get('etag') ?? ''
    assert.match(tag, /^W\/".{43}"$/, route)
    assert.equal(first.headers.get('cache-control'), 'private, no-cache')
    for (const known of [tag, `"x", ${tag}`, tag.slice(2), '*']) {
      const again = await gateway.send('GET', route, { token, headers: { 'If-None-Match': known } })
      assert.equal(again.status, 304, `${route} ${known}`)
      assert.equal(again.headers.get('etag'), tag)
      assert.equal(await again.text(), '')
    }
    assert.equal((await gateway.send('GET', route, { token, headers: { 'If-None-Match': '"x"' } })).status, 200)
    assert.equal((await gateway.send('HEAD', route, { token })).headers.get('etag'), tag)
  }
  const before = (await gateway.send('GET', `/api/session/${sessionId}`, { token })).headers.get('etag') ?? ''
  await gateway.send('POST', '/api/session/abandon', { token, body: { sessionId } })
  assert.equal((await gateway.send('GET', `/api/session/${sessionId}`, { token, headers: { 'If-None-Match': before } })).status, 200)
})

test('a transcript is there without its hints while hints is away, and says so', async () => {
  const hints = fakeHints()
  const away = {
    ...hints.implementation,
    listHints: async () => {
      throw new Failure('unavailable', 'away')
    },
  }
  await using gateway = await testGateway({ sessions: fakeSessions(), hints: away })
  const { accessToken: token } = await gateway.register()
  const sessionId = await answeredSession(gateway, token)
  await Array.fromAsync(readEvents(await gateway.send('GET', `/api/session/analyze?sessionId=${sessionId}`, { token })))
  const transcript = await gateway.send('GET', `/api/session/${sessionId}`, { token })
  assert.equal(transcript.status, 200)
  assert.partialDeepStrictEqual(await transcript.json(), { session: { id: sessionId }, hints: [], hintsUnavailable: true })
})
