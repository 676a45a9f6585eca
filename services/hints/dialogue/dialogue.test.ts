/** A conversation through the real contract: its order, its end, reload, two replicas, and providers that fail in it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeReply, startFakeAnthropic } from '@quint/llm/testing.ts'
import type { Answer } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { StreamDialogueResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { answers as goodAnswers, testHints, twoSum } from '../testing.ts'

type Place = Awaited<ReturnType<typeof testHints>>
type Call = Place['call']

const good = 'You said that you must tell where the two stand. What makes you sure that there are always two?'
const streaming = (text: string, more: Partial<Extract<FakeReply, { kind: 'stream' }>> = {}): FakeReply => ({
  kind: 'stream',
  chunks: text.match(/\s*\S+/g) ?? [],
  ...more,
})
const viaAnthropic = (url: string) => ({ ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: url })

const ask = (sessionId: string, answers: readonly Answer[], afterSeq = 0) => ({ sessionId, algorithm: twoSum, answers: [...answers], afterSeq })

interface Turn {
  readonly turn: number
  readonly promptIndex: number
  readonly knownLength: number
  readonly text: string
  readonly source: string
}

async function read(stream: AsyncIterable<StreamDialogueResponse>) {
  const events: StreamDialogueResponse[] = []
  const turns: Turn[] = []
  let meta: Omit<Turn, 'text' | 'source'> | undefined
  for await (const response of stream) {
    events.push(response)
    if (response.event?.$case === 'meta') meta = response.event.value
    if (response.event?.$case === 'done' && meta !== undefined) {
      const { turn, promptIndex, knownLength } = meta
      turns.push({ turn, promptIndex, knownLength, text: response.event.value.text, source: response.event.value.source })
    }
  }
  return { events, turns, last: turns.at(-1), seq: events.at(-1)?.seq ?? 0 }
}

function answered(answers: readonly Answer[], promptIndex: number, text: string): Answer[] {
  const before = answers.find((answer) => answer.promptIndex === promptIndex)
  const responseText = before === undefined ? text : `${before.responseText}\n\n${text}`
  return [...answers.filter((answer) => answer !== before), { promptIndex, responseText, timeSpentSeconds: 5 }]
}

async function talk(call: Call, options: { learnerToken: string }) {
  const sessionId = uuidv7()
  const first = await read(call.streamDialogue(ask(sessionId, []), options))
  const answers = answered([], 0, goodAnswers()[0]?.responseText ?? '')
  return { sessionId, first, answers }
}

test('good answers are led through all twelve prompts, one question at a time, to a farewell', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const sessionId = uuidv7()
  let answers: Answer[] = []
  let seq = 0
  const asked: number[] = []
  for (let turn = 1; turn <= 30; turn += 1) {
    const said = await read(place.call.streamDialogue(ask(sessionId, answers, seq), options))
    assert.equal(said.turns.length, 1)
    const { promptIndex = 12, text = '', turn: number } = said.last ?? {}
    assert.equal(number, turn)
    asked.push(promptIndex)
    seq = said.seq
    if (promptIndex === 12) {
      assert.doesNotMatch(text, /\?/)
      break
    }
    assert.match(text, /\?$/)
    answers = answered(answers, promptIndex, goodAnswers()[promptIndex]?.responseText ?? '')
  }
  assert.deepEqual([...new Set(asked)], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  assert.ok(asked.length <= 16, `${asked.length} turns`)
  const over = await read(place.call.streamDialogue(ask(sessionId, answers, seq), options))
  assert.deepEqual(over.turns, [])
})

test('a thin answer is asked about once more, and not a third time', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const sessionId = uuidv7()
  const first = await read(place.call.streamDialogue(ask(sessionId, []), options))
  let answers = answered([], 0, 'idk')
  const second = await read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options))
  assert.partialDeepStrictEqual(second.last, { turn: 2, promptIndex: 0, knownLength: 3 })
  answers = answered(answers, 0, 'still no idea')
  const third = await read(place.call.streamDialogue(ask(sessionId, answers, second.seq), options))
  assert.partialDeepStrictEqual(third.last, { turn: 3, promptIndex: 1, knownLength: 0 })
})

test('asked again with the same answers, the coach says what was said, and nothing new', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const { sessionId, first, answers } = await talk(place.call, options)
  const again = await read(place.call.streamDialogue(ask(sessionId, []), options))
  assert.deepEqual(again.turns, first.turns)
  const second = await read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options))
  const whole = await read(place.call.streamDialogue(ask(sessionId, answers), options))
  assert.deepEqual(whole.turns, [...first.turns, ...second.turns])
  const middle = second.events[1]?.seq ?? 0
  const rest = await read(place.call.streamDialogue(ask(sessionId, answers, middle), options))
  assert.deepEqual(rest.events.slice(1), second.events.slice(2))
  assert.partialDeepStrictEqual(rest.events[0], { seq: 2000, event: { $case: 'meta', value: { turn: 2, promptIndex: 1 } } })
})

test('two pages that speak at once get one turn, on whichever replica', async () => {
  await using place = await testHints()
  const other = await place.replica()
  const { options } = await place.learner()
  const { sessionId, first, answers } = await talk(place.call, options)
  const [here, there] = await Promise.all([
    read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options)),
    read(other.call.streamDialogue(ask(sessionId, answers, first.seq), options)),
  ])
  assert.deepEqual(here.turns, there.turns)
})

test("another learner's conversation is not there", async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const { sessionId } = await talk(place.call, options)
  const other = await place.learner()
  await assert.rejects(
    read(place.call.streamDialogue(ask(sessionId, []), other.options)),
    (error) => error instanceof Failure && error.code === 'not_found',
  )
})

test('a model words the next question, and is told the rules, the strategy and the learner between boundaries', async () => {
  await using server = await startFakeAnthropic([streaming(good, { usage: { inputTokens: 500, outputTokens: 40 } })])
  await using place = await testHints({ environment: viaAnthropic(server.url) })
  const { options } = await place.learner()
  const { sessionId, first, answers } = await talk(place.call, options)
  assert.equal(first.last?.source, 'offline')
  const said = await read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options))
  assert.partialDeepStrictEqual(said.last, { text: good, source: 'anthropic' })
  const [request] = server.requests
  const sent = JSON.stringify(request?.body)
  assert.match(sent, /The learner has just said/)
  assert.match(sent, /one value stands twice/)
})

test('whatever a provider does in the middle of a turn, the learner gets a whole one, and nothing of a solution', async () => {
  const solution = 'You said it well. Use a hash map that keeps each number with its place, and look up the complement. Does that help?'
  const replies: readonly (readonly [name: string, reply: FakeReply])[] = [
    ['leaks', streaming(solution)],
    ['confirms', streaming('Yes, exactly, that is the right idea. What would you do next with it?')],
    ['dies', streaming('You said that you must tell where the two stand. And then it', { finish: 'destroy' })],
    ['is silent and then resets', { kind: 'reset' }],
    ['refuses', { kind: 'error', status: 400, type: 'invalid_request_error' }],
    ['says nothing', streaming('')],
  ]
  for (const [name, reply] of replies) {
    await using server = await startFakeAnthropic([reply])
    await using place = await testHints({ environment: viaAnthropic(server.url) })
    const { options } = await place.learner()
    const { sessionId, first, answers } = await talk(place.call, options)
    const said = await read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options))
    const shown = said.events.map(({ event }) => (event?.$case === 'token' ? event.value.text : '')).join('')
    assert.match(said.last?.text ?? '', /\?/, name)
    assert.doesNotMatch(shown, /hash|complement|right idea/i, name)
    assert.notEqual(said.last?.source, 'anthropic', name)
  }
})

test('a learner who is over the budget for models goes on without one', async () => {
  await using server = await startFakeAnthropic([streaming(good)])
  await using place = await testHints({ environment: { ...viaAnthropic(server.url), HINTS_TOKENS_PER_DAY: '10' } })
  const { options } = await place.learner()
  const { sessionId, first, answers } = await talk(place.call, options)
  const said = await read(place.call.streamDialogue(ask(sessionId, answers, first.seq), options))
  assert.equal(said.last?.source, 'offline')
  assert.equal(server.requests.length, 0)
})

test('a learner who was erased has no conversation any more, and begins none', async () => {
  await using place = await testHints()
  const { options, userId } = await place.learner()
  const { sessionId } = await talk(place.call, options)
  await place.bus.publish(
    [
      {
        topic: 'quint.identity.user.v1',
        key: userId,
        headers: {
          ce_id: uuidv7(),
          ce_type: 'identity.user.deleted',
          ce_source: 'identity',
          ce_time: '2026-01-01T00:00:00.000Z',
          ce_specversion: '1.0',
        },
        value: JSON.stringify({ userId }),
      },
    ],
    new AbortController().signal,
  )
  await place.bus.seen((record) => record.headers.ce_type === 'hints.learner.erased')
  await assert.rejects(
    read(place.call.streamDialogue(ask(sessionId, []), options)),
    (error) => error instanceof Failure && error.code === 'unauthenticated',
  )
})
