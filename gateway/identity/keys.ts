/** Keys that sign access tokens (Ed25519): kept in a file, the first signs, all verify, the public halves are published. */
import { hkdfSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose'

export interface SigningKeys {
  /** Public halves only. */
  readonly published: JSONWebKeySet
  readonly verifyWith: ReturnType<typeof createLocalJWKSet>
  sign(claims: Readonly<Record<string, unknown>>, token: { readonly subject: string; readonly lifetimeSeconds: number }): Promise<string>
  /** 256 bits for one purpose, out of each private key: the first to seal with, all to open. Every gateway has the same. */
  secretsFor(purpose: string): readonly Uint8Array[]
}

export interface SigningOptions {
  readonly file: string
  readonly issuer: string
}

export const audience = 'quint'

export async function openSigningKeys(options: SigningOptions): Promise<SigningKeys> {
  const keys = existsSync(options.file) ? readKeys(options.file) : await makeKeys(options.file)
  const [first] = keys
  if (first?.kid === undefined) throw new Error(`${options.file} holds no key with a kid`)
  const { kid } = first
  const signer = await importJWK(first, 'EdDSA')
  const published = { keys: keys.map(({ kty, crv, x, kid: id }) => ({ kty, crv, x, kid: id, alg: 'EdDSA', use: 'sig' }) as JWK) }
  return {
    published,
    verifyWith: createLocalJWKSet(published),
    sign: (claims, { subject, lifetimeSeconds }) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
        .setIssuer(options.issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(uuidv7())
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(signer),
    secretsFor: (purpose) => keys.map(({ d = '' }) => new Uint8Array(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', `quint ${purpose}`, 32))),
  }
}

function readKeys(file: string): JWK[] {
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as { readonly keys?: JWK[] }
  return parsed.keys ?? []
}

async function makeKeys(file: string): Promise<JWK[]> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const keys = [{ ...(await exportJWK(pair.privateKey)), kid: uuidv7(), alg: 'EdDSA' }]
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // Written aside and moved, so that a crash leaves no half of a file.
  writeFileSync(`${file}.new`, JSON.stringify({ keys }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return keys
}
