import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '@quint/web/api/problem.ts'
import type { Account } from './account.ts'
import { beginGrant, type DeviceGrant, pollGrant } from './device-code.ts'

const server = 'https://quint.example'
const signal = new AbortController().signal
const reply = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
const given = {
  deviceCode: 'd',
  userCode: 'BCDF-GHJK',
  verificationUri: `${server}/device`,
  verificationUriComplete: `${server}/device?code=BCDF-GHJK`,
  expiresIn: 600,
  interval: 5,
}

test('a grant is begun, and its links lead to the server that was asked alone', async () => {
  const begin = (body: unknown) => beginGrant({ open: async () => reply(200, body), server, now: () => 1000 }, signal)
  const grant = await begin(given)
  assert.deepEqual([grant.userCode, grant.verificationUriComplete, grant.expiresAt], ['BCDF-GHJK', given.verificationUriComplete, 601_000])
  const elsewhere = await begin({ ...given, verificationUri: 'javascript:alert(1)', verificationUriComplete: 'https://evil.example/device' })
  assert.equal(elsewhere.verificationUriComplete, `${server}/device`)
  await assert.rejects(begin({ hello: 'world' }), ApiError)
})

const grant: DeviceGrant = { ...given, expiresAt: 600_000, intervalSeconds: 5 }

/** @param replies one for each question; the clock moves by what is waited. */
async function poll(replies: readonly (() => Promise<Response>)[]) {
  let now = 0
  let asked = 0
  const waits: number[] = []
  const open: Account['open'] = () => {
    const next = replies[Math.min(asked, replies.length - 1)]
    asked += 1
    assert.ok(next !== undefined)
    return next()
  }
  const wait = async (seconds: number): Promise<void> => {
    waits.push(seconds)
    now += seconds * 1000
  }
  const end = await pollGrant({ open, server, now: () => now, grant, wait }, signal)
  return { end, waits }
}

const said = (error: string) => async () => reply(400, { error })
const away = async (): Promise<Response> => {
  throw new ApiError({ title: '', status: 0, detail: '' })
}

test('it is asked until the learner has confirmed, more slowly when told so or when nobody answers', async () => {
  const { end, waits } = await poll([
    said('authorization_pending'),
    said('slow_down'),
    away,
    async () => reply(400, { type: '/problems/authorization-pending' }),
    async () => reply(200, { user: { id: 'ada' }, accessToken: 'a', refreshToken: 'r' }),
  ])
  assert.deepEqual(end, { kind: 'granted', tokens: { userId: 'ada', accessToken: 'a', refreshToken: 'r' } })
  assert.deepEqual(waits, [5, 5, 10, 15, 15])
})

test('a refusal and an old code end it', async () => {
  assert.equal((await poll([said('access_denied')])).end.kind, 'denied')
  assert.equal((await poll([said('expired_token')])).end.kind, 'expired')
  assert.equal((await poll([said('invalid_grant')])).end.kind, 'expired')
})

test('it ends when its time is over, whatever is answered', async () => {
  for (const answer of [
    said('authorization_pending'),
    away,
    async () => new Response('<html>'),
    async () => reply(200, {}),
    async () => reply(200, { accessToken: 'a', refreshToken: 'r' }),
  ]) {
    const { end, waits } = await poll([answer])
    assert.equal(end.kind, 'expired')
    assert.ok(waits.length <= 121)
  }
})
