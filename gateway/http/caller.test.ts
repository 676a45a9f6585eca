/** Who may call the coach's routes: tokens that are not ours, and cookies from pages that are not ours. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { algorithm, answeredSession, startSession } from '../coach/story.ts'
import { testGateway } from '../testing.ts'

const coachGateway = () =>
  testGateway({ sessions: fakeSessions(), hints: fakeHints().implementation, environment: { GATEWAY_HINTS_PER_MINUTE: '1000' } })
type Gateway = Awaited<ReturnType<typeof coachGateway>>

/** Tokens like the gateway's own, each with something different. */
async function forge(gateway: Gateway, accessToken: string) {
  const { keys } = JSON.parse(readFileSync(gateway.keysFile, 'utf8')) as { keys: [JWK & { kid: string }] }
  const own = await importJWK(keys[0], 'EdDSA')
  const foreign = (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  const now = Math.floor(Date.now() / 1000)
  const sign = (change: Readonly<Record<string, unknown>>, { key = own, header = {} }: { key?: typeof own; header?: object } = {}) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keys[0].kid, ...header }).sign(key)
  const [head = '', body = '', signature = ''] = accessToken.split('.')
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const good = await sign({})
  const bad = {
    'no token of ours': 'x',
    'a changed payload': `${head}.${encode({ ...claims, sub: 'somebody' })}.${signature}`,
    'no signature': `${encode({ alg: 'none', typ: 'at+jwt', kid: keys[0].kid })}.${body}.`,
    'a symmetric signature with the public key': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: keys[0].kid })
      .sign(Buffer.from(keys[0].x ?? '', 'base64url')),
    'another key': await sign({}, { key: foreign }),
    'a key of its own': await sign({}, { header: { jwk: { kty: 'OKP', crv: 'Ed25519', x: keys[0].x } } }),
    'an expired one': await sign({ iat: now - 700, exp: now - 100 }),
    'one from long ago that never ends': await sign({ iat: now - 86_400, exp: now + 86_400 }),
    'another issuer': await sign({ iss: 'https://elsewhere.test' }),
    'another audience': await sign({ aud: 'elsewhere' }),
    'an ID token': await sign({}, { header: { typ: 'JWT' } }),
    'a device that is not there': await sign({ sid: '01890000-0000-7000-8000-000000000000' }),
    'a very long one': `${head}.${'x'.repeat(8000)}.${signature}`,
  }
  return { good, bad }
}

test('a token that is not ours, whole and current is a 401 on every route of a learner', async () => {
  await using gateway = await coachGateway()
  const { accessToken } = await gateway.register()
  const { good, bad } = await forge(gateway, accessToken)
  assert.equal((await gateway.send('GET', '/api/user/dashboard', { token: good })).status, 200)
  for (const [name, token] of Object.entries(bad)) {
    for (const response of [
      await gateway.send('POST', '/api/session/start', { token, body: { algorithm } }),
      await gateway.send('GET', '/api/session/analyze?sessionId=x', { token }),
      await gateway.send('GET', '/api/user/dashboard', { token }),
    ]) {
      assert.equal(response.status, 401, name)
      assert.equal(response.headers.get('www-authenticate'), 'Bearer')
      assert.partialDeepStrictEqual(await response.json(), { type: '/problems/unauthenticated' }, name)
    }
  }
  for (const header of ['Basic YTpi', 'Bearer', accessToken, `Bearer ${accessToken} x`])
    assert.equal((await gateway.send('GET', '/api/user/dashboard', { headers: { Authorization: header } })).status, 401, header)
  assert.equal((await gateway.send('GET', '/api/user/dashboard')).status, 401)
  assert.equal((await gateway.send('GET', '/api/user/dashboard', { headers: { Authorization: `bearer ${accessToken}` } })).status, 200)
})

