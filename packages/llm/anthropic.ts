/** Anthropic's Messages API behind the port. */
import Anthropic from '@anthropic-ai/sdk'
import { answer, type RawPart } from './answer.ts'
import { cappedFetch } from './capped-fetch.ts'
import type { EndReason, Provider, StreamRequest } from './provider.ts'

export interface AnthropicOptions {
  readonly apiKey: string
  readonly model: string
  /** Without a path: the client adds /v1/messages. */
  readonly baseUrl?: string
}

const officialUrl = 'https://api.anthropic.com'

/** Current models reject sampling parameters, so the wish for a temperature is not passed on. */
export function anthropicProvider(options: AnthropicOptions): Provider {
  const client = new Anthropic({
    apiKey: options.apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: options.baseUrl ?? officialUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
    fetch: cappedFetch,
  })
  const { model } = options
  return {
    source: 'anthropic',
    model,
    stream: (request, signal) =>
      answer({ open: () => client.messages.create(body(model, request), { signal }), read: reader() }, { source: 'anthropic', signal }),
  }
}

function reader(): (event: Anthropic.RawMessageStreamEvent) => readonly RawPart[] {
  let inputTokens = 0
  let outputTokens = 0
  let reason: EndReason = 'other'
  return (event) => {
    if (event.type === 'message_start') {
      inputTokens = allInput(event.message.usage)
      outputTokens = event.message.usage.output_tokens
    } else if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      return [{ kind: 'text', text: event.delta.text }]
    } else if (event.type === 'message_delta') {
      outputTokens = event.usage.output_tokens
      reason = endReason(event.delta.stop_reason)
    } else if (event.type === 'message_stop') {
      return [{ kind: 'usage', inputTokens, outputTokens }, { kind: 'end', reason }, { kind: 'done' }]
    }
    return []
  }
}

function body(model: string, request: StreamRequest): Anthropic.MessageCreateParamsStreaming {
  return {
    model,
    stream: true,
    system: request.system,
    max_tokens: request.maxOutputTokens,
    messages: request.messages.map(({ role, text }) => ({ role, content: text })),
    ...(answersAtOnce(model) ? { thinking: { type: 'disabled' } } : {}),
    ...(request.user === undefined ? {} : { metadata: { user_id: request.user } }),
  }
}

/** A short answer that starts at once is wanted, and thinking would spend the same allowance; the larger families reject turning it off. */
function answersAtOnce(model: string): boolean {
  return model.startsWith('claude-haiku-')
}

function allInput(usage: Anthropic.Usage): number {
  return usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0)
}

function endReason(reason: Anthropic.StopReason | null): EndReason {
  if (reason === 'end_turn' || reason === 'stop_sequence') return 'stop'
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length'
  return reason === 'refusal' ? 'refusal' : 'other'
}
