/** Access tokens that are almost ours: each wrong in one way, made with the mesh's own key wherever that makes the lie better. */
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { CompactEncrypt, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import type { Stand } from './stand.ts'

export interface Forgery {
  readonly good: string
  readonly bad: Readonly<Record<string, string>>
}

export type Place = Pick<Stand, 'keysFile' | 'trap'>

type Key = Awaited<ReturnType<typeof importJWK>>

interface Workshop {
  readonly claims: JWTPayload
  readonly key: JWK & { readonly kid: string }
  readonly ours: Key
  sign(change: JWTPayload, other?: { readonly key?: Key; readonly header?: object }): Promise<string>
}

/** @param accessToken of a learner who is signed in. */
export async function forge({ keysFile, trap }: Place, accessToken: string): Promise<Forgery> {
  const { keys } = JSON.parse(readFileSync(keysFile, 'utf8')) as { keys: [Workshop['key']] }
  const [key] = keys
  const ours = await importJWK(key, 'EdDSA')
  const claims = payloadOf(accessToken)
  const shop: Workshop = {
    claims,
    key,
    ours,
    sign: (change, { key: other = ours, header = {} } = {}) =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid, ...header }).sign(other),
  }
  const bad = { ...(await otherKeys(shop, trap.url)), ...(await otherClaims(shop)), ...(await otherShapes(shop, accessToken)) }
  return { good: await shop.sign({}), bad }
}

async function otherKeys({ sign, key, claims }: Workshop, trapUrl: string): Promise<Record<string, string>> {
  const foreign = (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: key.x ?? '' }
  const pem = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const symmetric = (secret: Buffer, alg: string) => new SignJWT(claims).setProtectedHeader({ alg, typ: 'at+jwt', kid: key.kid }).sign(secret)
  const rsa = (await generateKeyPair('RS256')).privateKey
  return {
    'HS256 with the public key’s bytes': await symmetric(Buffer.from(publicJwk.x, 'base64url'), 'HS256'),
    'HS256 with the public key’s PEM': await symmetric(Buffer.from(pem), 'HS256'),
    'HS512 with the public JWK': await symmetric(Buffer.from(JSON.stringify(publicJwk).padEnd(64)), 'HS512'),
    RS256: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: key.kid }).sign(rsa),
    'another key under our kid': await sign({}, { key: foreign }),
    'a foreign kid': await sign({}, { header: { kid: '01890000-0000-7000-8000-000000000000' } }),
    'a kid that is a path': await sign({}, { key: foreign, header: { kid: '../../dev/null' } }),
    'a key of its own': await sign({}, { header: { jwk: publicJwk } }),
    'a key set elsewhere (jku)': await sign({}, { key: foreign, header: { jku: `${trapUrl}/jku` } }),
    'a certificate elsewhere (x5u)': await sign({}, { key: foreign, header: { x5u: `${trapUrl}/x5u` } }),
  }
}

async function otherClaims({ sign, claims }: Workshop): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000)
  const without = async (name: string): Promise<string> => sign({ [name]: undefined })
  return {
    'another issuer': await sign({ iss: 'https://elsewhere.test' }),
    'an issuer that begins like ours': await sign({ iss: `${claims.iss}.elsewhere.test` }),
    'another audience': await sign({ aud: 'elsewhere' }),
    'a service’s audience': await sign({ aud: 'sessions' }),
    'an expired one': await sign({ iat: now - 700, exp: now - 60 }),
    'one that is not valid yet': await sign({ nbf: now + 300 }),
    'one from tomorrow': await sign({ iat: now + 86_400, exp: now + 87_000 }),
    'one of long ago that never ends': await sign({ iat: now - 86_400, exp: now + 86_400 }),
    'no expiry': await without('exp'),
    'no audience': await without('aud'),
    'no device': await without('sid'),
    'a device that is not there': await sign({ sid: '01890000-0000-7000-8000-000000000000' }),
  }
}

async function otherShapes({ sign, key, claims, ours }: Workshop, accessToken: string): Promise<Record<string, string>> {
  const [head = '', body = '', signature = ''] = accessToken.split('.')
  const none = (alg: string) => `${encode({ alg, typ: 'at+jwt', kid: key.kid })}.${body}.`
  const secret = new Uint8Array(32)
  const twice = Buffer.from(JSON.stringify(claims).replace('{', `{"sub":"01890000-0000-7000-8000-000000000000",`)).toString('base64url')
  return {
    'nothing of a token': 'x',
    'alg none': none('none'),
    'alg NoNe, with a signature': `${none('NoNe')}${signature}`,
    'no signature': `${head}.${body}.`,
    'changed claims': `${head}.${encode({ ...claims, roles: ['learner', 'admin'] })}.${signature}`,
    'a claim twice': `${head}.${twice}.${signature}`,
    'an ID token (typ JWT)': await sign({}, { header: { typ: 'JWT' } }),
    'a service token (typ svc+jwt)': await sign({}, { header: { typ: 'svc+jwt' } }),
    'a critical header that nobody knows': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid, crit: ['quint'], quint: true })
      .sign(ours, { crit: { quint: true } }),
    'an encrypted one': await new CompactEncrypt(Buffer.from(accessToken))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(secret),
    'a very long one': `${head}.${'x'.repeat(7000)}.${signature}`,
  }
}

export function payloadOf(token: string): JWTPayload {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
