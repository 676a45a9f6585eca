/** Hints through its real contract: its own server, a real Postgres, model providers that fail in every way. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeReply, startFakeAnthropic, startFakeOpenai } from '@quint/llm/testing.ts'
import { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { answers, readHint, testHints, twoSum } from './testing.ts'

const good =
  'You wrote that you go back to the start for each number. Take your own example once more and write down, for every move of your hand, the one thing that you learned from it. Some lines will say the same as a line above them, and those are worth a longer look than the others. Which line was the first that told you nothing new?'

const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

const ask = (changes: { readonly sessionId?: string; readonly tier?: number; readonly lastEventId?: string } = {}) => ({
  sessionId: uuidv7(),
  algorithm: twoSum,
  answers: answers(),
  tier: 1,
  lastEventId: '',
  ...changes,
})

const inWords = (text: string): string[] => text.match(/\s*\S+/g) ?? []
const streaming = (text: string, more: Partial<Extract<FakeReply, { kind: 'stream' }>> = {}): FakeReply => ({
  kind: 'stream',
  chunks: inWords(text),
  usage: { inputTokens: 900, outputTokens: 80 },
  ...more,
})
const viaAnthropic = (url: string) => ({ ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: url })

test('without a key the offline coach gives a hint: meta first, then words of it, then the whole', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const hint = await readHint(place.call.streamHint(ask(), options))
  const [first] = hint.events
  assert.equal(first?.event?.$case, 'meta')
  assert.deepEqual(
    hint.events.map((event) => Number(event.eventId.split(':')[1])),
    hint.events.map((_, index) => index),
  )
  const last = hint.events.at(-1)?.event
  assert.equal(last?.$case, 'done')
  if (last?.$case === 'done') assert.equal(last.value.hintText, hint.text)
  assert.equal(hint.source, 'offline')
  assert.ok(hint.events.filter((event) => event.event?.$case === 'token').length > 5)
  const offline = { source: 'offline', model: '' }
  assert.deepEqual(await place.call.getCoach({}), { ...offline, coaches: [offline] })
})

test('the same session and tier is answered with the stored hint, for the learner who has it', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const request = ask()
  const first = await readHint(place.call.streamHint(request, options))
  const again = await readHint(place.call.streamHint(request, options))
  assert.deepEqual(again.events, first.events)
  const middle = first.events[3]?.eventId ?? ''
  const rest = await readHint(place.call.streamHint({ ...request, lastEventId: middle }, options))
  assert.deepEqual(rest.events, first.events.slice(4))
  const { hints } = await place.call.listHints({ sessionId: request.sessionId }, options)
  assert.equal(hints[0]?.hintText, first.text)
  const stranger = await place.learner()
  assert.deepEqual((await place.call.listHints({ sessionId: request.sessionId }, stranger.options)).hints, [])
  await assert.rejects(readHint(place.call.streamHint(request, stranger.options)), failure('not_found'))
})

test('whoever has read more than is known begins anew, whoever has read all gets nothing more', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const request = ask()
  const first = await readHint(place.call.streamHint(request, options))
  const last = first.events.at(-1)?.eventId ?? ''
  const [id = '', n = ''] = last.split(':')
  assert.deepEqual((await readHint(place.call.streamHint({ ...request, lastEventId: last }, options))).events, [])
  const beyond = await readHint(place.call.streamHint({ ...request, lastEventId: `${id}:${Number(n) + 1}` }, options))
  assert.deepEqual(beyond.events, first.events)
})

test('tiers come one at a time, each says something else, and each is announced once', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  const { sessionId } = ask()
  await assert.rejects(readHint(place.call.streamHint(ask({ sessionId, tier: 2 }), options)), failure('conflict'))
  const texts: string[] = []
  for (const tier of [1, 2, 3, 4]) texts.push((await readHint(place.call.streamHint(ask({ sessionId, tier }), options))).text)
  assert.equal(new Set(texts).size, 4)
  await assert.rejects(readHint(place.call.streamHint(ask({ sessionId, tier: 5 }), options)), failure('invalid'))
  const given = await place.bus.seen((record) => record.headers.ce_type === 'hints.hint.given' && JSON.parse(record.value).tier === 4)
  assert.doesNotMatch(given.value, /purse/, 'an event holds no answer')
})

test('a hint is given once all twelve prompts are answered, to someone who is signed in', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  await assert.rejects(readHint(place.call.streamHint({ ...ask(), answers: answers().slice(0, 11) }, options)), failure('conflict'))
  await assert.rejects(readHint(place.call.streamHint(ask())), failure('unauthenticated'))
  await assert.rejects(readHint(place.call.streamHint({ ...ask(), algorithm: undefined }, options)), failure('invalid'))
  await assert.rejects(
    place.call.analyzeAnswers({ algorithm: twoSum, answers: [{ promptIndex: 12, responseText: 'x', timeSpentSeconds: 0 }] }, options),
    failure('invalid'),
  )
  await assert.rejects(place.call.compareAnswers({ algorithm: twoSum, answers: [], finalResponse: 'x'.repeat(10_001) }, options), failure('invalid'))
})

test('answers are analysed and compared without an account and without storing them', async () => {
  await using place = await testHints()
  const { findings } = await place.call.analyzeAnswers({ algorithm: twoSum, answers: answers({ 6: 'I have none.' }) })
  const few = findings.find((finding) => finding.code === 'few_questions')
  assert.equal(few?.element, Element.AIR)
  assert.ok((few?.evidence.length ?? 0) > 0)
  const { change } = await place.call.compareAnswers({ algorithm: twoSum, answers: answers(), finalResponse: 'I tried [9, 1, 4] as well.' })
  assert.deepEqual(
    change?.added.map((addition) => addition.kind),
    ['example'],
  )
})

for (const [name, open] of [
  [
    'Anthropic',
    async (script: readonly FakeReply[]) => ((server) => ({ server, environment: viaAnthropic(server.url) }))(await startFakeAnthropic(script)),
  ],
  [
    'OpenAI',
    async (script: readonly FakeReply[]) =>
      ((server) => ({ server, environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: server.url } }))(await startFakeOpenai(script)),
  ],
  [
    'a compatible server',
    async (script: readonly FakeReply[]) =>
      ((server) => ({ server, environment: { HINTS_COMPATIBLE_BASE_URL: server.url, HINTS_COMPATIBLE_MODEL: 'llama' } }))(
        await startFakeOpenai(script),
      ),
  ],
] as const) {
  test(`a hint by ${name} passes unchanged, and its usage is kept`, async () => {
    const { server, environment } = await open([streaming(good)])
    await using _server = server
    await using place = await testHints({ environment })
    const { options } = await place.learner()
    const hint = await readHint(place.call.streamHint(ask(), options))
    assert.equal(hint.text, good)
    const last = hint.events.at(-1)?.event
    assert.equal(last?.$case === 'done' ? last.value.usage?.outputTokens : 0, 80)
    const body = JSON.stringify(server.requests[0]?.body)
    assert.match(body, /coins in a purse/)
    assert.doesNotMatch(body, /hash/i)
  })
}

const failing: Readonly<Record<string, FakeReply>> = {
  'answers 429': { kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: '30' },
  'answers 529': { kind: 'error', status: 529, type: 'overloaded_error' },
  'answers 500': { kind: 'error', status: 500, type: 'api_error' },
  'answers 401': { kind: 'error', status: 401, type: 'authentication_error' },
  'sends garbage': { kind: 'body', body: '<html>proxy error</html>', contentType: 'text/html' },
  'sends nothing': { kind: 'body', body: '' },
  'resets the connection': { kind: 'reset' },
  declines: streaming('No.', { finish: 'refusal' }),
  'dies in its first sentence': streaming('You wrote that you go', { finish: 'destroy' }),
  'sends a broken event': streaming('You wrote', { finish: 'malformed' }),
}

for (const [what, reply] of Object.entries(failing)) {
  test(`when the model ${what}, the offline coach gives the hint`, async () => {
    await using server = await startFakeAnthropic([reply])
    await using place = await testHints({ environment: viaAnthropic(server.url) })
    const { options } = await place.learner()
    const hint = await readHint(place.call.streamHint(ask(), options))
    assert.equal(hint.source, 'offline')
    assert.ok(hint.text.split(/\s+/).length >= 40)
    assert.equal(hint.text.match(/\?/g)?.length, 1)
  })
}

test('when the model dies in the middle, what was read stays and the offline coach ends it with a question', async () => {
  const half = inWords(good).slice(0, 40).join('')
  await using server = await startFakeAnthropic([streaming(half, { finish: 'destroy' })])
  await using place = await testHints({ environment: viaAnthropic(server.url) })
  const { options } = await place.learner()
  const hint = await readHint(place.call.streamHint(ask(), options))
  assert.equal(hint.source, 'mixed')
  assert.ok(hint.text.startsWith('You wrote that you go back to the start for each number.'))
  assert.match(hint.text, /\?$/)
  assert.equal(hint.text, hint.shown)
})

test('when one provider fails before its first word, the next one is asked', async () => {
  await using first = await startFakeAnthropic([{ kind: 'error', status: 529, type: 'overloaded_error' }])
  await using second = await startFakeOpenai([streaming(good)])
  await using place = await testHints({ environment: { ...viaAnthropic(first.url), OPENAI_API_KEY: 'k', OPENAI_BASE_URL: second.url } })
  const { options } = await place.learner()
  const hint = await readHint(place.call.streamHint(ask(), options))
  assert.equal(hint.source, 'openai')
  assert.equal(hint.text, good)
})

test('a model that leaks is cut off, and what it said before is kept only when it is safe', async () => {
  await using server = await startFakeAnthropic([streaming('Use a hash map. It stores each number you have seen.')])
  await using place = await testHints({ environment: viaAnthropic(server.url) })
  const { options } = await place.learner()
  const hint = await readHint(place.call.streamHint(ask(), options))
  assert.equal(hint.source, 'offline')
  assert.doesNotMatch(hint.shown, /hash|stores/i)
})

test('a learner who leaves stops the model, and finds a whole hint when coming back, without a second request', async () => {
  const gate = Promise.withResolvers<void>()
  await using server = await startFakeAnthropic([
    { kind: 'stream', chunks: ['You wrote that you go back to the start. ', gate.promise], finish: 'hang' },
  ])
  await using place = await testHints({ environment: viaAnthropic(server.url) })
  const { options } = await place.learner()
  const request = ask()
  const leaving = new AbortController()
  const seen: string[] = []
  await assert.rejects(async () => {
    for await (const event of place.call.streamHint(request, { ...options, signal: leaving.signal })) {
      seen.push(event.eventId)
      if (event.event?.$case === 'token') leaving.abort()
    }
  })
  await server.requests[0]?.hungUp
  gate.resolve()
  const back = await readHint(place.call.streamHint({ ...request, lastEventId: seen.at(-1) ?? '' }, options))
  assert.equal(back.events.at(-1)?.event?.$case, 'done')
  assert.equal(server.requests.length, 1)
})

test('two readers of one hint share one request to the model', async () => {
  const gate = Promise.withResolvers<void>()
  await using server = await startFakeAnthropic([{ kind: 'stream', chunks: [gate.promise, ...inWords(good)] }])
  await using place = await testHints({ environment: viaAnthropic(server.url) })
  const { options } = await place.learner()
  const request = ask()
  const one = readHint(place.call.streamHint(request, options))
  await server.received(1)
  const two = readHint(place.call.streamHint(request, options))
  gate.resolve()
  assert.deepEqual((await one).events, (await two).events)
  assert.equal(server.requests.length, 1)
})

test('above the budget the offline coach answers, and says so from the start', async () => {
  await using server = await startFakeAnthropic([streaming(good)])
  await using place = await testHints({ environment: { ...viaAnthropic(server.url), HINTS_REQUESTS_PER_MINUTE: '1' } })
  const { options } = await place.learner()
  await readHint(place.call.streamHint(ask(), options))
  const second = await readHint(place.call.streamHint(ask(), options))
  const meta = second.events[0]?.event
  assert.equal(meta?.$case === 'meta' ? meta.value.source : '', 'offline')
  assert.equal(server.requests.length, 1)
  const other = await place.learner()
  assert.equal((await readHint(place.call.streamHint(ask(), other.options))).source, 'anthropic')
})

test('a hint whose writer died is brought to its end by the next reader', async () => {
  await using place = await testHints({ lostAfterMs: 0 })
  const { options, userId } = await place.learner()
  const request = ask()
  await place.db.database.asLearner(userId, (tx) =>
    tx.query(
      `insert into hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, source, model, prompt_version, touched_at)
       values ($1, $2, $3, 1, 'streaming', 'earth', '[]', 'anthropic', 'm', 'coach-1', now() - interval '1 hour')`,
      [uuidv7(), request.sessionId, userId],
    ),
  )
  const hint = await readHint(place.call.streamHint(request, options))
  assert.equal(hint.source, 'offline')
  assert.ok(hint.text.length > 100)
})

test('a deleted learner leaves nothing, and a late hint is refused', async () => {
  await using place = await testHints()
  const { options, userId } = await place.learner()
  const request = ask()
  await readHint(place.call.streamHint(request, options))
  const gone = {
    topic: 'quint.identity.user.v1',
    key: userId,
    value: JSON.stringify({ userId }),
    headers: { ce_specversion: '1.0', ce_id: uuidv7(), ce_type: 'identity.user.deleted', ce_time: '2026-01-01T00:00:00Z' },
  }
  await place.bus.publish([gone], AbortSignal.timeout(5000))
  await eventually(async () => (await place.call.listHints({ sessionId: request.sessionId }, options)).hints.length === 0)
  await assert.rejects(readHint(place.call.streamHint(ask(), options)), failure('unauthenticated'))
})