async function signInAsWebApp(gateway: Gateway) {
  const response = await gateway.send('POST', '/api/auth/register', {
    body: { email: 'w@example.com', password: 'a long password', displayName: 'W' },
    headers: { 'X-Quint-Client': 'web', Origin: gateway.url },
  })
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const token = cookies.find((pair) => pair.startsWith('quint_access='))?.slice('quint_access='.length) ?? ''
  return { cookie: cookies.join('; '), token }
}

test('a cookie starts a session only for our own pages', async () => {
  await using gateway = await coachGateway()
  const { cookie } = await signInAsWebApp(gateway)
  const { port } = new URL(gateway.url)
  const table: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
    [{ 'X-Quint-Client': 'web', Origin: gateway.url }, 201],
    [{ 'X-Quint-Client': 'web', 'Sec-Fetch-Site': 'same-origin' }, 201],
    ...['localhost', '127.0.0.1', '[::1]'].map((name) => [{ 'X-Quint-Client': 'web', Origin: `http://${name}:${port}` }, 201] as const),
    [{ 'X-Quint-Client': 'web', Origin: 'http://localhost:1' }, 403],
    [{ 'X-Quint-Client': 'web', Origin: `https://localhost:${port}` }, 403],
    [{ 'X-Quint-Client': 'web', Origin: `http://localhost.evil.test:${port}` }, 403],
    [{ 'X-Quint-Client': 'web', Origin: `http://localhost:${port}`, 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: gateway.url }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 403],
    [{ 'X-Quint-Client': 'web' }, 403],
    [{ 'X-Quint-Client': 'extension', Origin: gateway.url }, 403],
    [{ 'X-Quint-Client': 'web', Origin: 'https://evil.test' }, 403],
    [{ 'X-Quint-Client': 'web', Origin: `${gateway.url}.evil.test` }, 403],
    [{ 'X-Quint-Client': 'web', Origin: 'null' }, 403],
    [{ 'X-Quint-Client': 'web', Origin: gateway.url, 'Sec-Fetch-Site': 'cross-site' }, 403],
  ]
  for (const [headers, status] of table) {
    const response = await gateway.send('POST', '/api/session/start', { body: { algorithm }, headers: { cookie, ...headers } })
    assert.equal(response.status, status, JSON.stringify(headers))
    if (status === 403) assert.partialDeepStrictEqual(await response.json(), { type: '/problems/cross-site' })
  }
})

test('a cookie gets a hint only when the browser says that our own page asks, however the address is spelt', async () => {
  await using gateway = await coachGateway()
  const { cookie, token } = await signInAsWebApp(gateway)
  const query = `?sessionId=${await answeredSession(gateway, token)}`
  const ask = (route: string, headers: Readonly<Record<string, string>>) => gateway.send('GET', route, { headers: { cookie, ...headers } })
  const table: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'none' }, 403],
    [{ 'X-Quint-Client': 'web' }, 403],
    [{}, 403],
  ]
  for (const [headers, status] of table) {
    const response = await ask(`/api/session/analyze${query}`, headers)
    assert.equal(response.status, status, JSON.stringify(headers))
    await response.text()
  }
  for (const route of ['/api/session/analyze/', '/api/session/Analyze', '/api/session/%61nalyze', '/api//session/analyze'])
    assert.notEqual((await ask(`${route}${query}`, { 'Sec-Fetch-Site': 'cross-site' })).status, 200, route)
})

test('a cookie reads from anywhere that a browser lets it, and a bearer token needs no page of ours', async () => {
  await using gateway = await coachGateway()
  const { cookie, token } = await signInAsWebApp(gateway)
  const sessionId = await startSession(gateway, token)
  assert.equal((await gateway.send('GET', `/api/session/${sessionId}`, { headers: { cookie } })).status, 200)
  const elsewhere = { Origin: 'https://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' }
  assert.equal((await gateway.send('POST', '/api/session/start', { token, body: { algorithm }, headers: elsewhere })).status, 201)
})
