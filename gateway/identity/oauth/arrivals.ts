/** What happens when a learner comes back from a provider: signed in, linked, or shown to be there. */
import type { Log } from '@quint/runtime/log.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { securityEvents } from '@quint/telemetry/security.ts'
import type { Request, Response } from 'express'
import type { Cookies } from '../../http/cookies.ts'
import type { Limit } from '../../http/limits.ts'
import type { Consent } from '../consent.ts'
import { deviceLabel } from '../device-label.ts'
import type { Attempt, Attempts, Purpose } from './attempt.ts'
import type { Linking } from './linking.ts'
import type { Notices } from './notices.ts'
import type { Provider } from './provider.ts'
import type { Trouble } from './trouble.ts'
import type { WaysToSignIn } from './ways.ts'

export interface ArrivalsOptions {
  readonly attempts: Attempts
  readonly linking: Linking
  readonly ways: WaysToSignIn
  readonly consent: Consent
  readonly notices: Notices
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly registrations: Limit
  readonly deviceLives: (userId: string, deviceId: string) => Promise<boolean>
  readonly log: Log
}

export interface Coming {
  readonly provider: Provider
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
  /** Who is signed in in this browser, if that still holds. */
  readonly userId: string | undefined
}

/** Where the browser goes, and why not further. */
export type Landing = { readonly to: string } | { readonly trouble: Trouble }

type Own = Exclude<Purpose, { readonly kind: 'sign-in' }>

export function openArrivals(options: ArrivalsOptions) {
  return async (coming: Coming, attempt: Attempt): Promise<Landing> => {
    const { provider, request, signal } = coming
    const url = new URL(request.originalUrl, options.publicUrl)
    if (!(await isOurs(options, attempt, { provider, url }))) return { trouble: 'expired' }
    const identity = await provider.identify({ checks: attempt.checks, url }, signal)
    const known = { provider: provider.name, identity }
    if (attempt.purpose.kind === 'sign-in') return signIn(options, coming, { attempt, timeZone: attempt.purpose.timeZone, known })
    if (!(await isPresent(options, coming, attempt.purpose))) return { trouble: 'expired' }
    return attempt.purpose.kind === 'link'
      ? link(options, coming, { attempt, own: attempt.purpose, known })
      : confirm(options, coming, { attempt, own: attempt.purpose, known })
  }
}

type Known = Parameters<WaysToSignIn['link']>[1]

/** The answer is to what this browser asked, of whom it asked, and the first. */
async function isOurs(
  { attempts, log }: ArrivalsOptions,
  attempt: Attempt,
  back: { readonly provider: Provider; readonly url: URL },
): Promise<boolean> {
  const states = back.url.searchParams.getAll('state')
  if (attempt.provider === back.provider.name && states.length === 1 && states[0] === attempt.checks.state) return attempts.isFirst(attempt)
  securityEvents(log)('cross_site_refused', { route: back.url.pathname })
  return false
}

/** The learner who began it is still signed in on that device, and nobody else is in this browser. */
async function isPresent({ deviceLives }: ArrivalsOptions, { userId }: Coming, own: Own): Promise<boolean> {
  return (userId === undefined || userId === own.userId) && deviceLives(own.userId, own.deviceId)
}

interface SigningIn {
  readonly attempt: Attempt
  readonly timeZone: string
  readonly known: Known
}

async function signIn(options: ArrivalsOptions, coming: Coming, { attempt, timeZone, known }: SigningIn): Promise<Landing> {
  const { request, response, provider, signal } = coming
  const way = provider.name
  const arrived = await options.linking.arrive({
    ...known,
    timeZone,
    device: deviceLabel(request.get('user-agent')),
    mayRegister: () => options.registrations.take(request.ip ?? '', response),
  })
  if (arrived.kind === 'refused') {
    count('quint.auth.ways', { 'quint.auth.way': way, 'quint.auth.outcome': 'failed' })
    return { trouble: arrived.why }
  }
  count('quint.auth.ways', { 'quint.auth.way': way, 'quint.auth.outcome': 'succeeded' })
  if (arrived.joined !== undefined) await options.notices.added(arrived.joined, provider.label, signal)
  if ('mfaTicket' in arrived.outcome) {
    options.cookies.setTicket(response, arrived.outcome)
    return { to: `/signin?${new URLSearchParams({ mfa: 'code', next: attempt.next })}` }
  }
  options.cookies.set(response, arrived.outcome)
  return { to: attempt.next }
}

interface OwnReturn {
  readonly attempt: Attempt
  readonly own: Own
  readonly known: Known
}

async function link({ ways, notices }: ArrivalsOptions, { provider, signal }: Coming, { attempt, own, known }: OwnReturn): Promise<Landing> {
  const outcome = await ways.link(own.userId, known)
  if (outcome === 'elsewhere' || outcome === 'another') return { trouble: outcome }
  if (outcome === 'linked') await notices.added(own.userId, provider.label, signal)
  return { to: attempt.next }
}

async function confirm({ ways, consent }: ArrivalsOptions, { response }: Coming, { attempt, own, known }: OwnReturn): Promise<Landing> {
  if (!(await ways.isOwn(own.userId, known))) return { trouble: 'not-yours' }
  await consent.remember(response, { userId: own.userId, deviceId: own.deviceId })
  return { to: attempt.next }
}
