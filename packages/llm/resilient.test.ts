/** Order, retries, time-outs, breaker and cancelling, over the fake providers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '@quint/runtime/log.ts'
import { configureProviders } from './configure.ts'
import { ProviderFailure, type StreamRequest } from './provider.ts'
import { type AnswerPart, type Models, type ModelsInTurn, type ResilientOptions, resilient } from './resilient.ts'
import { type FakeProvider, type FakeReply, type FakeScript, type ManualClock, manualClock, startFakeAnthropic, startFakeOpenai } from './testing.ts'

const request: StreamRequest = { system: 'Coach.', messages: [{ role: 'user', text: 'hash map' }], maxOutputTokens: 100 }
const good: FakeReply = { kind: 'stream', chunks: ['Look ', 'again.'] }
const limited: FakeReply = { kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: '1' }
const overloaded: FakeReply = { kind: 'error', status: 529, type: 'overloaded_error' }
const broken: FakeReply = { kind: 'error', status: 500, type: 'api_error' }

interface Rig extends AsyncDisposable {
  readonly models: ModelsInTurn
  readonly first: FakeProvider
  readonly second: FakeProvider
  readonly clock: ManualClock
  readonly pauses: number[]
}

/** Anthropic first, OpenAI second; pauses are noted and take no time but the clock's. */
async function rig(scripts: readonly [FakeScript, FakeScript], options: Partial<ResilientOptions> = {}): Promise<Rig> {
  const first = await startFakeAnthropic(scripts[0])
  const second = await startFakeOpenai(scripts[1])
  const clock = manualClock()
  const pauses: number[] = []
  const providers = await configureProviders({ anthropicApiKey: 'k', anthropicBaseUrl: first.url, openaiApiKey: 'k', openaiBaseUrl: second.url })
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms)
  }
  return {
    models: resilient(providers, { clock, pause, random: () => 0.5, ...options }),
    first,
    second,
    clock,
    pauses,
    [Symbol.asyncDispose]: async () => {
      await first[Symbol.asyncDispose]()
      await second[Symbol.asyncDispose]()
    },
  }
}

async function ask(models: Models, signal: AbortSignal = new AbortController().signal): Promise<readonly AnswerPart[]> {
  return await Array.fromAsync(models.stream(request, signal))
}

function textOf(parts: readonly AnswerPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
}

function whoOf(parts: readonly AnswerPart[]): string | undefined {
  return parts[0]?.kind === 'began' ? parts[0].source : undefined
}

test('one alone is asked without the others, also when it fails, and shares its breaker with them', async () => {
  await using it = await rig([[good, broken], [good]], { attempts: 1, breakerFailures: 1 })
  assert.equal(whoOf(await ask(it.models.only('openai'))), 'openai')
  assert.equal(whoOf(await ask(it.models.only('anthropic'))), 'anthropic')
  await assert.rejects(ask(it.models.only('anthropic')), ProviderFailure)
  assert.deepEqual([it.first.requests.length, it.second.requests.length], [2, 1])
  assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.equal(it.first.requests.length, 2, 'the one that just failed is left alone by all')
  assert.equal(it.models.only('compatible').configured, false)
  await assert.rejects(ask(it.models.only('compatible')), ProviderFailure)
})

test('the first provider answers, and the answer says which it was', async () => {
  await using it = await rig([[good], [good]])
  const parts = await ask(it.models)
  assert.deepEqual(parts[0], { kind: 'began', source: 'anthropic', model: 'claude-haiku-5-5' })
  assert.equal(parts.filter((part) => part.kind === 'began').length, 1)
  assert.equal(textOf(parts), 'Look again.')
  assert.deepEqual(parts.at(-1), { kind: 'end', reason: 'stop' })
  assert.equal(it.second.requests.length, 0)
})

for (const [name, reply] of [
  ['a rate limit', limited],
  ['an overload', overloaded],
  ['a 503', { kind: 'error', status: 503, type: 'api_error' }],
  ['a reset connection', { kind: 'reset' }],
  ['a stream that dies before any text', { kind: 'stream', chunks: [], finish: 'destroy' }],
] as const satisfies readonly (readonly [string, FakeReply])[]) {
  test(`${name} is tried again at the same provider`, async () => {
    await using it = await rig([[reply, good], [good]])
    assert.equal(whoOf(await ask(it.models)), 'anthropic')
    assert.deepEqual([it.first.requests.length, it.second.requests.length], [2, 0])
  })
}

for (const [name, reply] of [
  ['a wrong key', { kind: 'error', status: 401, type: 'authentication_error' }],
  ['garbage', { kind: 'body', body: 'garbage' }],
  ['an answer without text', { kind: 'stream', chunks: [] }],
] as const satisfies readonly (readonly [string, FakeReply])[]) {
  test(`${name} is not tried again: the next provider is asked at once`, async () => {
    await using it = await rig([[reply, good], [good]])
    assert.equal(whoOf(await ask(it.models)), 'openai')
    assert.deepEqual([it.first.requests.length, it.pauses.length], [1, 0])
  })
}

