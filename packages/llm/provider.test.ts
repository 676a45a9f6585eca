/** Every provider, over HTTP, against a fake that answers and fails like the real one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anthropicProvider } from './anthropic.ts'
import { openaiProvider } from './openai.ts'
import { type Provider, ProviderFailure, type ProviderFailureKind, type ProviderSource, type StreamPart, type StreamRequest } from './provider.ts'
import { type FakeProvider, type FakeReply, type FakeScript, startFakeAnthropic, startFakeOpenai } from './testing.ts'

const key = 'sk-test-9f8e7d6c'
const words = 'my secret two-pointer idea'
const request: StreamRequest = { system: 'Coach.', messages: [{ role: 'user', text: words }], maxOutputTokens: 200, temperature: 0.4, user: 'u-1' }

const sources: Readonly<Record<ProviderSource, (script: FakeScript) => Promise<{ provider: Provider; fake: FakeProvider }>>> = {
  anthropic: async (script) => {
    const fake = await startFakeAnthropic(script)
    return { fake, provider: anthropicProvider({ apiKey: key, model: 'claude-haiku-5-5', baseUrl: fake.url }) }
  },
  openai: async (script) => {
    const fake = await startFakeOpenai(script)
    return { fake, provider: openaiProvider({ source: 'openai', apiKey: key, model: 'gpt-6-luna', baseUrl: fake.url }) }
  },
  compatible: async (script) => {
    const fake = await startFakeOpenai(script)
    return { fake, provider: openaiProvider({ source: 'compatible', apiKey: key, model: 'qwen3', baseUrl: fake.url }) }
  },
}

interface Outcome {
  readonly text: string
  readonly parts: readonly StreamPart[]
  readonly failure: ProviderFailure | undefined
}

async function outcome(provider: Provider, signal: AbortSignal = new AbortController().signal): Promise<Outcome> {
  const parts: StreamPart[] = []
  let failure: ProviderFailure | undefined
  try {
    for await (const part of provider.stream(request, signal)) parts.push(part)
  } catch (error) {
    assert.ok(error instanceof ProviderFailure, `not a ProviderFailure: ${String(error)}`)
    failure = error
  }
  return { parts, failure, text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') }
}

const garbage = Uint8Array.from({ length: 2000 }, (_, index) => (index * 73) % 256)

interface Death {
  readonly name: string
  readonly reply: FakeReply
  readonly kind: ProviderFailureKind
  readonly text?: string
  readonly retryAfterMs?: number
}

const deaths: readonly Death[] = [
  { name: 'a 429', reply: { kind: 'error', status: 429, type: 'rate_limit_error', retryAfter: '7' }, kind: 'rate_limited', retryAfterMs: 7000 },
  { name: 'a 402', reply: { kind: 'error', status: 402, type: 'billing_error' }, kind: 'misconfigured' },
  { name: 'a 529', reply: { kind: 'error', status: 529, type: 'overloaded_error' }, kind: 'overloaded' },
  { name: 'a 503', reply: { kind: 'error', status: 503, type: 'server_error', retryAfter: '1.5' }, kind: 'overloaded', retryAfterMs: 1500 },
  { name: 'a 500', reply: { kind: 'error', status: 500, type: 'api_error' }, kind: 'unavailable' },
  { name: 'a 504', reply: { kind: 'error', status: 504, type: 'timeout_error' }, kind: 'timeout' },
  { name: 'a 401', reply: { kind: 'error', status: 401, type: 'authentication_error' }, kind: 'misconfigured' },
  { name: 'a 404 for the model', reply: { kind: 'error', status: 404, type: 'not_found_error' }, kind: 'misconfigured' },
  {
    name: 'a 502 page of a proxy',
    reply: { kind: 'body', status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' },
    kind: 'unavailable',
  },
  { name: 'a page instead of a stream', reply: { kind: 'body', contentType: 'text/html', body: '<h1>Welcome</h1>' }, kind: 'bad_response' },
  { name: 'an empty 200', reply: { kind: 'body', body: '' }, kind: 'bad_response' },
  { name: 'garbage bytes', reply: { kind: 'body', body: garbage }, kind: 'bad_response' },
  { name: 'a reset before the answer', reply: { kind: 'reset' }, kind: 'unavailable' },
  { name: 'an answer without text', reply: { kind: 'stream', chunks: [] }, kind: 'bad_response' },
  { name: 'malformed JSON mid-stream', reply: { kind: 'stream', chunks: ['Look'], finish: 'malformed' }, kind: 'bad_response', text: 'Look' },
  { name: 'garbage mid-stream', reply: { kind: 'stream', chunks: ['Look'], finish: 'garbage' }, kind: 'unavailable', text: 'Look' },
  { name: 'an error event mid-stream', reply: { kind: 'stream', chunks: ['Look'], finish: 'error_event' }, kind: 'overloaded', text: 'Look' },
  { name: 'a stream that just ends', reply: { kind: 'stream', chunks: ['Look'], finish: 'close' }, kind: 'unavailable', text: 'Look' },
  { name: 'a socket destroyed mid-stream', reply: { kind: 'stream', chunks: ['Look'], finish: 'destroy' }, kind: 'unavailable', text: 'Look' },
]

for (const [source, start] of Object.entries(sources)) {
  test(`${source}: an answer comes as text, usage and end, in order`, async () => {
    const { fake, provider } = await start([
      { kind: 'stream', chunks: ['Which ', 'input ', 'breaks it?'], usage: { inputTokens: 42, outputTokens: 5 } },
    ])
    await using _ = fake
    const { parts, text } = await outcome(provider)
    assert.equal(text, 'Which input breaks it?')
    assert.deepEqual(parts.slice(-2), [
      { kind: 'usage', inputTokens: 42, outputTokens: 5 },
      { kind: 'end', reason: 'stop' },
    ])
    assert.deepEqual([provider.source, fake.requests.length], [source, 1])
  })

  for (const reason of ['length', 'refusal'] as const) {
    test(`${source}: an answer that ends for ${reason} says so`, async () => {
      const { fake, provider } = await start([{ kind: 'stream', chunks: ['I'], finish: reason }])
      await using _ = fake
      assert.deepEqual((await outcome(provider)).parts.at(-1), { kind: 'end', reason })
    })
  }

  test(`${source}: a refusal without a word is an end, not a failure`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: [], finish: 'refusal' }])
    await using _ = fake
    const { parts, failure } = await outcome(provider)
    assert.equal(failure, undefined)
    assert.deepEqual(parts.at(-1), { kind: 'end', reason: 'refusal' })
  })

  for (const death of deaths) {
    test(`${source}: ${death.name} is ${death.kind}, asked once, and repeats neither the key nor the words`, async () => {
      const { fake, provider } = await start([death.reply])
      await using _ = fake
      const { failure, text, parts } = await outcome(provider)
      assert.equal(failure?.kind, death.kind)
      assert.equal(failure?.source, source)
      assert.equal(failure?.retryAfterMs, death.retryAfterMs)
      assert.equal(text, death.text ?? '')
      assert.ok(parts.every((part) => part.kind === 'text'))
      assert.equal(fake.requests.length, 1)
      const shown = `${failure?.message} ${failure?.stack} ${JSON.stringify(failure)} ${String(failure?.cause)}`
      assert.ok(!shown.includes(key) && !shown.includes(words))
    })
  }

  test(`${source}: nobody listening is unavailable`, async () => {
    const { fake, provider } = await start([])
    await fake[Symbol.asyncDispose]()
    assert.equal((await outcome(provider)).failure?.kind, 'unavailable')
  })

  test(`${source}: a date in retry-after is a wait from now`, async () => {
    const { fake, provider } = await start([{ kind: 'error', status: 429, type: 'x', retryAfter: new Date(Date.now() + 3_600_000).toUTCString() }])
    await using _ = fake
    const waitMs = (await outcome(provider)).failure?.retryAfterMs ?? 0
    assert.ok(waitMs > 3_000_000 && waitMs <= 3_600_000)
  })

  test(`${source}: characters cut by chunks, by writes and between surrogates arrive whole`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: ['a\ud83d', '\ude00b', '', 'é\ud83d', 'x'], bytesPerWrite: 3 }])
    await using _ = fake
    const { parts, text } = await outcome(provider)
    assert.equal(text, 'a😀bé\ufffdx')
    assert.ok(parts.every((part) => part.kind !== 'text' || (part.text !== '' && part.text.isWellFormed())))
  })

  test(`${source}: a half character at the very end is replaced`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: ['end\ud83d'] }])
    await using _ = fake
    assert.equal((await outcome(provider)).text, 'end\ufffd')
  })

  test(`${source}: a huge answer arrives complete`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: Array.from({ length: 40 }, () => 'x'.repeat(50_000)) }])
    await using _ = fake
    assert.equal((await outcome(provider)).text.length, 2_000_000)
  })

  for (const [when, reply] of [
    ['before the headers', { kind: 'silence' }],
    ['mid-stream', { kind: 'stream', chunks: ['Look'], finish: 'hang' }],
  ] as const satisfies readonly (readonly [string, FakeReply])[]) {
    test(`${source}: aborting ${when} closes the connection and is cancelled`, async () => {
      const { fake, provider } = await start([reply])
      await using _ = fake
      const stop = new AbortController()
      const parts = provider.stream(request, stop.signal)[Symbol.asyncIterator]()
      if (reply.kind === 'stream') assert.deepEqual((await parts.next()).value, { kind: 'text', text: 'Look' })
      const next = parts.next()
      const { hungUp } = await fake.received(1)
      stop.abort()
      await assert.rejects(next, { kind: 'cancelled' })
      await hungUp
    })
  }

  test(`${source}: leaving the loop closes the connection`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: ['Look', 'here'], finish: 'hang' }])
    await using _ = fake
    for await (const part of provider.stream(request, new AbortController().signal)) {
      assert.equal(part.kind, 'text')
      break
    }
    await (await fake.received(1)).hungUp
  })

  test(`${source}: an aborted signal sends nothing`, async () => {
    const { fake, provider } = await start([{ kind: 'stream', chunks: ['Look'] }])
    await using _ = fake
    assert.equal((await outcome(provider, AbortSignal.abort())).failure?.kind, 'cancelled')
    assert.equal(fake.requests.length, 0)
  })
}

test('anthropic: the request has the key, the limit and an opaque user, no temperature and no thinking', async () => {
  const { fake, provider } = await sources.anthropic([{ kind: 'stream', chunks: ['a'] }])
  await using _ = fake
  await outcome(provider)
  const sent = await fake.received(1)
  assert.equal(sent.headers.authorization, `Bearer ${key}`)
  assert.deepEqual(sent.body, {
    model: 'claude-haiku-5-5',
    stream: true,
    system: 'Coach.',
    max_tokens: 200,
    messages: [{ role: 'user', content: words }],
    thinking: { type: 'disabled' },
    metadata: { user_id: 'u-1' },
  })
})

const chat = {
  stream: true,
  stream_options: { include_usage: true },
  messages: [
    { role: 'system', content: 'Coach.' },
    { role: 'user', content: words },
  ],
}

test('openai: the request asks for no reasoning and no storage, and has no temperature', async () => {
  const { fake, provider } = await sources.openai([{ kind: 'stream', chunks: ['a'] }])
  await using _ = fake
  await outcome(provider)
  const sent = await fake.received(1)
  assert.equal(sent.headers.authorization, `Bearer ${key}`)
  assert.deepEqual(sent.body, {
    ...chat,
    model: 'gpt-6-luna',
    store: false,
    max_completion_tokens: 200,
    reasoning_effort: 'none',
    safety_identifier: 'u-1',
  })
})

test('compatible: the request keeps to the fields every such server knows, and names no user', async () => {
  const { fake, provider } = await sources.compatible([{ kind: 'stream', chunks: ['a'] }])
  await using _ = fake
  await outcome(provider)
  assert.deepEqual((await fake.received(1)).body, { ...chat, model: 'qwen3', max_tokens: 200, temperature: 0.4 })
})

test('openai: a spent quota is misconfigured, though it comes as a 429', async () => {
  const { fake, provider } = await sources.openai([{ kind: 'error', status: 429, type: 'insufficient_quota', code: 'insufficient_quota' }])
  await using _ = fake
  assert.equal((await outcome(provider)).failure?.kind, 'misconfigured')
})

test('compatible: an answer without usage, or with a broken one, is an answer', async () => {
  const end = '{"choices":[{"delta":{"content":"Look"},"finish_reason":"stop"}]}'
  for (const usage of ['', 'data: {"choices":[],"usage":{"total":3}}\n\n']) {
    const { fake, provider } = await sources.compatible([{ kind: 'body', body: `data: ${end}\n\n${usage}` }])
    await using _ = fake
    assert.deepEqual((await outcome(provider)).parts, [
      { kind: 'text', text: 'Look' },
      { kind: 'end', reason: 'stop' },
    ])
  }
})

test('openai: a filtered prompt is refused', async () => {
  const { fake, provider } = await sources.openai([{ kind: 'error', status: 400, type: 'invalid_request_error', code: 'content_filter' }])
  await using _ = fake
  assert.equal((await outcome(provider)).failure?.kind, 'refused')
})

test('openai: events of another shape are a bad response', async () => {
  for (const body of ['data: {"object":"list"}\n\n', 'data: null\n\n', 'data: "hello"\n\n', 'data: {"choices":[{"delta":{"content":{}}}]}\n\n']) {
    const { fake, provider } = await sources.openai([{ kind: 'body', body }])
    await using _ = fake
    assert.equal((await outcome(provider)).failure?.kind, 'bad_response', body)
  }
})

test('anthropic: events of another shape are a bad response', async () => {
  const events = ['{"type":"message_start"}', '{"type":"content_block_delta","delta":{"type":"text_delta"}}', '{"type":"message_delta"}', 'null']
  for (const data of events) {
    const { fake, provider } = await sources.anthropic([{ kind: 'body', body: `event: message_start\ndata: ${data}\n\n` }])
    await using _ = fake
    assert.equal((await outcome(provider)).failure?.kind, 'bad_response', data)
  }
})

test('a redirect is not followed: the key stays with the configured server', async () => {
  for (const [source, start] of Object.entries(sources)) {
    const { fake: other } = await start([{ kind: 'stream', chunks: ['stolen'] }])
    await using _other = other
    const { fake, provider } = await start([{ kind: 'body', status: 307, body: '', location: `${other.url}/v1/messages` }])
    await using _ = fake
    assert.equal((await outcome(provider)).failure?.kind, 'unavailable', source)
    assert.equal(other.requests.length, 0)
  }
})
