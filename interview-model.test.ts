/** Mock interviews over the socket with a model behind the interviewer: its words come as they come, its notes never, and one that dies is brought to an end. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openSocket, type SocketClient } from '@quint/gateway/socket/testing.ts'
import { type FakeReply, startFakeAnthropic } from '@quint/llm/testing.ts'
import { openInterviewMesh } from './testing-interview.ts'

type Message = Record<string, unknown>

const secret = 'The candidate is guessing: zebra seventeen.'
const header = `${JSON.stringify({ asks: '', notes: secret })}\n`
/** What the model does next; what it is asked besides, it answers with nothing of use. */
let next: FakeReply | undefined
const fake = await startFakeAnthropic(() => {
  const reply = next ?? { kind: 'stream' as const, chunks: ['nothing'] }
  next = undefined
  return reply
})
const mesh = await openInterviewMesh({ GATEWAY_TURNS_PER_MINUTE: '1000', ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: fake.url })
after(async () => {
  await mesh[Symbol.asyncDispose]()
  await fake[Symbol.asyncDispose]()
})

let learners = 0
async function page(): Promise<SocketClient> {
  learners += 1
  const { token } = await mesh.register(`grace${learners}@example.org`)
  return openSocket(mesh.url, { token })
}

async function begun(socket: SocketClient): Promise<void> {
  socket.send({ type: 'start', problemId: 'pair-to-target', language: 'javascript', persona: 'neutral' })
  await socket.next('ai_response')
}

/** A turn of the model's, with what was heard of it on the way. */
async function answer(socket: SocketClient): Promise<{ readonly heard: string; readonly message: Message }> {
  const message = await socket.next('ai_response')
  const deltas = socket.received.filter(({ type, about_seq: about }) => type === 'ai_delta' && about === message.about_seq)
  const heard = deltas.reduce((text, { from, text: more }) => text.slice(0, Number(from)) + String(more), '')
  return { heard: heard.trimEnd(), message }
}

const words = 'I want to add up two of the numbers and look whether they make it.'
const right = `function pairPositions(numbers, target) {
  const at = new Map()
  for (let i = 0; i < numbers.length; i += 1) {
    if (at.has(target - numbers[i])) return [at.get(target - numbers[i]), i]
    at.set(numbers[i], i)
  }
  return []
}`

const wrong = 'function pairPositions(numbers, target) { return [] }'

async function toSummary(socket: SocketClient): Promise<Message> {
  socket.send({ type: 'run', code: wrong, language: 'javascript' })
  assert.equal(((await socket.next('run_result')).result as Message).status, 'wrong_answer')
  socket.send({ type: 'code_submission', code: right, language: 'javascript' })
  assert.equal(((await socket.next('run_result')).result as Message).status, 'ok')
  const { analysis } = (await socket.next('code_analysis')) as { analysis: Message }
  assert.ok(Number(analysis.score) > 0 && String(analysis.technical_feedback).length > 0)
  socket.send({ type: 'end_session', content: {} })
  return socket.next('session_summary')
}

test('with a model: its sentences come as they come, its notes never, and the interview goes to its summary', async () => {
  await using socket = await page()
  await begun(socket)
  const gate = Promise.withResolvers<void>()
  const first = 'You want to add up two of the numbers. '
  next = { kind: 'stream', chunks: [header, first, gate.promise, 'Which input would you try first?'] }
  socket.send({ type: 'message', content: words })
  let delta = await socket.next('ai_delta')
  // The opening came in pieces too.
  while (!first.startsWith(String(delta.text))) delta = await socket.next('ai_delta')
  // Before the rest was written.
  assert.equal(socket.received.filter(({ type }) => type === 'ai_response').length, 1)
  gate.resolve()
  const { heard, message } = await answer(socket)
  assert.deepEqual([message.source, message.message, heard], ['anthropic', `${first}Which input would you try first?`, message.message])
  socket.send({ type: 'explanation', content: 'A dictionary of the positions seen so far, O(n) time. For [2, 7] with 9 that is 0 and 1.' })
  assert.equal((await socket.next('stage')).stage, 'approach')
  assert.equal((await socket.next('stage')).stage, 'coding')
  const summary = await toSummary(socket)
  assert.ok(String(summary.summary).length > 0)
  assert.doesNotMatch(JSON.stringify(socket.received), /zebra/)
})

const deaths: readonly (readonly [string, FakeReply])[] = [
  ['breaks the connection', { kind: 'stream', chunks: [header, 'You want to add up two of the numbers. ', 'Which of'], finish: 'destroy' }],
  ['ends with an error', { kind: 'stream', chunks: [header, 'You want to add up two of the numbers. ', 'Which of'], finish: 'error_event' }],
  ['writes what cannot be read', { kind: 'stream', chunks: [header, 'You want to add up two of the numbers. ', 'Which of'], finish: 'garbage' }],
  ['dies before its first word', { kind: 'reset' }],
  ['is overloaded', { kind: 'error', status: 529, type: 'overloaded_error' }],
]

for (const [what, reply] of deaths)
  test(`a model that ${what} in the middle of an answer is brought to an end, and the interview goes on`, async () => {
    await using socket = await page()
    await begun(socket)
    next = reply
    socket.send({ type: 'message', content: words })
    const { heard, message } = await answer(socket)
    assert.ok(['mixed', 'offline'].includes(String(message.source)), String(message.source))
    assert.equal(heard, message.message)
    assert.match(heard, /^[^?]*\?$/, 'whole sentences, and one question')
    assert.doesNotMatch(heard, /Which of(?! )/)
    socket.send({ type: 'explanation', content: 'A dictionary of the positions seen so far, O(n) time. For [2, 7] with 9 that is 0 and 1.' })
    assert.equal((await socket.next('stage')).stage, 'approach')
    assert.equal((await socket.next('stage')).stage, 'coding')
    assert.ok(String((await toSummary(socket)).summary).length > 0)
    assert.equal(
      socket.received.some(({ type }) => type === 'error'),
      false,
    )
    assert.doesNotMatch(JSON.stringify(socket.received), /zebra/)
  })
