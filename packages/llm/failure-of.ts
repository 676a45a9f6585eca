/** Sorts what a provider's client throws into the closed kinds of failure, keeping none of its words. */
import type { ProviderFailureKind, ProviderSource } from './provider.ts'
import { ProviderFailure } from './provider.ts'

interface Upstream {
  readonly status: number | undefined
  /** The provider's machine-readable names of the error, such as `overloaded_error` and `insufficient_quota`. */
  readonly names: readonly unknown[]
  readonly headers: Headers | undefined
}

const kindOfName: Readonly<Record<string, ProviderFailureKind>> = {
  rate_limit_error: 'rate_limited',
  rate_limit_exceeded: 'rate_limited',
  overloaded_error: 'overloaded',
  api_error: 'unavailable',
  server_error: 'unavailable',
  timeout_error: 'timeout',
  authentication_error: 'misconfigured',
  permission_error: 'misconfigured',
  not_found_error: 'misconfigured',
  invalid_request_error: 'misconfigured',
  billing_error: 'misconfigured',
  insufficient_quota: 'misconfigured',
  content_filter: 'refused',
  content_policy_violation: 'refused',
}

const kindOfStatus: Readonly<Record<number, ProviderFailureKind>> = {
  408: 'timeout',
  409: 'unavailable',
  429: 'rate_limited',
  503: 'overloaded',
  504: 'timeout',
  529: 'overloaded',
}

/** These say more than the status they come with: a spent quota is a 429 that no waiting cures, a filtered prompt is a 400. */
const strongNames: ReadonlySet<unknown> = new Set(['insufficient_quota', 'content_filter', 'content_policy_violation'])

export function failureOf(error: unknown, context: { readonly source: ProviderSource; readonly signal: AbortSignal }): ProviderFailure {
  const { source, signal } = context
  if (error instanceof ProviderFailure) return error.source === source ? error : new ProviderFailure(error.kind, { source })
  if (signal.aborted) return new ProviderFailure('cancelled', { source })
  // Both clients wrap what their fetch throws.
  if (error instanceof Error && error.cause instanceof ProviderFailure) return new ProviderFailure(error.cause.kind, { source })
  const upstream = read(error)
  const retryAfterMs = retryAfter(upstream.headers)
  return new ProviderFailure(kindOf(error, upstream), { source, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}

function kindOf(error: unknown, upstream: Upstream): ProviderFailureKind {
  const strong = upstream.names.find((name) => strongNames.has(name))
  const named = [strong, ...upstream.names].map(lookUp).find((kind) => kind !== undefined)
  if (strong !== undefined && named !== undefined) return named
  if (upstream.status !== undefined) return ofStatus(upstream.status)
  if (named !== undefined) return named
  if (error instanceof SyntaxError) return 'bad_response'
  return 'unavailable'
}

function lookUp(name: unknown): ProviderFailureKind | undefined {
  return typeof name === 'string' && Object.hasOwn(kindOfName, name) ? kindOfName[name] : undefined
}

function ofStatus(status: number): ProviderFailureKind {
  return kindOfStatus[status] ?? (status >= 400 && status < 500 ? 'misconfigured' : 'unavailable')
}

/** Both clients throw errors of this shape, from classes of their own. */
function read(error: unknown): Upstream {
  const { status, type, code, headers } = fieldsOf(error)
  return {
    status: typeof status === 'number' ? status : undefined,
    names: [code, type],
    headers: headers instanceof Headers ? headers : undefined,
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** `retry-after-ms`, else `retry-after` in seconds or as a date. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (Number.isFinite(ms)) return Math.max(0, ms)
  const text = headers?.get('retry-after') ?? ''
  const seconds = Number(text)
  if (text.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(text)
  return Number.isFinite(date) ? Math.max(0, date - Date.now()) : undefined
}
