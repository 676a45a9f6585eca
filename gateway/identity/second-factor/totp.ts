/** Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, a new one every 30 seconds. */
import * as otpauth from 'otpauth'

const periodSeconds = 30
const secretBytes = 20
/** Clocks of phones go wrong by less than a step. */
const window = 1

export interface Enrolment {
  /** Base 32, to be typed where no camera is. */
  readonly secret: string
  /** otpauth://… */
  readonly uri: string
}

export function newTotp(account: string): Enrolment {
  const totp = of(new otpauth.Secret({ size: secretBytes }), account)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The time step that the code belongs to; undefined for a code of no step near now. */
export function stepOf(code: string, { secret, nowMs }: { readonly secret: string; readonly nowMs: number }): number | undefined {
  const delta = of(otpauth.Secret.fromBase32(secret)).validate({ token: code, timestamp: nowMs, window })
  return delta === null ? undefined : Math.floor(nowMs / 1000 / periodSeconds) + delta
}

function of(secret: otpauth.Secret, account = ''): otpauth.TOTP {
  return new otpauth.TOTP({ issuer: 'Quint', label: account, algorithm: 'SHA1', digits: 6, period: periodSeconds, secret })
}
