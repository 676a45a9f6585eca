/** Calls to providers: a deadline for all of them together, an end when the learner is gone, a bound on what is read, and one kind of error. */
import { AuthorizationResponseError, ClientError, type CustomFetch, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client'
import { ProviderError, type ProviderTrouble } from './provider.ts'

const mostBytes = 1024 * 1024

/** @param deadlineMs for all calls of one sign-in together. */
export function within(deadlineMs: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
}

/** Every answer is read whole while the signal lasts: headers alone are no answer. */
export function boundedFetch(signal: AbortSignal): CustomFetch {
  return async (url, { body, ...options }) => {
    const response = await fetch(url, {
      ...options,
      ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
      redirect: 'manual',
      signal,
    })
    const read = await readBounded(response)
    if (response.status >= 500) throw new ProviderError('away', `the provider answered ${response.status}`)
    return new Response(bodiless.has(response.status) ? null : read, { status: response.status, headers: response.headers })
  }
}

const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new ProviderError('garbled', 'the provider answered more than it can mean')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Whatever went wrong, as one of four troubles. Names the library's code, never what was sent or answered. */
export async function withProvider<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw ownError(error) ?? new ProviderError(troubleOf(error, signal), nameOf(error))
  }
}

/** The library may have wrapped it. */
function ownError(error: unknown): ProviderError | undefined {
  if (error instanceof ProviderError) return error
  return error instanceof Error && error.cause !== error ? ownError(error.cause) : undefined
}

function troubleOf(error: unknown, signal: AbortSignal): ProviderTrouble {
  if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'denied' : 'refused'
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) return 'refused'
  if (signal.aborted || isAway(error)) return 'away'
  return 'garbled'
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message)) return true
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true
  return error.cause !== error && isAway(error.cause)
}

function nameOf(error: unknown): string {
  const code = error instanceof ClientError || (error instanceof Error && 'code' in error) ? String(error.code) : ''
  return `${error instanceof Error ? error.name : 'Error'}${code === '' ? '' : ` ${code}`}`
}