test('pauses double, are drawn at random, and are never shorter than the provider asks', async () => {
  await using it = await rig([[broken, broken, limited, good], [good]], { attempts: 4, backoffMs: 300 })
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
  assert.deepEqual(it.pauses, [150, 300, 1000])
})

test('a provider that asks for a long pause is passed over, and left alone until then', async () => {
  await using it = await rig([[{ ...limited, retryAfter: '60' }, good], [good]])
  assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.deepEqual(it.pauses, [])
  it.clock.advance(59_000)
  assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.equal(it.first.requests.length, 1)
  it.clock.advance(1_000)
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
})

test('no pause that a provider asks for lasts longer than five minutes', async () => {
  await using it = await rig([[{ ...limited, retryAfter: '999999' }, good], [good]])
  await ask(it.models)
  it.clock.advance(300_000)
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
})

test('when every provider fails, the last failure is thrown', async () => {
  await using it = await rig([[broken], [overloaded]])
  await assert.rejects(ask(it.models), { name: 'ProviderFailure', kind: 'overloaded', source: 'openai' })
  assert.deepEqual([it.first.requests.length, it.second.requests.length], [2, 2])
})

test('without providers nothing is configured and a call is unavailable', async () => {
  const models = resilient([])
  assert.equal(models.configured, false)
  await assert.rejects(ask(models), { kind: 'unavailable' })
})

test('a failure after the first text is thrown, and nobody else is asked', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: ['Look'], finish: 'destroy' }], [good]])
  const heard: AnswerPart[] = []
  await assert.rejects(
    async () => {
      for await (const part of it.models.stream(request, new AbortController().signal)) heard.push(part)
    },
    { kind: 'unavailable', source: 'anthropic' },
  )
  assert.equal(textOf(heard), 'Look')
  assert.deepEqual([it.first.requests.length, it.second.requests.length], [1, 0])
})

test('a refusal is an answer: nobody else is asked', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: [], finish: 'refusal' }], [good]])
  const parts = await ask(it.models)
  assert.deepEqual(parts.at(-1), { kind: 'end', reason: 'refusal' })
  assert.equal(it.second.requests.length, 0)
})

for (const [name, reply] of [
  ['sends no headers', { kind: 'silence' }],
  ['sends headers and no text', { kind: 'stream', chunks: [], finish: 'hang' }],
] as const satisfies readonly (readonly [string, FakeReply])[]) {
  test(`a provider that ${name} is given up after the time for the first text, and its connection is closed`, async () => {
    await using it = await rig([[reply], [good]], { firstTextMs: 5_000 })
    const asked = ask(it.models)
    const sent = await it.first.received(1)
    it.clock.advance(4_999)
    assert.equal(it.second.requests.length, 0)
    it.clock.advance(1)
    assert.equal(whoOf(await asked), 'openai')
    await sent.hungUp
    assert.equal(it.first.requests.length, 1)
  })
}

test('a provider that falls silent mid-stream is a timeout, and its connection is closed', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: ['Look'], finish: 'hang' }], [good]], { firstTextMs: 5_000, betweenPartsMs: 3_000 })
  const parts = it.models.stream(request, new AbortController().signal)[Symbol.asyncIterator]()
  await parts.next()
  assert.deepEqual((await parts.next()).value, { kind: 'text', text: 'Look' })
  const next = parts.next()
  await it.clock.armed(3_000)
  it.clock.advance(3_000)
  await assert.rejects(next, { kind: 'timeout', source: 'anthropic' })
  await (await it.first.received(1)).hungUp
})

test('the time a listener takes for a part does not count against the provider', async () => {
  await using it = await rig([[good], [good]], { betweenPartsMs: 3_000 })
  const heard: AnswerPart[] = []
  for await (const part of it.models.stream(request, new AbortController().signal)) {
    heard.push(part)
    it.clock.advance(4_000)
  }
  assert.equal(textOf(heard), 'Look again.')
})

test('all attempts together end with the total time', async () => {
  await using it = await rig([[{ kind: 'silence' }], [{ kind: 'silence' }]], { firstTextMs: 5_000, totalMs: 7_000 })
  const asked = ask(it.models)
  await it.first.received(1)
  it.clock.advance(5_000)
  const { hungUp } = await it.second.received(1)
  it.clock.advance(2_000)
  await assert.rejects(asked, { kind: 'timeout' })
  await hungUp
})

test('cancelling ends the upstream connection and nobody else is asked', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: ['Look'], finish: 'hang' }], [good]])
  const stop = new AbortController()
  const heard: AnswerPart[] = []
  const asked = assert.rejects(
    async () => {
      for await (const part of it.models.stream(request, stop.signal)) {
        heard.push(part)
        if (part.kind === 'text') stop.abort()
      }
    },
    { kind: 'cancelled' },
  )
  await (await it.first.received(1)).hungUp
  await asked
  assert.equal(it.second.requests.length, 0)
})

