/** The learner's tokens on this device, and requests to the gateway that carry them; two windows never use one refresh token twice. */
import type { Http, HttpRequest } from '@quint/web/api/http.ts'
import { ApiError, noAnswer, toApiError } from '@quint/web/api/problem.ts'
import type { Store } from './store.ts'

export interface Tokens {
  /** The origin that gave them: no other one gets them. */
  readonly server: string
  readonly userId: string
  readonly accessToken: string
  readonly refreshToken: string
}

export interface AccountOptions {
  readonly server: string
  readonly store: Store
  readonly fetch: typeof fetch
  /** Runs one piece of work at a time, over all windows. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>
}

export interface Account {
  readonly http: Http
  tokens(): Promise<Tokens | undefined>
  keep(tokens: Omit<Tokens, 'server'>): Promise<void>
  forget(): Promise<void>
  /** Without a token. */
  open(path: string, request?: HttpRequest): Promise<Response>
}

export const tokensKey = 'quint:tokens'
const deadlineMs = 20_000

export function openAccount({ server, store, fetch: ask, exclusively }: AccountOptions): Account {
  const tokens = async (): Promise<Tokens | undefined> => {
    const kept = toTokens(await store.get(tokensKey))
    return kept?.server === server ? kept : undefined
  }
  const open = (path: string, request: HttpRequest = {}, token?: string): Promise<Response> => send(ask, { url: `${server}${path}`, token }, request)

  const refreshed = async (now: Tokens): Promise<string> => {
    const response = await open('/api/auth/refresh-token', { method: 'POST', body: { refreshToken: now.refreshToken } })
    if (!response.ok) throw await refused(response, store)
    const fresh = toTokens({ ...now, ...((await response.json()) as object) })
    if (fresh === undefined) throw new ApiError(noAnswer)
    // Who signed out meanwhile, or in as somebody else, stays so.
    if ((await tokens())?.refreshToken !== now.refreshToken) throw signedOut()
    await store.set(tokensKey, fresh)
    return fresh.accessToken
  }

  /** @param used the token that was refused. @returns the one to use now. */
  const renewed = (used: string): Promise<string> =>
    exclusively(async () => {
      const now = await tokens()
      if (now === undefined) throw signedOut()
      // Otherwise another window was faster.
      return now.accessToken === used ? refreshed(now) : now.accessToken
    })

  async function opened(path: string, request?: HttpRequest): Promise<Response> {
    const used = (await tokens())?.accessToken
    if (used === undefined) throw signedOut()
    const first = await open(path, request, used)
    const response = first.status === 401 ? await open(path, request, await renewed(used)) : first
    if (!response.ok) throw await toApiError(response)
    return response
  }

  return {
    http: { open: opened, json: async <T>(path: string, request?: HttpRequest) => jsonOf<T>(await opened(path, request), request?.signal) },
    tokens,
    keep: ({ userId, accessToken, refreshToken }) => store.set(tokensKey, { server, userId, accessToken, refreshToken }),
    forget: () => store.remove(tokensKey),
    open,
  }
}

/** Only a clear no ends the sign-in; a gateway that is busy or broken does not. */
async function refused(response: Response, store: Store): Promise<ApiError> {
  if (response.status < 400 || response.status >= 500 || response.status === 429) return toApiError(response)
  await store.remove(tokensKey)
  return signedOut()
}

function signedOut(): ApiError {
  return new ApiError({ title: 'Signed out', status: 401, detail: 'Sign in to go on.' })
}

async function jsonOf<T>(response: Response, signal: AbortSignal | undefined): Promise<T> {
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch (error) {
    signal?.throwIfAborted()
    throw new ApiError(noAnswer, undefined, { cause: error })
  }
}

interface Destination {
  readonly url: string
  readonly token: string | undefined
}

async function send(ask: typeof fetch, { url, token }: Destination, request: HttpRequest): Promise<Response> {
  const { method = 'GET', body, signal, idempotencyKey, headers } = request
  const limit = request.deadlineMs ?? deadlineMs
  const signals = [...(signal === undefined ? [] : [signal]), ...(limit === 0 ? [] : [AbortSignal.timeout(limit)])]
  try {
    return await ask(url, {
      method,
      // The browser's own cookies for the server are another sign-in.
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.any(signals),
      headers: {
        Accept: 'application/json',
        'X-Quint-Client': 'extension',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
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

export function toTokens(value: unknown): Tokens | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { server, userId, accessToken, refreshToken } = value as Readonly<Record<string, unknown>>
  if (typeof server !== 'string' || typeof userId !== 'string') return undefined
  if (typeof accessToken !== 'string' || typeof refreshToken !== 'string') return undefined
  return { server, userId, accessToken, refreshToken }
}
