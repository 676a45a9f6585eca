/** Requests to the gateway on our own origin: signed in by cookie, with a deadline, signed in anew once when the access has run out. */
import { ApiError, noAnswer, toApiError } from './problem.ts'

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** The same key and body replays the first answer. */
  readonly idempotencyKey?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  /** Zero for a stream, which lasts as long as it lasts. */
  readonly deadlineMs?: number
  /** Sent also when the page is left meanwhile. */
  readonly keepalive?: boolean
}

export interface Http {
  /** The JSON of the answer; undefined for 204. Throws ApiError. */
  json<T>(path: string, request?: HttpRequest): Promise<T>
  /** The answer itself, for streams and files. Throws ApiError unless it is good. */
  open(path: string, request?: HttpRequest): Promise<Response>
}

export interface HttpOptions {
  readonly fetch: typeof fetch
  /** Runs one renewal at a time, over all tabs. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>
}

const deadlineMs = 20_000
/** Renewing is never tried for these: a refusal is their answer. */
const withoutRenewal = /^\/api\/auth\/(login|mfa\/totp\/login|register|refresh-token|verify-email|forgot-password|reset-password)$/

export function createHttp(options: HttpOptions): Http {
  const renew = singleFlight(() => options.exclusively(() => send(options.fetch, '/api/auth/refresh-token', { method: 'POST', body: {} })))

  async function open(path: string, request: HttpRequest = {}): Promise<Response> {
    const first = await send(options.fetch, path, request)
    if (first.status !== 401 || withoutRenewal.test(path)) return accepted(first)
    const renewed = await renew()
    if (renewed === 'refused') throw await toApiError(first)
    return accepted(await send(options.fetch, path, request))
  }

  return {
    open,
    async json<T>(path: string, request?: HttpRequest): Promise<T> {
      const response = await open(path, request)
      if (response.status === 204) return undefined as T
      try {
        return (await response.json()) as T
      } catch (error) {
        request?.signal?.throwIfAborted()
        throw new ApiError(noAnswer, undefined, { cause: error })
      }
    },
  }
}

function singleFlight(renew: () => Promise<Response>): () => Promise<'renewed' | 'refused'> {
  let flight: Promise<'renewed' | 'refused'> | undefined
  return () => {
    flight ??= renew()
      .then(async (response) => {
        if (response.ok) return 'renewed' as const
        if (response.status >= 400 && response.status < 500 && response.status !== 429) return 'refused' as const
        throw await toApiError(response)
      })
      .finally(() => {
        flight = undefined
      })
    return flight
  }
}

async function accepted(response: Response): Promise<Response> {
  if (!response.ok) throw await toApiError(response)
  return response
}

async function send(ask: typeof fetch, path: string, request: HttpRequest): Promise<Response> {
  const { method = 'GET', body, signal, idempotencyKey, headers } = request
  const limit = request.deadlineMs ?? deadlineMs
  const signals = [...(signal === undefined ? [] : [signal]), ...(limit === 0 ? [] : [AbortSignal.timeout(limit)])]
  try {
    return await ask(path, {
      method,
      credentials: 'same-origin',
      keepalive: request.keepalive ?? false,
      signal: AbortSignal.any(signals),
      headers: {
        Accept: 'application/json',
        'X-Quint-Client': 'web',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    signal?.throwIfAborted()
    throw new ApiError(noAnswer, undefined, { cause: error })
  }
}
