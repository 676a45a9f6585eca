/** Signing in by a code that is confirmed in the web app (RFC 8628): no password is ever typed into the extension. */
import { ApiError, toApiError } from '@quint/web/api/problem.ts'
import type { Account, Tokens } from './account.ts'

export interface DeviceGrant {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUri: string
  readonly verificationUriComplete: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly intervalSeconds: number
}

export type GrantEnd =
  | { readonly kind: 'granted'; readonly tokens: Omit<Tokens, 'server'> }
  | { readonly kind: 'denied' }
  | { readonly kind: 'expired' }

export interface GrantOptions {
  readonly open: Account['open']
  readonly server: string
  readonly now: () => number
}

export async function beginGrant({ open, server, now }: GrantOptions, signal: AbortSignal): Promise<DeviceGrant> {
  const response = await open('/api/auth/device', { method: 'POST', body: { name: 'Browser extension' }, signal })
  if (!response.ok) throw await toApiError(response)
  const grant = toGrant(await response.json().catch(() => undefined), server, now())
  if (grant === undefined)
    throw new ApiError({
      title: 'Not understood',
      status: 0,
      detail: 'This server does not answer as Quint does. Check its address in the settings.',
    })
  return grant
}

export interface PollOptions extends GrantOptions {
  readonly grant: DeviceGrant
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>
}

/** Asks until it is decided; a connection that fails only makes it ask more slowly (RFC 8628, 3.5). */
export async function pollGrant({ open, now, grant, wait }: PollOptions, signal: AbortSignal): Promise<GrantEnd> {
  let seconds = grant.intervalSeconds
  while (now() < grant.expiresAt) {
    await wait(seconds, signal)
    const { status, body } = await attempt(open, grant.deviceCode, signal)
    if (status === 200) {
      const tokens = toTokens(body)
      if (tokens !== undefined) return { kind: 'granted', tokens }
    }
    const code = errorOf(body)
    if (code === 'access_denied') return { kind: 'denied' }
    if (code === 'expired_token' || code === 'invalid_grant') return { kind: 'expired' }
    if (code !== 'authorization_pending') seconds = Math.min(60, seconds + 5)
  }
  return { kind: 'expired' }
}

async function attempt(open: Account['open'], deviceCode: string, signal: AbortSignal): Promise<{ readonly status: number; readonly body: unknown }> {
  try {
    const response = await open('/api/auth/device/token', { method: 'POST', body: { deviceCode }, signal })
    return { status: response.status, body: await response.json() }
  } catch {
    signal.throwIfAborted()
    return { status: 0, body: undefined }
  }
}

/** The code of RFC 8628, in a field of its own or as the last part of a problem's type. */
function errorOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  const { error, type } = body as Readonly<Record<string, unknown>>
  if (typeof error === 'string') return error
  return typeof type === 'string' ? (type.split('/').at(-1) ?? '').replaceAll('-', '_') : ''
}

function toTokens(body: unknown): Omit<Tokens, 'server'> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { user, accessToken, refreshToken } = body as Readonly<Record<string, unknown>>
  if (typeof user !== 'object' || user === null || !('id' in user) || typeof user.id !== 'string') return undefined
  return typeof accessToken === 'string' && typeof refreshToken === 'string' ? { userId: user.id, accessToken, refreshToken } : undefined
}

/** Links lead only to the server that was asked. */
function toGrant(body: unknown, server: string, now: number): DeviceGrant | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval } = body as Readonly<Record<string, unknown>>
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || userCode.length > 32 || typeof expiresIn !== 'number') return undefined
  const plain = ownLink(verificationUri, server) ?? `${server}/device`
  return {
    deviceCode,
    userCode,
    verificationUri: plain,
    verificationUriComplete: ownLink(verificationUriComplete, server) ?? plain,
    expiresAt: now + expiresIn * 1000,
    intervalSeconds: typeof interval === 'number' && interval >= 1 && interval <= 60 ? interval : 5,
  }
}

function ownLink(link: unknown, server: string): string | undefined {
  const url = typeof link === 'string' ? URL.parse(link) : null
  return url?.origin === server ? url.href : undefined
}
