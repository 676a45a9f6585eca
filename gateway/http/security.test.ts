/** The stream of security events, from what an attacker does to the line that an operator reads. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createLog } from '@quint/runtime/log.ts'
import { importJWK, type JWK, SignJWT } from 'jose'
import { testGateway } from '../testing.ts'

interface Line {
  readonly logger?: string
  readonly code?: string
  readonly userId?: string
  readonly route?: string
}

async function watchedGateway(environment: Readonly<Record<string, string>> = {}) {
  const lines: string[] = []
  const gateway = await testGateway({ log: createLog('gateway', 'debug', (line) => lines.push(line)), environment })
  return {
    ...gateway,
    lines,
    /** Codes of the stream so far, which begins anew. */
    codes: () =>
      lines
        .splice(0)
        .map((line) => JSON.parse(line) as Line)
        .filter(({ logger }) => logger === 'security')
        .map(({ code }) => code),
  }
}

type Tokens = { readonly accessToken: string; readonly refreshToken: string }

test('a failed sign-in is told with the account it was tried on, and never with what was typed', async () => {
  await using gateway = await watchedGateway()
  const { user } = await gateway.register()
  const login = (email: string) => gateway.send('POST', '/api/auth/login', { body: { email, password: 'guess from a list' } })
  assert.equal((await login(user.email)).status, 401)
  assert.equal((await login('nobody@example.com')).status, 401)
  const told = gateway.lines.filter((line) => line.includes('"security"'))
  assert.deepEqual(
    told.map((line) => (JSON.parse(line) as Line).userId),
    [user.id, undefined],
  )
  assert.doesNotMatch(gateway.lines.join('\n'), /example\.com|guess/)
})

test('a refresh token that comes back used is told, and its device’s tokens are refused and told as well', async () => {
  await using gateway = await watchedGateway()
  const first = await gateway.register()
  const refresh = (refreshToken: string) => gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })
  const second = (await (await refresh(first.refreshToken)).json()) as Tokens
  await refresh(second.refreshToken)
  assert.deepEqual(gateway.codes(), [])
  await refresh(first.refreshToken)
  assert.deepEqual(gateway.codes(), ['token_reused'])
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: second.accessToken })).status, 401)
  assert.deepEqual(gateway.codes(), ['token_refused'])
})

test('a forged token is told; one that is only old, or none, is not', async () => {
  await using gateway = await watchedGateway()
  const { accessToken } = await gateway.register()
  const { keys } = JSON.parse(readFileSync(gateway.keysFile, 'utf8')) as { keys: [JWK & { kid: string }] }
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  const past = Math.floor(Date.now() / 1000) - 100
  const old = await new SignJWT({ ...claims, iat: past - 600, exp: past })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keys[0].kid })
    .sign(await importJWK(keys[0], 'EdDSA'))
  gateway.codes()
  for (const token of [old, undefined]) {
    const response = await gateway.send('GET', '/api/auth/me', token === undefined ? {} : { token })
    assert.equal(response.status, 401)
    assert.deepEqual(gateway.codes(), [])
  }
  const forged = `${accessToken.slice(0, -8)}AAAAAAAA`
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: forged })).status, 401)
  assert.ok(!gateway.lines.join('\n').includes(forged.slice(0, 40)))
  assert.deepEqual(gateway.codes(), ['token_refused'])
})

test('a request of another site and a rate limit are told', async () => {
  await using gateway = await watchedGateway()
  const web = { 'X-Quint-Client': 'web', Origin: gateway.url, 'Sec-Fetch-Site': 'same-origin' }
  const credentials = { email: 'web@example.com', password: 'a long password', displayName: 'Ada' }
  const signedIn = await gateway.send('POST', '/api/auth/register', { body: credentials, headers: web })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  gateway.codes()
  const foreign = { cookie, 'X-Quint-Client': 'web', Origin: 'https://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' }
  assert.equal((await gateway.send('POST', '/api/session/start', { body: {}, headers: foreign })).status, 403)
  assert.deepEqual(gateway.codes(), ['cross_site_refused'])
  const login = () => gateway.send('POST', '/api/auth/login', { body: { email: credentials.email, password: 'a wrong password' } })
  for (let status = 401; status !== 429; ) {
    ;({ status } = await login())
    assert.ok(status === 401 || status === 429, String(status))
  }
  assert.equal(gateway.codes().at(-1), 'rate_limited')
})
