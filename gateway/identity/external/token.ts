/** Who another system's token speaks for: checked with that system's own key, algorithm, issuer and audience, and nothing that the token offers itself. */
import { keysAreAway } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isText } from '@quint/runtime/text.ts'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { type Identity, toDisplayName, toEmail } from '../oauth/provider.ts'
import type { TrustedIssuer } from './issuer.ts'

export interface Vouched {
  readonly issuer: TrustedIssuer
  readonly identity: Identity
}

/** Throws Failure('unauthenticated') for a token that does not hold, and Failure('unavailable') while the issuer's keys cannot be had. */
export type VerifyExternal = (token: string) => Promise<Vouched>

export interface ExternalOptions {
  readonly issuers: readonly TrustedIssuer[]
  readonly deadlineMs: number
  readonly now?: () => number
}

const mostTokenBytes = 8192
/** How soon unknown key names make the keys be fetched again. */
const cooldownMs = 30_000
const keysMs = 600_000

export function externalVerifier({ issuers, deadlineMs, now = Date.now }: ExternalOptions): VerifyExternal {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, key: keyOf(issuer, deadlineMs) }]))
  return async (token) => {
    if (token.length > mostTokenBytes) throw rejected(new Error('too long'))
    try {
      // Only chooses by whose rules the token is judged.
      const found = known.get(decodeJwt(token).iss ?? '')
      if (found === undefined) throw new Error('the issuer is not trusted')
      const payload = await verify(token, found, now())
      return { issuer: found.issuer, identity: identityOf(payload, found.issuer) }
    } catch (error) {
      if (keysAreAway(error))
        throw new Failure('unavailable', 'The keys of the issuer of this token are not available.', { cause: error, retryAfterSeconds: 2 })
      throw rejected(error)
    }
  }
}

interface Trusted {
  readonly issuer: TrustedIssuer
  readonly key: JWTVerifyGetKey
}

async function verify(token: string, { issuer, key }: Trusted, nowMs: number): Promise<JWTPayload> {
  // A key that the token offers itself is never looked at, so its presence is an attack.
  const { jku, jwk, x5u, x5c } = decodeProtectedHeader(token)
  if ([jku, jwk, x5u, x5c].some((offered) => offered !== undefined)) throw new Error('the token offers a key')
  const { payload } = await jwtVerify(token, key, {
    algorithms: issuer.kind === 'jwks' ? issuer.algorithms : ['HS256'],
    issuer: issuer.issuer,
    ...(issuer.audience === undefined ? {} : { audience: issuer.audience }),
    requiredClaims: ['exp', 'iat', 'sub'],
    clockTolerance: 5,
    currentDate: new Date(nowMs),
  })
  const parties = issuer.kind === 'jwks' ? issuer.authorizedParties : undefined
  if (parties !== undefined && !(typeof payload.azp === 'string' && parties.includes(payload.azp)))
    throw new Error('the token was given to another page')
  if (typeof payload.iat === 'number' && payload.iat > nowMs / 1000 + 5) throw new Error('the token is of the future')
  return payload
}

function keyOf(issuer: TrustedIssuer, deadlineMs: number): JWTVerifyGetKey {
  if (issuer.kind === 'jwks')
    return createRemoteJWKSet(new URL(issuer.jwksUrl), { timeoutDuration: deadlineMs, cooldownDuration: cooldownMs, cacheMaxAge: keysMs })
  const secret = new TextEncoder().encode(issuer.secret)
  return async () => secret
}

const mostSubject = 255

function identityOf(payload: JWTPayload, { claims, confirmsAddresses }: TrustedIssuer): Identity {
  const { sub } = payload
  if (typeof sub !== 'string' || sub === '' || sub.length > mostSubject || !isText(sub)) throw new Error('the token names nobody')
  return {
    subject: sub,
    email: toEmail(payload[claims.email]),
    emailVerified: confirmsAddresses || payload[claims.emailVerified] === true,
    displayName: toDisplayName(payload[claims.name]),
  }
}

/** With a cause, so that it is told to who watches for attacks. */
function rejected(cause: unknown): Failure {
  return new Failure('unauthenticated', 'This token is not good here.', { cause })
}
