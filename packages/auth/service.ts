/** Short-lived tokens by which one service proves its name to another: each signs with a key of its own and trusts the public keys it was given. */
import { Failure } from '@quint/runtime/failure.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from 'jose'

export interface ServiceIdentity {
  readonly name: string
  /** A token for one callee, cached until shortly before it expires. */
  tokenFor(audience: string): Promise<string>
}

export type VerifyService = (token: string) => Promise<string>

const lifetimeSeconds = 60
const renewBeforeSeconds = 15

/** @param privateKey an Ed25519 private JWK whose `kid` is the service's name. */
export async function serviceIdentity(name: string, privateKey: JWK, now: () => number = Date.now): Promise<ServiceIdentity> {
  const key = await importJWK(privateKey, 'EdDSA')
  const cached = new Map<string, { readonly token: string; readonly renewAt: number }>()
  return {
    name,
    async tokenFor(audience) {
      const seconds = Math.floor(now() / 1000)
      const known = cached.get(audience)
      if (known !== undefined && known.renewAt > seconds) return known.token
      const token = await new SignJWT()
        .setProtectedHeader({ alg: 'EdDSA', typ: 'svc+jwt', kid: name })
        .setIssuer(name)
        .setAudience(audience)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetimeSeconds)
        .sign(key)
      cached.set(audience, { token, renewAt: seconds + lifetimeSeconds - renewBeforeSeconds })
      return token
    },
  }
}

/** @returns a function that gives the caller's name, or throws Failure('unauthenticated'). */
export function serviceVerifier(name: string, trusted: JSONWebKeySet, now: () => number = Date.now): VerifyService {
  const keys = createLocalJWKSet(trusted)
  const remembered = new Map<string, { readonly caller: string; readonly expiresAt: number }>()
  return async (token) => {
    const known = remembered.get(token)
    if (known !== undefined && known.expiresAt * 1000 > now()) return known.caller
    const caller = await verify(token, { name, keys, now: now() })
    if (remembered.size >= 1000) remembered.clear()
    remembered.set(token, caller)
    return caller.caller
  }
}

interface VerifyOptions {
  readonly name: string
  readonly keys: ReturnType<typeof createLocalJWKSet>
  readonly now: number
}

async function verify(token: string, options: VerifyOptions): Promise<{ caller: string; expiresAt: number }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, options.keys, {
      algorithms: ['EdDSA'],
      audience: options.name,
      typ: 'svc+jwt',
      requiredClaims: ['exp', 'iat', 'iss'],
      clockTolerance: 5,
      currentDate: new Date(options.now),
    })
    if (payload.iss === undefined || payload.iss !== protectedHeader.kid || payload.exp === undefined) throw new Error('issuer is not the key')
    return { caller: payload.iss, expiresAt: payload.exp }
  } catch (cause) {
    throw new Failure('unauthenticated', 'The calling service is not known.', { cause })
  }
}

export interface MeshKeys {
  /** Private JWK of each service. */
  readonly privateKeys: Readonly<Record<string, JWK>>
  /** The public half of all of them. */
  readonly trusted: JSONWebKeySet
}

/** New keys for a mesh that lives in one process. */
export async function generateMeshKeys(names: readonly string[]): Promise<MeshKeys> {
  const privateKeys: Record<string, JWK> = {}
  const keys: JWK[] = []
  for (const name of names) {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    privateKeys[name] = { ...(await exportJWK(pair.privateKey)), kid: name, alg: 'EdDSA' }
    keys.push({ ...(await exportJWK(pair.publicKey)), kid: name, alg: 'EdDSA', use: 'sig' })
  }
  return { privateKeys, trusted: { keys } }
}
