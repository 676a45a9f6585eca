/** S25: a code beside the password, devices that are let in, and the links that are mailed: none can be guessed, used twice, read or given to others. */
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { ask } from '../database.ts'
import type { Row } from '../row.ts'
import type { Stand } from '../stand.ts'
import type { Answer, Learner } from '../visitor.ts'

const fieldOf = (answer: Answer, name: string): string => String((answer.json as Record<string, unknown> | undefined)?.[name])

/** What a phone shows (RFC 6238), so many steps from now. */
function codeOf(secret: string, steps: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withCode(stand: Stand) {
  const learner = await stand.learner()
  const token = learner.accessToken
  const begun = await learner.send('POST', '/api/auth/mfa/totp/enrol', { token, body: { password: learner.password } })
  assert.equal(begun.status, 200)
  const secret = fieldOf(begun, 'secret')
  stand.canaries.set(secret, 'the secret of an authenticator app')
  const shown = await learner.send('POST', '/api/auth/mfa/totp/verify', { token, body: { code: codeOf(secret, -1) } })
  assert.equal(shown.status, 200)
  const { recoveryCodes } = shown.json as { readonly recoveryCodes: readonly string[] }
  for (const code of recoveryCodes) stand.canaries.set(code, 'a recovery code')
  return { learner, secret, recoveryCodes }
}

async function ticketOf(stand: Stand, { email, password }: Learner): Promise<string> {
  const answer = await stand.visitor().send('POST', '/api/auth/login', { body: { email, password } })
  assert.equal(answer.status, 200)
  assert.doesNotMatch(answer.text, /Token"/)
  const ticket = fieldOf(answer, 'mfaTicket')
  stand.canaries.set(ticket, 'the ticket of a sign-in')
  return ticket
}

const finish = (stand: Stand, mfaTicket: string, code: string) =>
  stand.visitor().send('POST', '/api/auth/mfa/totp/login', { body: { mfaTicket, code } })

async function deviceOf(stand: Stand) {
  const asked = await stand.visitor().send('POST', '/api/auth/device', { body: {} })
  assert.equal(asked.status, 200)
  const [deviceCode, userCode] = [fieldOf(asked, 'deviceCode'), fieldOf(asked, 'userCode')]
  stand.canaries.set(deviceCode, 'the code of a device')
  return { deviceCode, userCode }
}

const poll = (stand: Stand, deviceCode: string) => stand.visitor().send('POST', '/api/auth/device/token', { body: { deviceCode } })

export const factors: Row = {
  id: 'S25',
  control: 'codes at sign-in and devices that are let in: single use, few guesses, short lives, sealed or hashed at rest, bound to who asked',
  checks: [
    {
      holds: 'a password alone opens no account that asks for a code, and its ticket is no token',
      async attempt(stand) {
        const { learner, secret } = await withCode(stand)
        const ticket = await ticketOf(stand, learner)
        assert.equal((await stand.visitor().send('GET', '/api/auth/me', { token: ticket })).status, 401)
        assert.equal((await stand.visitor().send('POST', '/api/auth/refresh-token', { body: { refreshToken: ticket } })).status, 401)
        assert.equal((await finish(stand, ticket, codeOf(secret, 0))).status, 200)
      },
    },
    {
      holds: 'a code and a recovery code are good once, also when they come twenty times at once',
      async attempt(stand) {
        for (const kind of ['app', 'recovery']) {
          const { learner, secret, recoveryCodes } = await withCode(stand)
          const code = kind === 'app' ? codeOf(secret, 0) : (recoveryCodes[0] ?? '')
          const tickets = await Promise.all(Array.from({ length: 4 }, () => ticketOf(stand, learner)))
          const answers = await Promise.all(tickets.flatMap((ticket) => Array.from({ length: 5 }, () => finish(stand, ticket, code))))
          assert.equal(answers.filter(({ status }) => status === 200).length, 1)
        }
      },
    },
    {
      holds: 'guesses end: five a sign-in, ten a quarter of an hour for an account, from however many addresses',
      async attempt(stand) {
        const { learner } = await withCode(stand)
        const statuses: number[] = []
        for (let round = 0; round < 3; round += 1) {
          const ticket = await ticketOf(stand, learner)
          for (let tries = 0; tries < 6; tries += 1) statuses.push((await finish(stand, ticket, '000000')).status)
        }
        assert.equal(statuses.filter((status) => status === 401).length, 10)
        assert.ok(statuses.includes(410) && statuses.includes(429) && !statuses.includes(200))
      },
    },
    {
      holds: 'an open browser changes nothing about codes without the password or a code',
      async attempt(stand) {
        const { learner } = await withCode(stand)
        const token = learner.accessToken
        for (const body of [{}, { password: 'not the password' }, { code: '000000' }])
          assert.equal((await learner.send('POST', '/api/auth/mfa/totp/disable', { token, body })).status, 403)
        const state = await learner.send('GET', '/api/auth/mfa', { token })
        assert.equal(fieldOf(state, 'totp'), 'true')
        assert.doesNotMatch(state.text, /secret|hash|sealed/i)
      },
    },
    {
      holds: 'a device gets tokens only when its own code was approved, once, and never for another learner',
      async attempt(stand) {
        const [ada, eve] = [await stand.learner(), await stand.learner()]
        const device = await deviceOf(stand)
        const other = await deviceOf(stand)
        const send = (who: Learner, verdict: string, userCode: string) =>
          who.send('POST', `/api/auth/device/${verdict}`, { token: who.accessToken, body: { userCode } })
        assert.equal((await poll(stand, device.deviceCode)).status, 400)
        assert.equal((await send(ada, 'approve', device.userCode)).status, 204)
        assert.equal((await send(eve, 'approve', device.userCode)).status, 409)
        assert.equal(fieldOf(await poll(stand, other.deviceCode), 'error'), 'authorization_pending')
        assert.equal(fieldOf(await poll(stand, device.userCode), 'error'), 'undefined')
        const signedIn = await poll(stand, device.deviceCode)
        assert.equal((signedIn.json as { user: { id: string } }).user.id, ada.userId)
        assert.equal(fieldOf(await poll(stand, device.deviceCode), 'error'), 'invalid_grant')
      },
    },
    {
      holds: 'another site makes no browser let a device in',
      async attempt(stand) {
        const ada = await stand.learner()
        const { userCode } = await deviceOf(stand)
        const { email, password } = ada
        const own = { 'X-Quint-Client': 'web', Origin: stand.url, 'Sec-Fetch-Site': 'same-origin' }
        const signedIn = await ada.send('POST', '/api/auth/login', { body: { email, password }, headers: own })
        const cookie = signedIn.headers
          .getSetCookie()
          .map((line) => line.split(';', 1)[0])
          .join('; ')
        const headers = { Cookie: cookie, Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' }
        const browser = stand.visitor()
        assert.equal((await browser.send('POST', '/api/auth/device/approve', { body: { userCode }, headers })).status, 403)
        const answer = await browser.send('POST', '/api/auth/device/approve', { body: { userCode }, headers: { Cookie: cookie, ...own } })
        assert.equal(answer.status, 204)
      },
    },
    {
      holds: 'the database holds neither secrets nor codes in the clear',
      async attempt(stand) {
        const { secret, recoveryCodes } = await withCode(stand)
        const { deviceCode, userCode } = await deviceOf(stand)
        const rows = await ask<{ row: string }>(
          stand.adminUrl,
          `select row_to_json(t)::text as row from identity.totp_factors t union all select row_to_json(c)::text from identity.recovery_codes c
           union all select row_to_json(g)::text from identity.device_grants g union all select row_to_json(m)::text from identity.mfa_tickets m`,
          [],
        )
        assert.ok(rows.length > 10)
        const kept = JSON.stringify(rows)
        for (const clear of [secret, recoveryCodes[0] ?? '', deviceCode, userCode, userCode.replace('-', '')])
          for (const form of [clear, Buffer.from(clear).toString('hex')]) assert.ok(!kept.includes(form))
      },
    },
  ],
}
