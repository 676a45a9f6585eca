/** The two streaming protocols as their providers write them, for the fake servers of the tests. */

export interface FakeUsage {
  readonly inputTokens: number
  readonly outputTokens: number
}

export type FakeEnd = 'stop' | 'length' | 'refusal'

interface FakeError {
  readonly type: string
  readonly code?: string
  readonly message: string
}

export interface Wire {
  readonly path: string
  /** The error a request of this kind gets from the real server, if it would get one. */
  reject(
    headers: Readonly<Record<string, unknown>>,
    body: Readonly<Record<string, unknown>>,
  ): { readonly status: number; readonly type: string } | undefined
  begin(model: string, usage: FakeUsage): string
  text(model: string, text: string): string
  end(model: string, how: { readonly reason: FakeEnd; readonly usage: FakeUsage }): string
  errorBody(error: FakeError): string
  errorEvent(error: FakeError): string
}

function named(data: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
}

const anthropicReasons = { stop: 'end_turn', length: 'max_tokens', refusal: 'refusal' } as const

function anthropicError({ type, message }: FakeError): { type: string; [field: string]: unknown } {
  return { type: 'error', error: { type, message }, request_id: 'req_011fake' }
}

export const anthropicWire: Wire = {
  path: '/v1/messages',
  reject: (headers, body) => {
    if (!/^Bearer \S+$/.test(String(headers.authorization)) && typeof headers['x-api-key'] !== 'string')
      return { status: 401, type: 'authentication_error' }
    const valid = typeof headers['anthropic-version'] === 'string' && typeof body.max_tokens === 'number' && !('temperature' in body)
    return valid && body.stream === true ? undefined : { status: 400, type: 'invalid_request_error' }
  },
  begin: (model, usage) =>
    named({
      type: 'message_start',
      message: {
        id: 'msg_01fake',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: usage.inputTokens, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 },
      },
    }) +
    named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }) +
    named({ type: 'ping' }),
  text: (_model, text) => named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  end: (_model, { reason, usage }) =>
    named({ type: 'content_block_stop', index: 0 }) +
    named({
      type: 'message_delta',
      delta: { stop_reason: anthropicReasons[reason], stop_sequence: null },
      usage: { output_tokens: usage.outputTokens },
    }) +
    named({ type: 'message_stop' }),
  errorBody: (error) => JSON.stringify(anthropicError(error)),
  errorEvent: (error) => named(anthropicError(error)),
}

const openaiReasons = { stop: 'stop', length: 'length', refusal: 'content_filter' } as const

function chunk(model: string, rest: { readonly choices: readonly object[]; readonly usage: object | null }): string {
  return `data: ${JSON.stringify({ id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1_790_000_000, model, service_tier: 'default', ...rest })}\n\n`
}

function choice(delta: object, reason: string | null): object {
  return { index: 0, delta, logprobs: null, finish_reason: reason }
}

function openaiError({ type, code, message }: FakeError): string {
  return JSON.stringify({ error: { message, type, param: null, code: code ?? null } })
}

export const openaiWire: Wire = {
  path: '/v1/chat/completions',
  reject: (headers, body) => {
    if (!/^Bearer \S+$/.test(String(headers.authorization))) return { status: 401, type: 'invalid_request_error' }
    const valid = typeof body.model === 'string' && Array.isArray(body.messages) && !('max_tokens' in body && 'max_completion_tokens' in body)
    return valid && body.stream === true ? undefined : { status: 400, type: 'invalid_request_error' }
  },
  begin: (model) => chunk(model, { choices: [choice({ role: 'assistant', content: '', refusal: null }, null)], usage: null }),
  text: (model, text) => chunk(model, { choices: [choice({ content: text }, null)], usage: null }),
  end: (model, { reason, usage }) =>
    chunk(model, { choices: [choice({}, openaiReasons[reason])], usage: null }) +
    chunk(model, {
      choices: [],
      usage: { prompt_tokens: usage.inputTokens, completion_tokens: usage.outputTokens, total_tokens: usage.inputTokens + usage.outputTokens },
    }) +
    'data: [DONE]\n\n',
  errorBody: openaiError,
  errorEvent: (error) => `data: ${openaiError(error)}\n\n`,
}
