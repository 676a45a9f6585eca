/** Fake model providers that speak the real protocols over HTTP and fail like the real ones, and a clock moved by hand. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import type { Clock } from './clock.ts'
import { anthropicWire, type FakeEnd, type FakeUsage, openaiWire, type Wire } from './testing-wire.ts'

/** How a stream goes on after its chunks: a proper end, an error event, or one of the ways to die. */
type FakeFinish = FakeEnd | 'error_event' | 'malformed' | 'garbage' | 'close' | 'destroy' | 'hang'

export type FakeReply =
  | {
      readonly kind: 'stream'
      /** Text to send; a promise among them is a gate the stream waits at. */
      readonly chunks: readonly (string | Promise<unknown>)[]
      readonly finish?: FakeFinish
      readonly usage?: FakeUsage
      /** Writes the stream in pieces of so many bytes, across characters and events. */
      readonly bytesPerWrite?: number
    }
  /** An error answer; its message repeats the request's key and text, as real ones may. */
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly code?: string; readonly retryAfter?: string }
  /** Any other body, such as an empty one or a proxy's page. */
  | { readonly kind: 'body'; readonly body: string | Uint8Array; readonly status?: number; readonly contentType?: string; readonly location?: string }
  /** Takes the request and never answers. */
  | { readonly kind: 'silence' }
  /** Resets the connection instead of answering. */
  | { readonly kind: 'reset' }

/** The replies in order, the last one for every further request; or a function of the request and its number, from 0. */
export type FakeScript = readonly FakeReply[] | ((request: FakeRequest, index: number) => FakeReply)

interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Readonly<Record<string, unknown>>
  /** Resolves when the client closes the connection before the reply is complete. */
  readonly hungUp: Promise<void>
}

export interface FakeProvider extends AsyncDisposable {
  /** The base URL to configure; with /v1 for OpenAI. */
  readonly url: string
  readonly requests: readonly FakeRequest[]
  /** Resolves when so many requests have come, with the last of them. */
  received(count: number): Promise<FakeRequest>
}

export async function startFakeAnthropic(script: FakeScript): Promise<FakeProvider> {
  return start(anthropicWire, { script, basePath: '' })
}

/** Also plays an OpenAI-compatible server. */
export async function startFakeOpenai(script: FakeScript): Promise<FakeProvider> {
  return start(openaiWire, { script, basePath: '/v1' })
}

