/** Identity through HTTP: accounts, tokens, devices, and what an attacker tries. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { importJWK, SignJWT } from 'jose'
import { testGateway } from '../testing.ts'
import { argon2id, openPasswords } from './passwords.ts'

type Tokens = { readonly accessToken: string; readonly refreshToken: string }

test('a learner registers, signs in, refreshes, signs out', async () => {
  await using gateway = await testGateway()
  const registered = await gateway.register({ timeZone: 'Asia/Kolkata' })
  assert.equal(registered.status, 201)
  assert.equal((await gateway.bus.seen((record) => record.headers.ce_type === 'identity.user.registered')).key, registered.user.id)
  const login = await gateway.send('POST', '/api/auth/login', { body: { email: registered.user.email.toUpperCase(), password: 'a long password' } })
  assert.equal(login.status, 200)
  const tokens = (await login.json()) as Tokens
  const me = await gateway.send('GET', '/api/auth/me', { token: tokens.accessToken })
  assert.partialDeepStrictEqual(await me.json(), {
    user: { email: registered.user.email, emailVerified: false, roles: ['learner'], timeZone: 'Asia/Kolkata' },
  })
  const refreshed = await gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken: tokens.refreshToken } })
  assert.equal(refreshed.status, 200)
  const next = (await refreshed.json()) as Tokens
  assert.equal((await gateway.send('POST', '/api/auth/logout', { token: next.accessToken, body: {} })).status, 204)
  assert.equal((await gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken: next.refreshToken } })).status, 401)
})

test('a used refresh token that comes back after its successor was used signs the family out, even at once', async () => {
  await using gateway = await testGateway()
  const first = await gateway.register()
  const refresh = (refreshToken: string) => gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })
  const second = (await (await refresh(first.refreshToken)).json()) as Tokens
  const third = (await (await refresh(second.refreshToken)).json()) as Tokens
  assert.equal((await refresh(first.refreshToken)).status, 401)
  assert.equal((await refresh(third.refreshToken)).status, 401)
})

test('a refresh token that is used a second time signs the family out, however soon it comes', async () => {
  await using gateway = await testGateway()
  const first = await gateway.register()
  const refresh = (refreshToken: string) => gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })
  const second = (await (await refresh(first.refreshToken)).json()) as Tokens
  assert.equal((await refresh(first.refreshToken)).status, 401)
  assert.equal((await refresh(second.refreshToken)).status, 401)
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: second.accessToken })).status, 401)
})

test('twenty refreshes at once with one token of a client of ours all succeed, as two tabs would need it', async () => {
  await using gateway = await testGateway()
  const { refreshToken } = await gateway.register()
  const headers = { 'X-Quint-Client': 'extension' }
  const all = await Promise.all(
    Array.from({ length: 20 }, () => gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken }, headers })),
  )
  assert.deepEqual(new Set(all.map((response) => response.status)), new Set([200]))
})

test('refresh tokens and links are stored as hashes only', async () => {
  await using gateway = await testGateway()
  const { refreshToken, user } = await gateway.register()
  const link = gateway.mails[0]?.link ?? ''
  const secret = new URL(link).searchParams.get('token') ?? ''
  const stored = await gateway.db.database.asLearner(user.id, (tx) =>
    tx.query<{ row: string }>(
      'select t::text as row from refresh_tokens t union all select e::text from email_tokens e union all select u::text from users u',
    ),
  )
  const text = stored.map((entry) => entry.row).join('\n')
  assert.ok(secret.length >= 43)
  assert.ok(!text.includes(refreshToken) && !text.includes(secret))
  assert.ok(text.includes(createHash('sha256').update(refreshToken).digest('hex')))
})

test('an e-mail is confirmed once, by its link; admins are named by their address', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_ADMIN_EMAILS: 'Boss@Example.com' } })
  const boss = await gateway.register({ email: 'boss@example.com' })
  const before = await gateway.send('GET', '/api/auth/me', { token: boss.accessToken })
  assert.partialDeepStrictEqual(await before.json(), { user: { roles: ['learner'] } })
  const token = new URL(gateway.mails[0]?.link ?? '').searchParams.get('token')
  assert.equal((await gateway.send('POST', '/api/auth/verify-email', { body: { token } })).status, 204)
  assert.equal((await gateway.send('POST', '/api/auth/verify-email', { body: { token } })).status, 410)
  const after = await gateway.send('GET', '/api/auth/me', { token: boss.accessToken })
  assert.partialDeepStrictEqual(await after.json(), { user: { roles: ['learner', 'admin'], emailVerified: true } })
})

test('an unknown e-mail costs the same work and gets the same answer as a wrong password', async () => {
  await using gateway = await testGateway()
  const { user } = await gateway.register()
  const attempt = async (email: string) => {
    const before = gateway.hashes.verified
    const response = await gateway.send('POST', '/api/auth/login', { body: { email, password: 'wrong password' } })
    const { requestId: _id, ...problem } = (await response.json()) as Record<string, unknown>
    return { status: response.status, problem, work: gateway.hashes.verified - before }
  }
  assert.deepEqual(await attempt('nobody@example.com'), await attempt(user.email))
})

test('failed sign-ins are throttled by account, and a good one still counts nothing', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '3' } })
  const { user } = await gateway.register()
  const attempt = (password: string) => gateway.send('POST', '/api/auth/login', { body: { email: user.email, password } })
  for (let n = 0; n < 5; n += 1) assert.equal((await attempt('a long password')).status, 200)
  for (let n = 0; n < 3; n += 1) assert.equal((await attempt('wrong')).status, 401)
  const refused = await attempt('a long password')
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
})

test('guesses that come at once are throttled like those that come in turn', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '3' } })
  const { user } = await gateway.register()
  const guess = () => gateway.send('POST', '/api/auth/login', { body: { email: user.email, password: 'a wrong password' } })
  const statuses = (await Promise.all(Array.from({ length: 20 }, guess))).map((response) => response.status)
  assert.equal(statuses.filter((status) => status === 401).length, 3)
  assert.equal(statuses.filter((status) => status === 429).length, 17)
})

test('a name is one line that can be seen, so that it cannot write a letter of its own into our mail or turn a page around', async () => {
  await using gateway = await testGateway()
  for (const displayName of ['Ada\n\nYour account is locked', 'Ada\u2028Call us', 'A\u0007da', 'Ada\u202ekoob', '\u200b\u200b']) {
    const body = { email: 'line@example.com', password: 'a long password', displayName }
    assert.equal((await gateway.send('POST', '/api/auth/register', { body })).status, 400)
  }
  assert.equal(gateway.mails.length, 0)
})

test('the web app gets cookies and no token, and its requests must come from our own pages', async () => {
  await using gateway = await testGateway()
  const web = { 'X-Quint-Client': 'web', Origin: gateway.url }
  const response = await gateway.send('POST', '/api/auth/register', {
    body: { email: 'w@example.com', password: 'a long password', displayName: 'W' },
    headers: web,
  })
  assert.deepEqual(Object.keys((await response.json()) as object).sort(), ['expiresIn', 'user'])
  const cookies = response.headers.getSetCookie()
  for (const cookie of cookies) assert.match(cookie, /HttpOnly; SameSite=Lax/)
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const { user } = (await (await gateway.send('GET', '/api/auth/me', { headers: { cookie } })).json()) as { user: { id: string } }
  const patch = (headers: Record<string, string>) =>
    gateway.send('PATCH', `/api/users/${user.id}`, { body: { displayName: 'X' }, headers: { cookie, ...headers } })
  const table: readonly (readonly [Record<string, string>, number])[] = [
    [web, 200],
    [{ 'X-Quint-Client': 'web', 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ Origin: gateway.url }, 403],
    [{ 'X-Quint-Client': 'web' }, 403],
    [{ 'X-Quint-Client': 'web', Origin: 'https://evil.test' }, 403],
    [{ 'X-Quint-Client': 'web', Origin: 'null' }, 403],
    [{ ...web, 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ ...web, 'Sec-Fetch-Site': 'same-site' }, 403],
  ]
  for (const [headers, status] of table) assert.equal((await patch(headers)).status, status, JSON.stringify(headers))
  assert.equal(
    (await gateway.send('POST', '/api/auth/refresh-token', { body: {}, headers: { cookie, Origin: 'https://evil.test', 'X-Quint-Client': 'web' } }))
      .status,
    403,
  )
  assert.equal((await gateway.send('POST', '/api/auth/refresh-token', { body: {}, headers: { cookie, ...web } })).status, 200)
})

test('a signed-out device is refused within the gateway, whatever its token says', async () => {
  await using gateway = await testGateway()
  const first = await gateway.register()
  const login = await gateway.send('POST', '/api/auth/login', { body: { email: first.user.email, password: 'a long password' } })
  const second = (await login.json()) as Tokens
  const list = (await (await gateway.send('GET', '/api/auth/sessions', { token: second.accessToken })).json()) as {
    items: { id: string; current: boolean }[]
  }
  assert.equal(list.items.length, 2)
  const other = list.items.find((device) => !device.current)?.id
  assert.equal((await gateway.send('DELETE', `/api/auth/sessions/${other}`, { token: second.accessToken })).status, 204)
  assert.equal((await gateway.send('DELETE', '/api/auth/sessions/zzz', { token: second.accessToken })).status, 404)
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: first.accessToken })).status, 401)
})

test('a forgotten password is replaced by its link once, and every device is signed out', async () => {
  await using gateway = await testGateway()
  const { user, refreshToken } = await gateway.register()
  assert.equal((await gateway.send('POST', '/api/auth/forgot-password', { body: { email: 'nobody@example.com' } })).status, 202)
  assert.equal((await gateway.send('POST', '/api/auth/forgot-password', { body: { email: user.email } })).status, 202)
  assert.equal(gateway.mails.length, 2)
  const token = new URL(gateway.mails[1]?.link ?? '').searchParams.get('token')
  const reset = () => gateway.send('POST', '/api/auth/reset-password', { body: { token, password: 'another password' } })
  assert.equal((await reset()).status, 204)
  assert.equal((await reset()).status, 410)
  assert.equal((await gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })).status, 401)
  assert.equal((await gateway.send('POST', '/api/auth/login', { body: { email: user.email, password: 'another password' } })).status, 200)
})

test('a learner changes and deletes only their own account, with the password, and the mesh is told', async () => {
  await using gateway = await testGateway()
  const one = await gateway.register()
  const two = await gateway.register()
  for (const [method, body] of [
    ['PATCH', { displayName: 'Eve' }],
    ['DELETE', { password: 'a long password' }],
    ['GET', undefined],
  ] as const) {
    assert.equal(
      (await gateway.send(method, `/api/users/${two.user.id}`, { token: one.accessToken, ...(body === undefined ? {} : { body }) })).status,
      404,
    )
  }
  const remove = (password: string) => gateway.send('DELETE', `/api/users/${one.user.id}`, { token: one.accessToken, body: { password } })
  assert.equal((await remove('wrong')).status, 403)
  assert.equal((await remove('a long password')).status, 204)
  await gateway.bus.seen((record) => record.headers.ce_type === 'identity.user.deleted' && record.key === one.user.id)
  assert.equal((await gateway.send('POST', '/api/auth/login', { body: { email: one.user.email, password: 'a long password' } })).status, 401)
})

test('bad accounts are refused with the field, never with a 500', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_REGISTRATIONS_PER_HOUR: '1000', GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '1000' } })
  await gateway.register({ email: 'taken@example.com' })
  const good = { email: 'a@example.com', password: 'a long password', displayName: 'A' }
  const table: readonly (readonly [unknown, number, string?])[] = [
    [{ ...good, email: 'no mail' }, 400, 'email'],
    [{ ...good, email: 'a\0@example.com' }, 400, 'email'],
    [{ ...good, email: `${'a'.repeat(250)}@example.com` }, 400, 'email'],
    [{ ...good, password: 'short' }, 400, 'password'],
    [{ ...good, password: 'x'.repeat(129) }, 400, 'password'],
    [{ ...good, displayName: 'a\0b' }, 400, 'displayName'],
    [{ ...good, displayName: '\ud800' }, 400, 'displayName'],
    [{ ...good, displayName: '   ' }, 400, 'displayName'],
    [{ ...good, timeZone: 'Mars/Base' }, 400, 'timeZone'],
    [{ ...good, roles: ['admin'] }, 400, 'roles'],
    [{ ...good, email: ['a@example.com'] }, 400, 'email'],
    [[], 400],
    ['{"email":', 400],
    ['null', 400],
    [{ ...good, email: 'TAKEN@example.com' }, 409],
  ]
  for (const [body, status, field] of table) {
    const response = await gateway.send('POST', '/api/auth/register', { body })
    const problem = (await response.json()) as { errors?: { path: string }[]; requestId: string }
    assert.equal(response.status, status, JSON.stringify(body))
    assert.equal(response.headers.get('content-type')?.split(';')[0], 'application/problem+json')
    assert.ok(problem.requestId !== '')
    if (field !== undefined) assert.equal(problem.errors?.[0]?.path, field)
  }
})

test('signing keys are kept private in their file, published by their public half, and used again', async () => {
  await using gateway = await testGateway()
  assert.equal(statSync(gateway.keysFile).mode & 0o777, 0o600)
  const published = await (await gateway.send('GET', '/.well-known/jwks.json')).text()
  assert.doesNotMatch(published, /"d"/)
  const { keys } = JSON.parse(readFileSync(gateway.keysFile, 'utf8')) as { keys: { kid: string }[] }
  assert.ok(published.includes(keys[0]?.kid ?? 'none'))
  const key = await importJWK({ ...keys[0] }, 'EdDSA')
  const forged = await new SignJWT({ sid: 'x', roles: ['admin'] })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: keys[0]?.kid ?? '' })
    .setSubject('u')
    .setIssuer(gateway.url)
    .setAudience('quint')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key)
  for (const token of [forged, 'x', 'a.b.c']) assert.equal((await gateway.send('GET', '/api/auth/me', { token })).status, 401)
})

test('passwords are argon2id hashes with the stated parameters, at most two at a time', async () => {
  let running = 0
  let most = 0
  const counted = <T>(work: () => Promise<T>): Promise<T> => {
    running += 1
    most = Math.max(most, running)
    return work().finally(() => {
      running -= 1
    })
  }
  const passwords = await openPasswords({
    hash: (password) => counted(() => argon2id.hash(password)),
    verify: (stored, password) => counted(() => argon2id.verify(stored, password)),
  })
  const [first = ''] = await Promise.all(Array.from({ length: 6 }, () => passwords.hash('pässword')))
  assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(most, 2)
  assert.equal(await passwords.verify(first, 'pa\u0308ssword'), true)
  assert.equal(await passwords.verify(first, 'password'), false)
  assert.equal(await passwords.verify(undefined, 'nobody has this password'), false)
})
