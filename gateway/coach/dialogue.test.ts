/** A conversation with the coach over the socket: order, what is kept, other pages, and every way to break off. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { openSocket, type SocketClient } from '../socket/testing.ts'
import { testGateway } from '../testing.ts'
import { fakeDialogue, fakeSessions, turnEvents } from './fake-mesh.ts'

async function withLearner(hints: Partial<HintsServiceImplementation> = fakeDialogue(), environment: Readonly<Record<string, string>> = {}) {
  const gateway = await testGateway({ sessions: fakeSessions(), hints, environment })
  const { accessToken: token } = await gateway.register()
  return Object.assign(gateway, { token })
}

async function begun(client: SocketClient): Promise<string> {
  client.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  const { session_id: sessionId } = await client.next('coach_state')
  await client.next('ai_response')
  return String(sessionId)
}

test('the coach asks, the learner answers, and what they said is the answer to the prompt', async () => {
  await using gateway = await withLearner()
  await using client = await openSocket(gateway.url, { token: gateway.token })
  client.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  const state = await client.next('coach_state')
  assert.partialDeepStrictEqual(state, { algorithm_title: 'Two Sum', status: 'in_progress', prompts_completed: 0, answers: [] })
  const sessionId = String(state.session_id)
  assert.partialDeepStrictEqual(await client.next('coach_turn'), {
    session_id: sessionId,
    turn: 1,
    prompt_index: 0,
    known_length: 0,
    element: 'earth',
    seq: 1000,
  })
  assert.partialDeepStrictEqual(await client.next('ai_delta'), { text: 'Question', turn: 1, seq: 1001 })
  assert.partialDeepStrictEqual(await client.next('ai_response'), { message: 'Question 1?', turn: 1, seq: 1003, source: 'offline' })
  client.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.', time_spent_seconds: 12.4 })
  assert.partialDeepStrictEqual(await client.next('coach_heard'), { session_id: sessionId, turn: 1, prompt_index: 0, prompts_completed: 1 })
  assert.partialDeepStrictEqual(await client.next('ai_response'), { message: 'Question 2?', turn: 2 })
  for (const message of client.received) assert.ok(typeof message.timestamp === 'string' && typeof message.seq === 'number', JSON.stringify(message))
  const transcript = (await (await gateway.send('GET', `/api/session/${sessionId}`, { token: gateway.token })).json()) as Record<string, unknown>
  assert.partialDeepStrictEqual(transcript, { responses: [{ promptIndex: 0, responseText: 'It wants two numbers.' }] })
})

test('a page that comes back is told only what it missed', async () => {
  const dialogue = fakeDialogue()
  await using gateway = await withLearner(dialogue)
  const client = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(client)
  client.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.' })
  await client.next('coach_heard')
  await client[Symbol.asyncDispose]()
  await using again = await openSocket(gateway.url, { token: gateway.token })
  again.send({ type: 'resume', session_id: sessionId, last_seq: 1003 })
  assert.partialDeepStrictEqual(await again.next('coach_state'), {
    prompts_completed: 1,
    answers: [{ prompt_index: 0, text: 'It wants two numbers.' }],
  })
  assert.partialDeepStrictEqual(await again.next('coach_turn'), { turn: 2, seq: 2000 })
  assert.equal((await again.next('ai_response')).message, 'Question 2?')
  again.send({ type: 'coach_message', session_id: sessionId, turn: 2, text: 'And it works by hand.' })
  await again.next('coach_heard')
})

test('a page that comes back while it is its turn answers without being told anything again', async () => {
  await using gateway = await withLearner()
  const client = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(client)
  await client[Symbol.asyncDispose]()
  await using again = await openSocket(gateway.url, { token: gateway.token })
  again.send({ type: 'resume', session_id: sessionId, last_seq: 1003 })
  await again.next('coach_state')
  again.send({ type: 'ping' })
  await again.next('pong')
  again.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.' })
  await again.next('coach_heard')
  assert.equal((await again.next('ai_response')).message, 'Question 2?')
  assert.ok(again.received.every(({ turn, type }) => type !== 'coach_turn' || turn === 2))
})

test('a page that comes back and answers in one breath is heard', async () => {
  await using gateway = await withLearner()
  const client = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(client)
  await client[Symbol.asyncDispose]()
  await using again = await openSocket(gateway.url, { token: gateway.token })
  again.send({ type: 'resume', session_id: sessionId, last_seq: 1003 })
  again.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.' })
  await again.next('coach_heard')
  assert.equal((await again.next('ai_response')).message, 'Question 2?')
  assert.ok(again.received.every(({ type }) => type !== 'error'))
})

test('another open page of the learner goes along', async () => {
  await using gateway = await withLearner()
  await using one = await openSocket(gateway.url, { token: gateway.token })
  await using other = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(one)
  other.send({ type: 'coach_start', session_id: sessionId })
  await other.next('coach_state')
  await other.next('ai_response')
  one.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.' })
  assert.partialDeepStrictEqual(await other.next('coach_state'), { answers: [{ prompt_index: 0, text: 'It wants two numbers.' }] })
  assert.equal((await other.next('ai_response')).message, 'Question 2?')
})

test('an answer to a question that was answered elsewhere is refused, and nothing is lost', async () => {
  await using gateway = await withLearner()
  await using one = await openSocket(gateway.url, { token: gateway.token })
  await using other = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(one)
  other.send({ type: 'coach_start', session_id: sessionId })
  await other.next('ai_response')
  one.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'From one page.' })
  await one.next('coach_heard')
  await other.next('ai_response')
  other.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'From another page.' })
  assert.partialDeepStrictEqual(await other.next('error'), { code: 'conflict', in_reply_to: 'coach_message', session_id: sessionId })
  const transcript = (await (await gateway.send('GET', `/api/session/${sessionId}`, { token: gateway.token })).json()) as Record<string, unknown>
  assert.partialDeepStrictEqual(transcript, { responses: [{ responseText: 'From one page.' }] })
})

test("another learner's session is not there, whatever is asked of it", async () => {
  await using gateway = await withLearner()
  await using mine = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(mine)
  const { accessToken: token } = await gateway.register()
  await using theirs = await openSocket(gateway.url, { token })
  for (const message of [
    { type: 'coach_start', session_id: sessionId },
    { type: 'resume', session_id: sessionId, last_seq: 0 },
  ]) {
    theirs.send(message)
    assert.partialDeepStrictEqual(await theirs.next('error'), { code: 'not_found', session_id: sessionId })
  }
  theirs.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'Mine now.' })
  assert.partialDeepStrictEqual(await theirs.next('error'), { code: 'conflict' })
  theirs.send({ type: 'coach_start', session_id: uuidv7() })
  assert.partialDeepStrictEqual(await theirs.next('error'), { code: 'not_found' })
})

test('a coach that is told to stop stops, and goes on when it is asked to', async () => {
  const cancelled = Promise.withResolvers<void>()
  let asked = 0
  const streamDialogue: HintsServiceImplementation['streamDialogue'] = async function* ({ sessionId, afterSeq }, { signal }) {
    asked += 1
    const [meta, first, ...rest] = turnEvents(sessionId, 1)
    if (asked > 1) return yield* [meta, first, ...rest].filter((event) => event !== undefined && event.seq > afterSeq) as typeof rest
    if (meta !== undefined && first !== undefined) yield* [meta, first]
    await once(signal, 'abort')
    cancelled.resolve()
  }
  await using gateway = await withLearner({ streamDialogue })
  await using client = await openSocket(gateway.url, { token: gateway.token })
  client.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  const { session_id: sessionId, seq } = await client.next('ai_delta')
  client.send({ type: 'coach_cancel', session_id: sessionId })
  await client.next('coach_paused')
  await cancelled.promise
  client.send({ type: 'resume', session_id: sessionId, last_seq: seq })
  assert.partialDeepStrictEqual(await client.next('ai_delta'), { seq: 1002 })
  assert.equal((await client.next('ai_response')).message, 'Question 1?')
})

test('a page that goes away cancels the call to hints', async () => {
  const cancelled = Promise.withResolvers<void>()
  const streamDialogue: HintsServiceImplementation['streamDialogue'] = async function* ({ sessionId }, { signal }) {
    yield* turnEvents(sessionId, 1).slice(0, 2)
    await once(signal, 'abort')
    cancelled.resolve()
  }
  await using gateway = await withLearner({ streamDialogue })
  const client = await openSocket(gateway.url, { token: gateway.token })
  client.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  await client.next('ai_delta')
  await client[Symbol.asyncDispose]()
  await cancelled.promise
})

test('a coach that fails says so without telling a secret, and the socket lives', async () => {
  for (const [failure, code] of [
    [new Failure('unavailable', 'The coach is away.', { retryAfterSeconds: 5 }), 'unavailable'],
    [new Error('secret at line 3'), 'internal'],
  ] as const) {
    // biome-ignore lint/correctness/useYield: it fails before it speaks.
    const streamDialogue: HintsServiceImplementation['streamDialogue'] = async function* () {
      throw failure
    }
    await using gateway = await withLearner({ streamDialogue })
    await using client = await openSocket(gateway.url, { token: gateway.token })
    client.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
    const error = await client.next('error')
    assert.equal(error.code, code)
    assert.doesNotMatch(JSON.stringify(error), /secret|grpc/i)
    client.send({ type: 'ping' })
    await client.next('pong')
  }
})

test('a learner takes so many turns a minute and no more', async () => {
  await using gateway = await withLearner(fakeDialogue(), { GATEWAY_TURNS_PER_MINUTE: '1' })
  await using client = await openSocket(gateway.url, { token: gateway.token })
  const sessionId = await begun(client)
  client.send({ type: 'coach_message', session_id: sessionId, turn: 1, text: 'It wants two numbers.' })
  await client.next('ai_response')
  client.send({ type: 'coach_message', session_id: sessionId, turn: 2, text: 'And it works by hand.' })
  const error = await client.next('error')
  assert.equal(error.code, 'exhausted')
  assert.ok(Number(error.retry_after_seconds) > 0)
})