async function start(wire: Wire, options: { readonly script: FakeScript; readonly basePath: string }): Promise<FakeProvider> {
  const requests: FakeRequest[] = []
  const arrivals = new Set<() => void>()
  const server = createServer((message, response) => {
    accept(message, response)
      .then((request) => {
        const index = requests.push(request) - 1
        for (const arrival of arrivals) arrival()
        return reply(wire, { request, response, script: options.script, index })
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.basePath}`,
    requests,
    received: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          const request = requests[count - 1]
          if (request === undefined) return
          arrivals.delete(check)
          resolve(request)
        }
        arrivals.add(check)
        check()
      }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function accept(message: IncomingMessage, response: ServerResponse): Promise<FakeRequest> {
  const { promise: hungUp, resolve } = Promise.withResolvers<void>()
  response.on('close', () => {
    if (!response.writableEnded && !response.errored) resolve()
  })
  response.on('error', () => undefined)
  const body: unknown = JSON.parse(await readText(message))
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: message.headers,
    body: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
    hungUp,
  }
}

interface Exchange {
  readonly request: FakeRequest
  readonly response: ServerResponse
  readonly script: FakeScript
  readonly index: number
}

async function reply(wire: Wire, exchange: Exchange): Promise<void> {
  const { request, response, script, index } = exchange
  const rejected =
    request.method === 'POST' && request.path === wire.path ? wire.reject(request.headers, request.body) : { status: 404, type: 'not_found_error' }
  const chosen = typeof script === 'function' ? script(request, index) : (script[index] ?? script.at(-1))
  if (rejected !== undefined) return sendError(wire, exchange, { kind: 'error', ...rejected })
  if (chosen === undefined) return sendError(wire, exchange, { kind: 'error', status: 500, type: 'api_error' })
  if (chosen.kind === 'error') return sendError(wire, exchange, chosen)
  if (chosen.kind === 'stream') return sendStream(wire, exchange, chosen)
  if (chosen.kind === 'body') {
    const location = chosen.location === undefined ? {} : { location: chosen.location }
    response.writeHead(chosen.status ?? 200, { 'content-type': chosen.contentType ?? 'text/event-stream', ...location }).end(chosen.body)
  } else if (chosen.kind === 'reset') response.socket?.resetAndDestroy()
}

function sendError(wire: Wire, { request, response }: Exchange, error: Extract<FakeReply, { kind: 'error' }>): void {
  const headers = { 'content-type': 'application/json', ...(error.retryAfter === undefined ? {} : { 'retry-after': error.retryAfter }) }
  response.writeHead(error.status, headers).end(wire.errorBody({ ...error, message: echo(request) }))
}

function echo({ headers, body }: FakeRequest): string {
  return `key ${String(headers['x-api-key'] ?? headers.authorization)} said ${JSON.stringify(body.messages)}`
}

async function sendStream(wire: Wire, exchange: Exchange, script: Extract<FakeReply, { kind: 'stream' }>): Promise<void> {
  const { request, response } = exchange
  const model = String(request.body.model)
  const usage = script.usage ?? { inputTokens: 11, outputTokens: 7 }
  const write = writer(response, script.bytesPerWrite)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  await write(wire.begin(model, usage))
  for (const piece of script.chunks) {
    if (typeof piece === 'string') await write(wire.text(model, piece))
    else await Promise.race([piece, request.hungUp])
    if (response.destroyed) return
  }
  const finish = script.finish ?? 'stop'
  if (finish === 'hang') return
  if (finish === 'destroy') return void response.destroy(new Error('the fake provider dies'))
  if (finish === 'error_event') await write(wire.errorEvent({ type: 'overloaded_error', message: echo(request) }))
  else if (finish === 'malformed') await write('event: content_block_delta\ndata: {"type":"content_block_delta","choi\n\n')
  else if (finish === 'garbage') await write(Uint8Array.from({ length: 512 }, (_, index) => (index * 151) % 256))
  else if (finish !== 'close') await write(wire.end(model, { reason: finish, usage }))
  response.end()
}

function writer(response: ServerResponse, bytesPerWrite: number | undefined): (data: string | Uint8Array) => Promise<void> {
  return async (data) => {
    const bytes = Buffer.from(data as string)
    const step = bytesPerWrite ?? Math.max(1, bytes.length)
    for (let at = 0; at < bytes.length; at += step) {
      if (response.destroyed) return
      await new Promise<void>((resolve) => response.write(bytes.subarray(at, at + step), () => resolve()))
    }
  }
}

export interface ManualClock extends Clock {
  /** Moves the time and makes the calls that fall due. */
  advance(ms: number): void
  /** Resolves when a call is waiting that was asked for with exactly this delay. */
  armed(ms: number): Promise<void>
  /** Calls still waiting. */
  pending(): number
}

export function manualClock(startMs = 1_790_000_000_000): ManualClock {
  let now = startMs
  const calls = new Set<{ readonly ms: number; readonly at: number; readonly call: () => void }>()
  const watchers = new Set<() => void>()
  return {
    now: () => now,
    after: (ms, call) => {
      const entry = { ms, at: now + ms, call }
      calls.add(entry)
      for (const watcher of watchers) watcher()
      return () => void calls.delete(entry)
    },
    advance: (ms) => {
      now += ms
      for (const entry of [...calls].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
        if (calls.delete(entry)) entry.call()
      }
    },
    pending: () => calls.size,
    armed: (ms) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (![...calls].some((entry) => entry.ms === ms)) return
          watchers.delete(check)
          resolve()
        }
        watchers.add(check)
        check()
      }),
  }
}
