/** Who a learner's access token speaks for: an EdDSA or ES256 JWT of ours, `typ: at+jwt` (RFC 9068, RFC 8725), verified once and remembered until it expires. */
import { Failure } from '@quint/runtime/failure.ts'
import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'

export interface Learner {
  readonly userId: string
  /** The signed-in device. */
  readonly sessionId: string
  readonly roles: readonly string[]
  readonly emailVerified: boolean
  /** IANA name, such as "Europe/Berlin". */
  readonly timeZone: string
  /** 0 to 6: the hour at which the learner's day begins. */
  readonly dayStartHour: number
  /** Unix time, seconds. */
  readonly expiresAt: number
  /** The token itself, to pass on to the next service. */
  readonly token: string
}

export type VerifyLearner = (token: string) => Promise<Learner>

export interface LearnerOptions {
  readonly issuer: string
  readonly audience: string
  readonly keys: JWTVerifyGetKey
  readonly now?: () => number
}

const algorithms = ['EdDSA', 'ES256']
const mostTokenBytes = 4096
const mostRemembered = 10_000

/** @returns a function that throws Failure('unauthenticated') for every token that is not ours, whole and current. */
export function learnerVerifier(options: LearnerOptions): VerifyLearner {
  const now = options.now ?? Date.now
  const remembered = new Map<string, Learner>()
  return async (token) => {
    if (token.length > mostTokenBytes) throw rejected()
    const known = remembered.get(token)
    if (known !== undefined && known.expiresAt * 1000 > now()) return known
    const learner = await verify(token, options, now())
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(token, learner)
    return learner
  }
}

/** Keys from the issuer's JWKS, fetched with a deadline and cached. */
export function remoteKeys(jwksUrl: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3000, cooldownDuration: 10_000, cacheMaxAge: 600_000 })
}

async function verify(token: string, options: LearnerOptions, nowMs: number): Promise<Learner> {
  try {
    // A key offered by the token itself is never looked at, so its presence is an attack.
    const header = decodeProtectedHeader(token)
    if (header.jku !== undefined || header.jwk !== undefined || header.x5u !== undefined || header.kid === undefined) throw rejected()
    const { payload } = await jwtVerify(token, options.keys, {
      algorithms,
      issuer: options.issuer,
      audience: options.audience,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
      maxTokenAge: '11 min',
      clockTolerance: 2,
      currentDate: new Date(nowMs),
    })
    return fromPayload(payload, token)
  } catch (error) {
    if (keysAreAway(error)) {
      throw new Failure('unavailable', 'Sign-in keys are not available.', { cause: error, retryAfterSeconds: 2 })
    }
    throw rejected(error)
  }
}

/** No answer from the issuer, or one that is no key set: that says nothing about the token. */
export function keysAreAway(error: unknown): boolean {
  if (error instanceof TypeError) return /fetch/.test(error.message)
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
  )
}

function fromPayload(payload: JWTPayload, token: string): Learner {
  const { sub, sid, exp, roles, email_verified: emailVerified, zoneinfo, day_start_hour: dayStart } = payload
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') throw rejected()
  return {
    userId: sub,
    sessionId: sid,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    emailVerified: emailVerified === true,
    timeZone: typeof zoneinfo === 'string' ? zoneinfo : 'UTC',
    dayStartHour: typeof dayStart === 'number' && Number.isInteger(dayStart) && dayStart >= 0 && dayStart <= 6 ? dayStart : 0,
    expiresAt: exp,
    token,
  }
}

function rejected(cause?: unknown): Failure {
  return new Failure('unauthenticated', 'Sign in to go on.', { cause })
}
