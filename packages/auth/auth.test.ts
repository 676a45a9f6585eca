/** Tokens that are ours pass; every forgery of the usual kinds is refused. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'
import { learnerVerifier, remoteKeys } from './learner.ts'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from './service.ts'

const issuer = 'https://quint.test'
const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'EdDSA' }
const keys = createLocalJWKSet({ keys: [publicJwk] })
/** At the time of the test: files are loaded long before. */
const second = (): number => Math.floor(Date.now() / 1000)

interface Shape {
  readonly header?: Partial<JWTHeaderParameters>
  readonly claims?: Record<string, unknown>
  readonly key?: Parameters<SignJWT['sign']>[0]
}

function token({ header = {}, claims = {}, key = pair.privateKey }: Shape = {}): Promise<string> {
  const payload = {
    iss: issuer,
    aud: 'quint',
    sub: 'u1',
    sid: 'd1',
    iat: second(),
    exp: second() + 600,
    roles: ['learner'],
    email_verified: true,
    zoneinfo: 'Europe/Berlin',
    ...claims,
  }
  return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1', ...header }).sign(key)
}

const verify = learnerVerifier({ issuer, audience: 'quint', keys })
const refused = (error: unknown): boolean => error instanceof Failure && error.code === 'unauthenticated'

test('a token of ours names the learner, the device, the roles and the time zone', async () => {
  const learner = await verify(await token())
  assert.deepEqual(
    [learner.userId, learner.sessionId, learner.roles, learner.emailVerified, learner.timeZone],
    ['u1', 'd1', ['learner'], true, 'Europe/Berlin'],
  )
})

const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
const forgeries: Readonly<Record<string, () => Promise<string>>> = {
  'no signature': async () => new UnsecuredJWT({ sub: 'u1' }).setIssuer(issuer).setAudience('quint').setExpirationTime('5m').encode(),
  'HS256 with the public key as secret': () => token({ header: { alg: 'HS256' }, key: Buffer.from(JSON.stringify(publicJwk)) }),
  'a foreign key': () => token({ key: stranger.privateKey }),
  'a foreign kid': () => token({ header: { kid: 'other' } }),
  'an embedded key': async () => token({ header: { jwk: await exportJWK(stranger.publicKey) }, key: stranger.privateKey }),
  'a key URL': () => token({ header: { jku: 'https://evil.test/keys' } }),
  'another type': () => token({ header: { typ: 'JWT' } }),
  'another audience': () => token({ claims: { aud: 'other' } }),
  'another issuer': () => token({ claims: { iss: 'https://evil.test' } }),
  'an expired token': () => token({ claims: { iat: second() - 1200, exp: second() - 600 } }),
  'a token that lives too long': () => token({ claims: { iat: second() - 3600, exp: second() + 3600 } }),
  'a token from the future': () => token({ claims: { nbf: second() + 600 } }),
  'no subject': () => token({ claims: { sub: undefined } }),
  'an oversize token': () => token({ claims: { filler: 'x'.repeat(10_000) } }),
  'a changed payload': async () => {
    const [header, , signature] = (await token()).split('.')
    return [
      header,
      Buffer.from(JSON.stringify({ iss: issuer, aud: 'quint', sub: 'admin', sid: 'd', iat: second(), exp: second() + 60 })).toString('base64url'),
      signature,
    ].join('.')
  },
  rubbish: async () => 'a.b.c',
  nothing: async () => '',
}

for (const [name, make] of Object.entries(forgeries)) {
  test(`${name} is refused`, async () => {
    await assert.rejects(verify(await make()), refused)
  })
}

test('a remembered token is refused once it has expired', async () => {
  let now = Date.now()
  const check = learnerVerifier({ issuer, audience: 'quint', keys, now: () => now })
  const short = await token({ claims: { exp: second() + 60 } })
  await check(short)
  now += 120_000
  await assert.rejects(check(short), refused)
})

test('a service is known by a key of its own, to the service it calls', async () => {
  const mesh = await generateMeshKeys(['gateway', 'hints'])
  const identity = await serviceIdentity('gateway', mesh.privateKeys.gateway ?? {})
  assert.equal(await serviceVerifier('hints', mesh.trusted)(await identity.tokenFor('hints')), 'gateway')
  await assert.rejects(serviceVerifier('sessions', mesh.trusted)(await identity.tokenFor('hints')), refused)
})

test('a service cannot speak in the name of another', async () => {
  const mesh = await generateMeshKeys(['gateway', 'hints'])
  const impostor = await serviceIdentity('gateway', { ...mesh.privateKeys.hints, kid: 'gateway' })
  await assert.rejects(serviceVerifier('sessions', mesh.trusted)(await impostor.tokenFor('sessions')), refused)
})

test('a service token is renewed before it expires', async () => {
  let now = Date.now()
  const mesh = await generateMeshKeys(['gateway'])
  const identity = await serviceIdentity('gateway', mesh.privateKeys.gateway ?? {}, () => now)
  const first = await identity.tokenFor('hints')
  assert.equal(await identity.tokenFor('hints'), first)
  now += 50_000
  assert.notEqual(await identity.tokenFor('hints'), first)
})

test('an issuer that is away or answers nonsense makes sign-in unavailable, and is no verdict on the token', async () => {
  const replies: readonly [number, string][] = [
    [503, 'away'],
    [200, 'not json'],
    [200, '{}'],
  ]
  for (const [status, body] of replies) {
    const server = createServer((_request, response) => response.writeHead(status).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    assert.ok(address !== null && typeof address === 'object')
    const url = `http://127.0.0.1:${address.port}/jwks.json`
    const away = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable'
    await assert.rejects(learnerVerifier({ issuer, audience: 'quint', keys: remoteKeys(url) })(await token()), away)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await assert.rejects(learnerVerifier({ issuer, audience: 'quint', keys: remoteKeys(url) })(await token()), away)
  }
})
