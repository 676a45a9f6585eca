/** One attempt at a model as an operator sees it: a span and durations under the names of the conventions for generative AI. */
import { measure } from '@quint/telemetry/metrics.ts'
import { begin } from '@quint/telemetry/trace.ts'
import type { Provider, ProviderFailureKind, StreamPart, StreamRequest } from './provider.ts'

export interface ObservedAttempt {
  part(part: StreamPart): void
  /** @param failure what it came to; undefined for an answer. */
  end(failure?: ProviderFailureKind): void
}

export function observeAttempt({ source, model }: Provider, request: StreamRequest): ObservedAttempt {
  const asked = { 'gen_ai.provider.name': source, 'gen_ai.request.model': model } as const
  const attributes = { 'gen_ai.operation.name': 'chat', ...asked } as const
  const span = begin(`chat ${model}`, {
    kind: 'client',
    attributes: { ...attributes, 'gen_ai.request.max_tokens': request.maxOutputTokens, 'gen_ai.request.temperature': request.temperature },
  })
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1000
  let began = false
  let before = started
  if (request.temperature !== undefined) measure('quint.llm.temperature', request.temperature, asked)
  return {
    part(part) {
      const now = performance.now()
      if (!began) {
        began = true
        measure('gen_ai.client.operation.time_to_first_chunk', (now - started) / 1000, attributes)
        span.set({ 'gen_ai.response.time_to_first_chunk': (now - started) / 1000 })
      } else if (part.kind === 'text') measure('gen_ai.client.operation.time_per_output_chunk', (now - before) / 1000, attributes)
      before = now
      if (part.kind !== 'usage') return
      span.set({ 'gen_ai.usage.input_tokens': part.inputTokens, 'gen_ai.usage.output_tokens': part.outputTokens })
      measure('gen_ai.client.token.usage', part.inputTokens, { ...attributes, 'gen_ai.token.type': 'input' })
      measure('gen_ai.client.token.usage', part.outputTokens, { ...attributes, 'gen_ai.token.type': 'output' })
    },
    end(failure) {
      span.end(failure)
      measure('gen_ai.client.operation.duration', seconds(), { ...attributes, 'error.type': failure })
    },
  }
}
