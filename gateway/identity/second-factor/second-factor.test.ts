import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import decodeQr from 'qr/decode.js'
import { testGateway } from '../../testing.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>
type Tokens = { readonly accessToken: string; readonly refreshToken: string; readonly mfaRequired?: boolean; readonly mfaTicket: string }

const start = Date.parse('2026-03-01T12:00:00Z')
const stepMs = 30_000

/** A clock that stands still until it is moved, and a phone that goes by it. */
function clock() {
  let at = start
  return {
    now: () => at,
    forward: (ms: number) => {
      at += ms
    },
    code: (secret: string, offsetMs = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at + offsetMs }),
  }
}

async function enrolled(gateway: Gateway, time: ReturnType<typeof clock>) {
  const ada = await gateway.register()
  const token = ada.accessToken
  const begun = await gateway.send('POST', '/api/auth/mfa/totp/enrol', { token, body: { password: ada.credentials.password } })
  assert.equal(begun.status, 200)
  const { secret, uri, qr } = (await begun.json()) as { readonly secret: string; readonly uri: string; readonly qr: string }
  const shown = await gateway.send('POST', '/api/auth/mfa/totp/verify', { token, body: { code: time.code(secret) } })
  assert.equal(shown.status, 200)
  const { recoveryCodes } = (await shown.json()) as { readonly recoveryCodes: readonly string[] }
  time.forward(stepMs)
  return { ...ada, token, secret, uri, qr, recoveryCodes }
}

async function ticketOf(gateway: Gateway, credentials: { readonly email: string; readonly password: string }): Promise<string> {
  const { email, password } = credentials
  const answer = await gateway.send('POST', '/api/auth/login', { body: { email, password } })
  assert.equal(answer.status, 200)
  const body = (await answer.json()) as Tokens
  assert.equal(body.mfaRequired, true)
  assert.equal(body.accessToken, undefined)
  return body.mfaTicket
}

const finish = (gateway: Gateway, mfaTicket: string, code: string) => gateway.send('POST', '/api/auth/mfa/totp/login', { body: { mfaTicket, code } })

test('with an authenticator app a password alone signs nobody in: the code of the moment does', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  assert.match(ada.uri, /^otpauth:\/\/totp\/Quint:learner1%40example\.com\?/)
  const ticket = await ticketOf(gateway, ada.credentials)
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: ticket })).status, 401)
  const signedIn = await finish(gateway, ticket, time.code(ada.secret))
  assert.equal(signedIn.status, 200)
  const { accessToken } = (await signedIn.json()) as Tokens
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: accessToken })).status, 200)
  assert.equal((await finish(gateway, ticket, time.code(ada.secret, stepMs))).status, 410)
})

test('a code is good once, in its own step and the ones beside it, and never before one that was used', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now, environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '100' } })
  const ada = await enrolled(gateway, time)
  time.forward(10 * stepMs)
  const tries: readonly (readonly [offset: number, status: number])[] = [
    [-2 * stepMs, 401],
    [2 * stepMs, 401],
    [-stepMs, 200],
    [-stepMs, 401],
    [stepMs, 200],
    [stepMs, 401],
    [0, 401],
  ]
  for (const [offset, status] of tries) {
    const answer = await finish(gateway, await ticketOf(gateway, ada.credentials), time.code(ada.secret, offset))
    assert.equal(answer.status, status, `a code ${offset / stepMs} steps from now`)
  }
})

test('twenty uses of one code at once are one sign-in', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now, environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '100' } })
  const ada = await enrolled(gateway, time)
  const tickets = await Promise.all(Array.from({ length: 20 }, () => ticketOf(gateway, ada.credentials)))
  const answers = await Promise.all(tickets.map((ticket) => finish(gateway, ticket, time.code(ada.secret))))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
})

