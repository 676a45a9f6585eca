/** The stream of security events: a line of the logger "security" and a count, by code. */
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { LogFields } from '@quint/runtime/log-fields.ts'
import { type AttributesOf, count } from './metrics.ts'

export type SecurityCode = AttributesOf<'quint.auth.events'>['quint.auth.code']

export type SecurityEvents = (code: SecurityCode, fields?: LogFields) => void

/** Lines of one code in a second: an attack fills the counter, not the disk. */
const mostLines = 20
const windowMs = 1000

export function securityEvents(log: Log, now: () => number = Date.now): SecurityEvents {
  const named = log.child({ logger: 'security' })
  const windows = new Map<SecurityCode, { since: number; lines: number; unsaid: number }>()
  return (code, fields = {}) => {
    count('quint.auth.events', { 'quint.auth.code': code })
    const window = windows.get(code) ?? { since: now(), lines: 0, unsaid: 0 }
    windows.set(code, window)
    if (now() - window.since >= windowMs) Object.assign(window, { since: now(), lines: 0 })
    if (window.lines >= mostLines) {
      window.unsaid += 1
      return
    }
    window.lines += 1
    // How many of its kind were left out before this one.
    named.warn(messages[code], { ...fields, code, ...(window.unsaid === 0 ? {} : { count: window.unsaid }) })
    window.unsaid = 0
  }
}

/** False for a token that is only too old, which every client comes to hold now and then. */
export function isSuspect(error: unknown): boolean {
  if (!(error instanceof Failure) || error.code !== 'unauthenticated') return false
  const { cause } = error
  return cause instanceof Error && !('code' in cause && cause.code === 'ERR_JWT_EXPIRED')
}

const messages: Readonly<Record<SecurityCode, string>> = {
  sign_in_failed: 'a sign-in failed',
  access_refused: 'access was refused',
  token_refused: 'a token was refused: forged, meant for others or signed out',
  token_reused: 'a used refresh token came back: its device was signed out',
  service_refused: 'a call came from nobody we know',
  cross_site_refused: 'a request from another site was refused',
  rate_limited: 'a rate limit was reached',
}
