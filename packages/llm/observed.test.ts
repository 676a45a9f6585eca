/** Attempts at a model as an operator sees them: the names of the conventions, and nothing of what was asked or answered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { startTelemetry } from '@quint/telemetry/sdk.ts'
import { settings } from '@quint/telemetry/settings.ts'
import { startCollector } from '@quint/telemetry/testing.ts'
import { observeAttempt } from './observed.ts'
import type { Provider, StreamRequest } from './provider.ts'

const provider: Provider = {
  source: 'anthropic',
  model: 'claude-sonnet-4-5',
  async *stream() {
    yield* []
  },
}
const request: StreamRequest = {
  system: 'canary system',
  messages: [{ role: 'user', text: 'canary answer' }],
  maxOutputTokens: 400,
  temperature: 0.4,
}

test('an attempt is a client span with tokens and durations, and a failed one has its kind', async () => {
  await using collector = await startCollector()
  {
    const read = readSettings(settings, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
    await using _telemetry = await startTelemetry(read, { service: 'test', log: silentLog })
    const answered = observeAttempt(provider, request)
    for (const text of ['canary', ' hint']) answered.part({ kind: 'text', text })
    answered.part({ kind: 'usage', inputTokens: 120, outputTokens: 30 })
    answered.end()
    observeAttempt(provider, request).end('rate_limited')
  }
  const asked = { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'anthropic', 'gen_ai.request.model': 'claude-sonnet-4-5' }
  const [answered, refused] = collector.spans
  assert.deepEqual(
    [answered?.name, answered?.kind, refused?.failed, refused?.attributes['error.type']],
    ['chat claude-sonnet-4-5', 3, true, 'rate_limited'],
  )
  assert.partialDeepStrictEqual(answered?.attributes, {
    ...asked,
    'gen_ai.request.max_tokens': 400,
    'gen_ai.request.temperature': 0.4,
    'gen_ai.usage.input_tokens': 120,
    'gen_ai.usage.output_tokens': 30,
  })
  const pointsOf = (name: string) => collector.metrics.find((metric) => metric.name === name)?.attributes
  assert.deepEqual(pointsOf('gen_ai.client.operation.duration'), [asked, { ...asked, 'error.type': 'rate_limited' }])
  assert.deepEqual(pointsOf('gen_ai.client.operation.time_to_first_chunk'), [asked])
  assert.deepEqual(pointsOf('gen_ai.client.operation.time_per_output_chunk'), [asked])
  assert.deepEqual(pointsOf('gen_ai.client.token.usage'), [
    { ...asked, 'gen_ai.token.type': 'input' },
    { ...asked, 'gen_ai.token.type': 'output' },
  ])
  assert.doesNotMatch(JSON.stringify([collector.spans, collector.metrics, collector.logs]), /canary/)
})