test('a ticket is over after five wrong codes, and an account after too many, whatever the tickets', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now, environment: { GATEWAY_LOGINS_PER_QUARTER_HOUR: '7' } })
  const ada = await enrolled(gateway, time)
  const ticket = await ticketOf(gateway, ada.credentials)
  const wrong = time.code(ada.secret, 100 * stepMs)
  for (let tries = 0; tries < 5; tries += 1) assert.equal((await finish(gateway, ticket, wrong)).status, 401)
  const late = await finish(gateway, ticket, time.code(ada.secret))
  assert.equal(late.status, 410)
  assert.match(((await late.json()) as { detail: string }).detail, /begin again/)
  const next = await ticketOf(gateway, ada.credentials)
  assert.equal((await finish(gateway, next, wrong)).status, 401)
  assert.equal((await finish(gateway, next, wrong)).status, 401)
  assert.equal((await finish(gateway, next, time.code(ada.secret))).status, 429)
})

test('an expired, made-up or foreign ticket lets nobody in', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  const ticket = await ticketOf(gateway, ada.credentials)
  await gateway.db.database.asLearner(ada.user.id, (tx) => tx.query("update mfa_tickets set expires_at = now() - interval '1 second'"))
  assert.equal((await finish(gateway, ticket, time.code(ada.secret))).status, 410)
  assert.equal((await finish(gateway, 'x'.repeat(43), time.code(ada.secret))).status, 410)
  assert.equal((await finish(gateway, 'short', time.code(ada.secret))).status, 400)
})

test('recovery codes are shown once, each is good once however it is typed, and renewing ends the others', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  assert.equal(new Set(ada.recoveryCodes).size, 10)
  const [first = '', second = '', third = ''] = ada.recoveryCodes
  assert.equal((await finish(gateway, await ticketOf(gateway, ada.credentials), first.toUpperCase().replace('-', ' '))).status, 200)
  assert.equal((await finish(gateway, await ticketOf(gateway, ada.credentials), first)).status, 401)
  const state = await gateway.send('GET', '/api/auth/mfa', { token: ada.token })
  const { since, ...rest } = (await state.json()) as { readonly since: string }
  assert.match(since, /^\d{4}-\d\d-\d\dT.*Z$/)
  assert.deepEqual(rest, { totp: true, recoveryCodesLeft: 9 })
  const renewed = await gateway.send('POST', '/api/auth/mfa/recovery-codes', { token: ada.token, body: { code: second } })
  assert.equal(renewed.status, 200)
  const { recoveryCodes } = (await renewed.json()) as { readonly recoveryCodes: readonly string[] }
  assert.equal((await finish(gateway, await ticketOf(gateway, ada.credentials), third)).status, 401)
  assert.equal((await finish(gateway, await ticketOf(gateway, ada.credentials), recoveryCodes[0] ?? '')).status, 200)
  assert.equal(gateway.mails.filter(({ subject }) => subject === 'A recovery code was used').length, 2)
})

test('an app counts only once a code of it was seen, and setting one up and taking it away ask for the password or a code', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await gateway.register()
  const token = ada.accessToken
  const ask = (path: string, body: unknown) => gateway.send('POST', `/api/auth/mfa/totp/${path}`, { token, body })
  assert.equal((await ask('enrol', {})).status, 403)
  assert.equal((await ask('enrol', { password: 'not the password' })).status, 403)
  assert.equal((await ask('verify', { code: '123456' })).status, 409)
  assert.equal((await ask('disable', { password: ada.credentials.password })).status, 409)
  const { secret } = (await (await ask('enrol', { password: ada.credentials.password })).json()) as { readonly secret: string }
  const signedIn = await gateway.send('POST', '/api/auth/login', { body: { email: ada.credentials.email, password: ada.credentials.password } })
  assert.equal(((await signedIn.json()) as Tokens).mfaRequired, undefined)
  assert.equal((await ask('verify', { code: time.code(secret, 50 * stepMs) })).status, 403)
  assert.equal((await ask('verify', { code: time.code(secret) })).status, 200)
  assert.equal((await ask('verify', { code: time.code(secret, stepMs) })).status, 409)
  assert.equal((await ask('enrol', { password: ada.credentials.password })).status, 409)
  assert.equal((await ask('disable', {})).status, 403)
  assert.equal((await ask('disable', { code: time.code(secret) })).status, 403)
  time.forward(stepMs)
  assert.equal((await ask('disable', { code: time.code(secret) })).status, 204)
  assert.deepEqual(
    gateway.mails.slice(1).map(({ to, subject }) => [to, subject]),
    [
      ['learner1@example.com', 'Codes are on'],
      ['learner1@example.com', 'Codes are off'],
    ],
  )
})

