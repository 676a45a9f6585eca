/** What the document says of answers is so: a learner's way through the API, each answer held against its schema with nothing left over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { testGateway } from '../testing.ts'
import { describedReplies } from '../testing-replies.ts'

async function describedGateway() {
  let at = Date.parse('2026-03-01T12:00:00Z')
  const gateway = await testGateway({ sessions: fakeSessions(), hints: fakeHints().implementation, now: () => at })
  /** What an authenticator app shows; each code is good once, so time goes on. */
  const codeOf = (secret: string): string => {
    at += 30_000
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
  }
  return Object.assign(gateway, await describedReplies(gateway.send), { codeOf })
}

type Gateway = Awaited<ReturnType<typeof describedGateway>>
const web = { 'X-Quint-Client': 'web' }
const credentials = { email: 'ada@example.com', password: 'a long password' }

async function coached({ ask, send }: Gateway, token: string): Promise<void> {
  const { session } = await ask<{ session: { id: string } }>('POST /api/session/start', { token, body: { algorithm: { title: 'Two Sum' } } })
  const sessionId = session.id
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1)
    await ask('POST /api/session/respond', { token, body: { sessionId, promptIndex, responseText: 'a thought', timeSpentSeconds: 1 } })
  await (await send('GET', `/api/session/analyze?sessionId=${sessionId}&tier=1`, { token })).text()
  await ask('POST /api/session/complete', { token, body: { sessionId, userFinalResponse: 'empty' } })
  await ask('GET /api/session/{id}', { token, id: sessionId })
  const other = await ask<{ session: { id: string } }>('POST /api/session/start', { token, body: { algorithm: { title: 'Another' } } })
  await ask('GET /api/session/{id}', { token, id: other.session.id })
  await ask('POST /api/session/abandon', { token, body: { sessionId: other.session.id } })
  await ask('GET /api/user/sessions', { token })
  await ask('GET /api/user/dashboard', { token })
  await ask('GET /api/elements')
  await ask('GET /api/coach')
  await ask('POST /api/try/respond', { body: { answers: [] } })
}

async function signedInEveryWay({ ask, send }: Gateway, token: string, id: string): Promise<void> {
  await ask('POST /api/auth/login', { body: credentials })
  const forTheWeb = await ask<object>('POST /api/auth/login', { body: credentials, headers: web })
  assert.ok(!('accessToken' in forTheWeb))
  const { refreshToken } = await ask<{ refreshToken: string }>('POST /api/auth/login', { body: credentials })
  await ask('POST /api/auth/refresh-token', { body: { refreshToken } })
  await ask('GET /api/auth/me', { token })
  await ask('GET /api/users/{id}', { token, id })
  await ask('PATCH /api/users/{id}', { token, id, body: { preferences: { publicProfile: true } } })
  await ask('GET /api/auth/sessions', { token })
  await ask('DELETE /api/auth/sessions', { token })
  await ask('GET /api/auth/providers')
  await ask('GET /api/auth/ways', { token })
  await ask('POST /api/auth/resend-verification', { token, body: {} })
  await ask('POST /api/auth/forgot-password', { body: { email: credentials.email } })
  await ask('POST /api/auth/mail-deletion-link', { token, body: {} })
  await ask('POST /api/ws-ticket', { token, body: {} })
  const { deviceCode, userCode } = await ask<{ deviceCode: string; userCode: string }>('POST /api/auth/device', { body: {} })
  await ask('POST /api/auth/device/lookup', { token, body: { userCode } })
  await send('POST', '/api/auth/device/approve', { token, body: { userCode } })
  await ask('POST /api/auth/device/token', { body: { deviceCode } })
}

async function withCodes({ ask, codeOf }: Gateway, token: string): Promise<void> {
  await ask('GET /api/auth/mfa', { token })
  const { secret } = await ask<{ secret: string }>('POST /api/auth/mfa/totp/enrol', { token, body: { password: credentials.password } })
  await ask('POST /api/auth/mfa/totp/verify', { token, body: { code: codeOf(secret) } })
  await ask('GET /api/auth/mfa', { token })
  await ask('POST /api/auth/login', { body: credentials, headers: web })
  const { mfaTicket } = await ask<{ mfaTicket: string }>('POST /api/auth/login', { body: credentials })
  await ask('POST /api/auth/mfa/totp/login', { body: { mfaTicket, code: codeOf(secret) } })
  await ask('POST /api/auth/mfa/recovery-codes', { token, body: { code: codeOf(secret) } })
}

test('every answer of a learner’s way fits what the document says of it, and holds no more', async () => {
  await using gateway = await describedGateway()
  const { ask } = gateway
  const { accessToken: token, user } = await ask<{ accessToken: string; user: { id: string } }>('POST /api/auth/register', {
    body: { ...credentials, displayName: 'Ada' },
  })
  await coached(gateway, token)
  await signedInEveryWay(gateway, token, user.id)
  const { accessToken: other } = await gateway.register({ email: 'eve@example.com' })
  await ask('GET /api/users/{id}', { token: other, id: user.id })
  await withCodes(gateway, token)
  // Through a provider's page; the other areas hold theirs in tests of their own.
  const elsewhere = /oauth|\/share|^\w+ \/api\/(?!session|user|auth|elements|coach|try|ws-ticket)/
  assert.deepEqual(
    [...gateway.described.keys()].filter((route) => !gateway.seen.has(route) && !elsewhere.test(route)),
    [],
  )
})
