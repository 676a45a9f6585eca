/** OpenAI's Chat Completions, and every server that speaks them (Ollama, vLLM), behind the port. */
import OpenAI from 'openai'
import { answer, type RawPart } from './answer.ts'
import { cappedFetch } from './capped-fetch.ts'
import type { EndReason, Provider, StreamRequest } from './provider.ts'

export interface OpenaiOptions {
  readonly source: 'openai' | 'compatible'
  readonly apiKey: string
  readonly model: string
  /** With the version path, as in http://127.0.0.1:11434/v1. */
  readonly baseUrl?: string
}

const officialUrl = 'https://api.openai.com/v1'

export function openaiProvider(options: OpenaiOptions): Provider {
  const client = new OpenAI({
    apiKey: options.apiKey,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    baseURL: options.baseUrl ?? officialUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
    fetch: cappedFetch,
  })
  const { source, model } = options
  return {
    source,
    model,
    stream: (request, signal) =>
      answer({ open: () => client.chat.completions.create(body(options, request), { signal }), read: reader() }, { source, signal }),
  }
}

/** The chunk with the usage comes after the one with the reason, and its list of choices is empty. */
function reader(): (chunk: OpenAI.ChatCompletionChunk) => readonly RawPart[] {
  let refused = false
  return ({ choices, usage }) => {
    const parts: RawPart[] = []
    const choice = choices.at(0)
    if (choice?.delta?.refusal) refused = true
    if (choice?.delta?.content) parts.push({ kind: 'text', text: choice.delta.content })
    if (choice?.finish_reason) parts.push({ kind: 'end', reason: refused ? 'refusal' : endReason(choice.finish_reason) })
    if (usage) parts.push({ kind: 'usage', inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens })
    return parts
  }
}

function body({ source, model }: OpenaiOptions, request: StreamRequest): OpenAI.ChatCompletionCreateParamsStreaming {
  const common = {
    model,
    stream: true as const,
    stream_options: { include_usage: true },
    messages: [{ role: 'system' as const, content: request.system }, ...request.messages.map(({ role, text }) => ({ role, content: text }))],
    ...(request.temperature !== undefined && takesTemperature(source, model) ? { temperature: request.temperature } : {}),
  }
  if (source === 'compatible') return { ...common, max_tokens: request.maxOutputTokens }
  return {
    ...common,
    store: false,
    max_completion_tokens: request.maxOutputTokens,
    ...(answersAtOnce(model) ? { reasoning_effort: 'none' as const } : {}),
    ...(request.user === undefined ? {} : { safety_identifier: request.user }),
  }
}

/** OpenAI's reasoning models reject a temperature; self-hosted models take one. */
function takesTemperature(source: OpenaiOptions['source'], model: string): boolean {
  return source === 'compatible' || /^(gpt-4|gpt-3\.5|chatgpt-4)/.test(model)
}

/** A short answer that starts at once is wanted, and reasoning would spend the same allowance; other models reject the setting. */
function answersAtOnce(model: string): boolean {
  return /^gpt-(5\.[1-9]|[6-9](\.\d)?)(-(sol|terra|luna|mini|nano))?(-\d{4}-\d\d-\d\d)?$/.test(model)
}

function endReason(reason: string): EndReason {
  if (reason === 'stop') return 'stop'
  if (reason === 'length') return 'length'
  return reason === 'content_filter' ? 'refusal' : 'other'
}