test('the QR code says the address of the app, and nothing of it is fetched from elsewhere', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const { qr, uri } = await enrolled(gateway, time)
  assert.match(qr, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  assert.doesNotMatch(qr.replace('http://www.w3.org/2000/svg', ''), /https?:|script|href|url\(/)
  assert.equal(decodeQr(pixelsOf(qr)), uri)
})

test('the database keeps neither secret nor code, and one learner sees nothing of another', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  const eve = await gateway.register()
  const rows = (userId: string) =>
    gateway.db.database.asLearner(userId, (tx) =>
      tx.query<{ row: string }>('select row_to_json(t)::text as row from totp_factors t union all select row_to_json(c)::text from recovery_codes c'),
    )
  const kept = JSON.stringify(await rows(ada.user.id))
  assert.doesNotMatch(kept, new RegExp(Buffer.from(ada.secret).toString('hex')))
  assert.doesNotMatch(kept, new RegExp(Secret.fromBase32(ada.secret).hex, 'i'))
  assert.doesNotMatch(kept, new RegExp(Buffer.from((ada.recoveryCodes[0] ?? '').replace('-', '')).toString('hex')))
  assert.deepEqual(await rows(eve.user.id), [])
})

test('the web app gets its ticket as a cookie that only its own pages may use', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  const own = { 'X-Quint-Client': 'web', 'Sec-Fetch-Site': 'same-origin', Origin: gateway.url }
  const { email, password } = ada.credentials
  const begun = await gateway.send('POST', '/api/auth/login', { body: { email, password }, headers: own })
  assert.deepEqual(await begun.json(), { mfaRequired: true, expiresIn: 300 })
  const cookie = begun.headers.getSetCookie()[0] ?? ''
  assert.match(cookie, /^quint_ticket=.*HttpOnly; SameSite=Lax/)
  const held = { Cookie: cookie.split(';')[0] ?? '' }
  const code = time.code(ada.secret)
  const foreign = await gateway.send('POST', '/api/auth/mfa/totp/login', {
    body: { code },
    headers: { ...held, Origin: 'https://elsewhere.example' },
  })
  assert.equal(foreign.status, 403)
  const signedIn = await gateway.send('POST', '/api/auth/mfa/totp/login', { body: { code }, headers: { ...held, ...own } })
  assert.equal(signedIn.status, 200)
  assert.equal(((await signedIn.json()) as Partial<Tokens>).accessToken, undefined)
  assert.ok(signedIn.headers.getSetCookie().some((line) => line.startsWith('quint_access=')))
})

test('a new password ends the sign-ins that wait for their code', async () => {
  const time = clock()
  await using gateway = await testGateway({ now: time.now })
  const ada = await enrolled(gateway, time)
  const ticket = await ticketOf(gateway, ada.credentials)
  await gateway.send('POST', '/api/auth/forgot-password', { body: { email: ada.credentials.email } })
  const token = new URL(gateway.mails.at(-1)?.link ?? '').searchParams.get('token')
  assert.equal((await gateway.send('POST', '/api/auth/reset-password', { body: { token, password: 'quite another one' } })).status, 204)
  assert.equal((await finish(gateway, ticket, time.code(ada.secret))).status, 410)
  await ticketOf(gateway, { email: ada.credentials.email, password: 'quite another one' })
})

/** Draws the paths of the SVG into pixels, as a browser would: modules are single squares. */
function pixelsOf(svg: string) {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const scale = 4
  const width = size * scale
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  const paint = (x: number, y: number): void => {
    for (let dy = 0; dy < scale; dy += 1)
      for (let dx = 0; dx < scale; dx += 1) data.set([0, 0, 0, 255], ((y * scale + dy) * width + x * scale + dx) * 4)
  }
  drawModules(svg, paint)
  return { width, height: width, data }
}

function drawModules(svg: string, paint: (x: number, y: number) => void): void {
  let [x, y] = [0, 0]
  for (const [, move, first, second] of svg.matchAll(/([Mm])(-?\d+) ?(-?\d+)h1v1/g)) {
    const from = move === 'M' ? [0, 0] : [x, y]
    x = (from[0] ?? 0) + Number(first)
    y = (from[1] ?? 0) + Number(second)
    paint(x, y)
  }
}