test('cancelling during a pause ends the call', async () => {
  const stop = new AbortController()
  await using it = await rig([[limited, good], [good]], { pause: async () => stop.abort() })
  await assert.rejects(ask(it.models, stop.signal), { kind: 'cancelled' })
  assert.deepEqual([it.first.requests.length, it.second.requests.length], [1, 0])
})

test('leaving the loop ends the upstream connection and leaves no timer', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: ['Look'], finish: 'hang' }], [good]], { totalMs: 9_000 })
  for await (const part of it.models.stream(request, new AbortController().signal)) {
    if (part.kind === 'text') break
  }
  await (await it.first.received(1)).hungUp
  assert.equal(it.clock.pending(), 0)
})

test('a provider that keeps failing is left alone, then tried by one call at a time, then trusted again', async () => {
  const gate = Promise.withResolvers<void>()
  const recovering: FakeReply = { kind: 'stream', chunks: [gate.promise, 'Back.'] }
  await using it = await rig([[broken, broken, recovering, good], [good]], { breakerFailures: 2, breakerOpenMs: 10_000 })
  assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.equal(it.first.requests.length, 2)
  it.clock.advance(10_000)
  const probe = ask(it.models)
  await it.first.received(3)
  assert.equal(whoOf(await ask(it.models)), 'openai')
  gate.resolve()
  assert.equal(textOf(await probe), 'Back.')
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
})

test('a cancelled probe leaves the way open for the next', async () => {
  await using it = await rig([[broken, broken, { kind: 'silence' }, good], [good]], { breakerFailures: 2, breakerOpenMs: 10_000 })
  await ask(it.models)
  it.clock.advance(10_000)
  const stop = new AbortController()
  const probe = ask(it.models, stop.signal)
  await it.first.received(3)
  stop.abort()
  await assert.rejects(probe, { kind: 'cancelled' })
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
})

test('a provider that always dies mid-stream is left alone too', async () => {
  await using it = await rig([[{ kind: 'stream', chunks: ['Look'], finish: 'destroy' }], [good]], { breakerFailures: 2 })
  await assert.rejects(ask(it.models), { kind: 'unavailable' })
  await assert.rejects(ask(it.models), { kind: 'unavailable' })
  assert.equal(whoOf(await ask(it.models)), 'openai')
})

test('failures with answers between them do not add up', async () => {
  const flaky: FakeScript = (_, index) => (index % 2 === 0 ? broken : good)
  await using it = await rig([flaky, [good]], { breakerFailures: 2, attempts: 1 })
  const who: unknown[] = []
  for (let times = 0; times < 6; times += 1) who.push(whoOf(await ask(it.models)))
  assert.deepEqual(who, ['openai', 'anthropic', 'openai', 'anthropic', 'openai', 'anthropic'])
})

test('rejected requests, however many, do not close a provider to others', async () => {
  const rejected: FakeReply = { kind: 'error', status: 400, type: 'invalid_request_error' }
  await using it = await rig([[rejected, rejected, rejected, good], [good]], { breakerFailures: 2 })
  for (let times = 0; times < 3; times += 1) assert.equal(whoOf(await ask(it.models)), 'openai')
  assert.equal(whoOf(await ask(it.models)), 'anthropic')
})

test('when every provider is left alone, the failure says when to come back', async () => {
  await using it = await rig([[{ ...limited, retryAfter: '60' }], [{ ...limited, retryAfter: '30' }]])
  await assert.rejects(ask(it.models), { kind: 'rate_limited' })
  await assert.rejects(ask(it.models), { kind: 'unavailable', retryAfterMs: 30_000 })
})

test('an endless answer is cut, and its connection is closed', async () => {
  const endless: FakeReply = { kind: 'stream', chunks: Array.from({ length: 30 }, () => 'x'.repeat(10)), finish: 'hang' }
  await using it = await rig([[endless], [good]], { maxTextLength: 100 })
  const parts = await ask(it.models)
  assert.equal(textOf(parts).length, 100)
  assert.deepEqual(parts.at(-1), { kind: 'end', reason: 'length' })
  await (await it.first.received(1)).hungUp
})

test('a failed attempt is logged by kind, without the words of the learner or the provider', async () => {
  const lines: string[] = []
  await using it = await rig([[broken, good], [good]], { log: createLog('test', 'info', (line) => lines.push(line)) })
  await ask(it.models)
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /"source":"anthropic".*"kind":"unavailable"/)
  assert.doesNotMatch(lines[0] ?? '', /hash map|said/)
})

test('what a provider throws that is no failure of the port becomes one', async () => {
  const models = resilient(
    [
      {
        source: 'compatible',
        model: 'm',
        // biome-ignore lint/correctness/useYield: it fails before its first part
        stream: async function* () {
          throw new TypeError('secret')
        },
      },
    ],
    { pause: async () => undefined },
  )
  await assert.rejects(ask(models), (error) => error instanceof ProviderFailure && error.kind === 'unavailable' && !error.message.includes('secret'))
})
