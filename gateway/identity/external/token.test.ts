/** Tokens of other systems in exchange for ours: good ones by their issuer's key, and every forgery that is known to have worked somewhere. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { testGateway } from '../../testing.ts'

type Claims = Readonly<Record<string, unknown>>

const clerk = 'https://clerk.quint.test'
const authjs = 'https://app.quint.test'
const secret = 'a secret of forty characters and some more'
const party = 'https://app.quint.test'
const now = (): number => Math.floor(Date.now() / 1000)

async function clerkKeys() {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'ins_1', alg: 'RS256', use: 'sig' }
  let answer: 'keys' | 'nothing' | 'garbage' = 'keys'
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    if (answer === 'keys') response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }))
    else if (answer === 'garbage') response.end('<h1>Welcome</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    pair,
    jwk,
    url: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/jwks`,
    asked: () => asked,
    answers(what: typeof answer) {
      answer = what
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function openPlace(overrides: Readonly<Record<string, unknown>> = {}) {
  await using owned = new AsyncDisposableStack()
  const keys = owned.use(await clerkKeys())
  const issuers = [
    {
      kind: 'jwks',
      name: 'Clerk',
      issuer: clerk,
      jwksUrl: keys.url,
      authorizedParties: [party],
      claims: { emailVerified: 'verified' },
      ...overrides,
    },
    { kind: 'secret', name: 'Our app', issuer: authjs, audience: 'quint', secret },
  ]
  const gateway = owned.use(
    await testGateway({
      environment: { GATEWAY_TRUSTED_ISSUERS: JSON.stringify(issuers), GATEWAY_PROVIDER_DEADLINE_MS: '300', GATEWAY_LOGINS_PER_QUARTER_HOUR: '1000' },
    }),
  )
  const rest = owned.move()
  const ada = { iss: clerk, sub: 'user_1', azp: party, iat: now(), exp: now() + 60, email: 'Ada@Example.com', verified: true, name: 'Ada' }
  return {
    gateway,
    keys,
    ada,
    exchange: (token: string) => gateway.send('POST', '/api/auth/exchange', { body: { token, timeZone: 'Europe/Berlin' } }),
    clerkToken: (claims: Claims = {}, header: Readonly<Record<string, unknown>> = {}) =>
      new SignJWT({ ...ada, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'ins_1', ...header }).sign(keys.pair.privateKey),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

function sharedToken(claims: Claims = {}, key = secret): Promise<string> {
  const payload = { iss: authjs, aud: 'quint', sub: 'u-7', iat: now(), exp: now() + 60, email: 'bob@example.com', email_verified: true, ...claims }
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key))
}

interface Answer {
  readonly user: {
    readonly id: string
    readonly email: string
    readonly emailVerified: boolean
    readonly roles: readonly string[]
    readonly timeZone: string
  }
  readonly accessToken: string
}

test('a token of Clerk is exchanged for ours, and the same person is the same learner the next time', async () => {
  await using place = await openPlace()
  const first = await place.exchange(await place.clerkToken({ roles: ['admin'], role: 'admin' }))
  assert.equal(first.status, 200)
  const { user, accessToken } = (await first.json()) as Answer
  assert.partialDeepStrictEqual(user, { email: 'ada@example.com', emailVerified: true, roles: ['learner'], timeZone: 'Europe/Berlin' })
  assert.equal((await place.gateway.send('GET', '/api/auth/me', { token: accessToken })).status, 200)
  const second = (await (await place.exchange(await place.clerkToken({ email: 'new@example.com', verified: false }))).json()) as Answer
  assert.equal(second.user.id, user.id)
  const ways = (await (await place.gateway.send('GET', '/api/auth/ways', { token: accessToken })).json()) as { items: { label: string }[] }
  assert.deepEqual(
    ways.items.map(({ label }) => label),
    ['Clerk'],
  )
})

test('a token by a shared secret is exchanged too, and is another learner’s', async () => {
  await using place = await openPlace()
  const one = (await (await place.exchange(await place.clerkToken())).json()) as Answer
  const other = await place.exchange(await sharedToken({ sub: 'user_1' }))
  assert.equal(other.status, 200)
  assert.notEqual(((await other.json()) as Answer).user.id, one.user.id)
})

test('the token of another system opens nothing by itself', async () => {
  await using place = await openPlace()
  const token = await place.clerkToken()
  assert.equal((await place.exchange(token)).status, 200)
  assert.equal((await place.gateway.send('GET', '/api/auth/me', { token })).status, 401)
})

test('an address that is not confirmed, or in use, joins and makes nothing', async () => {
  await using place = await openPlace()
  assert.equal((await place.exchange(await place.clerkToken({ verified: false }))).status, 409)
  assert.equal((await place.exchange(await place.clerkToken({ verified: 'true' }))).status, 409)
  assert.equal((await place.exchange(await place.clerkToken({ email: undefined }))).status, 409)
  await place.gateway.register({ email: 'ada@example.com' })
  const refused = await place.exchange(await place.clerkToken())
  assert.equal(refused.status, 409)
  assert.match(((await refused.json()) as { detail: string }).detail, /never confirmed here/)
})

const wrongClaims: Readonly<Record<string, Claims>> = {
  'another page in azp': { azp: 'https://evil.example' },
  'no azp': { azp: undefined },
  'an issuer that nobody trusts': { iss: 'https://evil.example' },
  'no issuer': { iss: undefined },
  'an end that is past': { exp: now() - 60 },
  'no end': { exp: undefined },
  'no beginning': { iat: undefined },
  'a beginning in the future': { iat: now() + 3600 },
  'a time before which it is not good': { nbf: now() + 3600 },
  'no subject': { sub: undefined },
  'an empty subject': { sub: '' },
  'a subject without end': { sub: 'x'.repeat(300) },
}

test('a token with one claim wrong is refused', async () => {
  await using place = await openPlace()
  for (const [what, claims] of Object.entries(wrongClaims)) assert.equal((await place.exchange(await place.clerkToken(claims))).status, 401, what)
  assert.equal((await place.exchange(await place.clerkToken())).status, 200)
})

test('an audience that is configured is checked, as a value and in a list', async () => {
  await using place = await openPlace({ audience: ['quint', 'quint-extension'], authorizedParties: undefined })
  const status = async (aud?: string | string[]) => (await place.exchange(await place.clerkToken(aud === undefined ? {} : { aud }))).status
  assert.deepEqual([await status(), await status('other'), await status(['other'])], [401, 401, 401])
  assert.deepEqual([await status('quint'), await status(['other', 'quint-extension'])], [200, 200])
  assert.equal((await place.exchange(await sharedToken({ aud: 'other' }))).status, 401)
  assert.equal((await place.exchange(await sharedToken({ aud: undefined }))).status, 401)
})

test('forged signatures are refused: none, a public key as secret, other keys, keys that the token brings along', async () => {
  await using place = await openPlace()
  const { ada, keys } = place
  const part = (value: unknown): string => base64url.encode(JSON.stringify(value))
  const none = `${part({ alg: 'none', kid: 'ins_1' })}.${part(ada)}.`
  const publicKeys = [await exportSPKI(keys.pair.publicKey), JSON.stringify(keys.jwk), keys.jwk.n ?? '']
  const confused = await Promise.all(
    publicKeys.map((key) => new SignJWT(ada).setProtectedHeader({ alg: 'HS256', kid: 'ins_1' }).sign(new TextEncoder().encode(key))),
  )
  const stranger = await generateKeyPair('RS256', { extractable: true })
  const strangerJwk = await exportJWK(stranger.publicKey)
  const byStranger = (header: object) => new SignJWT(ada).setProtectedHeader({ alg: 'RS256', kid: 'ins_1', ...header }).sign(stranger.privateKey)
  const signed = await place.clerkToken()
  const [header = '', , signature = ''] = signed.split('.')
  const forged = {
    none,
    'none in capitals': none.replace(part({ alg: 'none', kid: 'ins_1' }), part({ alg: 'NONE', kid: 'ins_1' })),
    'a public key as secret, as text': confused[0],
    'a public key as secret, as JSON': confused[1],
    'a public key as secret, as modulus': confused[2],
    'the secret of another issuer': await new SignJWT(ada).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret)),
    'another key': await byStranger({}),
    'a key in its header': await byStranger({ jwk: strangerJwk }),
    'an address of keys in its header': await byStranger({ jku: keys.url }),
    'a good signature of something else': `${header}.${part({ ...ada, sub: 'user_2' })}.${signature}`,
    'an algorithm that is not allowed': await new SignJWT(ada)
      .setProtectedHeader({ alg: 'RS512', kid: 'ins_1' })
      .sign({ ...(await exportJWK(keys.pair.privateKey)), alg: 'RS512' }),
    'an unknown kid': await place.clerkToken({}, { kid: 'ins_2' }),
    'a wrong secret': await sharedToken({}, `${secret}!`),
    'no token at all': 'quint',
    'a token without end': `${signed}${'x'.repeat(9000)}`,
  }
  for (const [what, token] of Object.entries(forged)) assert.equal((await place.exchange(token ?? '')).status, 401, what)
  assert.equal((await place.exchange(signed)).status, 200)
})

test('unknown names of keys do not make us ask the issuer again and again', async () => {
  await using place = await openPlace()
  assert.equal((await place.exchange(await place.clerkToken())).status, 200)
  const before = place.keys.asked()
  for (let kid = 0; kid < 20; kid += 1) await place.exchange(await place.clerkToken({}, { kid: `made-up-${kid}` }))
  assert.ok(place.keys.asked() - before <= 1)
})

for (const what of ['nothing', 'garbage'] as const) {
  test(`an issuer that answers ${what} says nothing about the token: it may be tried again`, async () => {
    await using place = await openPlace()
    place.keys.answers(what)
    const away = await place.exchange(await place.clerkToken())
    assert.equal(away.status, 503)
    assert.ok(Number(away.headers.get('retry-after')) > 0)
    assert.equal((await place.exchange(await sharedToken())).status, 200)
    place.keys.answers('keys')
    assert.equal((await place.exchange(await place.clerkToken())).status, 200)
  })
}

test('guesses from one address come to an end', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '1' } })
  const statuses: number[] = []
  for (let guess = 0; guess < 7; guess += 1)
    statuses.push((await gateway.send('POST', '/api/auth/exchange', { body: { token: `guess-${guess}` } })).status)
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429])
})

test('without a trusted issuer no token of others is good', async () => {
  await using gateway = await testGateway()
  assert.equal((await gateway.send('POST', '/api/auth/exchange', { body: { token: await sharedToken() } })).status, 401)
})
