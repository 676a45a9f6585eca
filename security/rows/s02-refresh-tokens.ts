/** S2: a refresh token is used once; one that comes back ends the whole sign-in. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { sleep } from '@quint/runtime/sleep.ts'
import { ask } from '../database.ts'
import type { Row } from '../row.ts'
import type { Stand } from '../stand.ts'
import type { Answer, Learner } from '../visitor.ts'

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

const refresh = (learner: Learner, refreshToken: string): Promise<Answer> =>
  learner.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })

/** As a client of ours does, which may have lost the answer. */
const refreshAgain = (learner: Learner, refreshToken: string): Promise<Answer> =>
  learner.send('POST', '/api/auth/refresh-token', { body: { refreshToken }, headers: { 'X-Quint-Client': 'extension' } })

async function rotated(learner: Learner, refreshToken: string): Promise<Tokens> {
  const answer = await refresh(learner, refreshToken)
  assert.equal(answer.status, 200, answer.text)
  return answer.json as Tokens
}

const me = async (learner: Learner, token: string): Promise<number> => (await learner.send('GET', '/api/auth/me', { token })).status

const mostSeconds = 6

/** A gateway asks for a device every five seconds at most. */
async function isSignedOut(learner: Learner, newest: Tokens): Promise<void> {
  assert.equal((await refresh(learner, newest.refreshToken)).status, 401)
  const until = performance.now() + mostSeconds * 1000
  let status = await me(learner, newest.accessToken)
  while (status !== 401 && performance.now() < until) {
    await sleep(500)
    status = await me(learner, newest.accessToken)
  }
  assert.equal(status, 401, 'the access token outlives the sign-in')
}

/** The link that was mailed last, as the mailbox shows it. */
async function mailedToken(stand: Stand, email: string): Promise<string> {
  const { text } = await stand.visitor().send('GET', '/dev/mailbox')
  const article = text.split('<article>').find((part) => part.includes(email) && part.includes('/reset?token='))
  return /reset\?token=([\w-]+)/.exec(article ?? '')?.[1] ?? ''
}

export const refreshTokens: Row = {
  id: 'S2',
  control: 'refresh tokens: 256 random bits, hashed, rotated at each use; re-use revokes the family; absolute expiry',
  checks: [
    {
      holds: 'a token that is used a second time ends the sign-in at once',
      slow: true,
      async attempt(stand) {
        const learner = await stand.learner()
        const second = await rotated(learner, learner.refreshToken)
        assert.equal((await refresh(learner, learner.refreshToken)).status, 401)
        await isSignedOut(learner, second)
      },
    },
    {
      holds:
        'the token of two rotations ago ends the sign-in, within the grace time of our own clients too, and its access tokens within five seconds',
      slow: true,
      async attempt(stand) {
        const learner = await stand.learner()
        const second = await rotated(learner, learner.refreshToken)
        const third = await rotated(learner, second.refreshToken)
        assert.equal((await refreshAgain(learner, learner.refreshToken)).status, 401)
        await isSignedOut(learner, third)
      },
    },
    {
      holds: 'a predecessor that comes back after the grace time ends the sign-in',
      slow: true,
      async attempt(stand) {
        const learner = await stand.learner()
        const second = await rotated(learner, learner.refreshToken)
        await ask(stand.adminUrl, "update identity.refresh_tokens set used_at = used_at - interval '11 seconds' where hash = $1", [
          hashOf(learner.refreshToken),
        ])
        assert.equal((await refreshAgain(learner, learner.refreshToken)).status, 401)
        await isSignedOut(learner, second)
      },
    },
    {
      holds: 'twenty refreshes at once with one token never fail by our mistake, give no token twice, and leave a family that re-use still ends',
      slow: true,
      async attempt(stand) {
        const learner = await stand.learner()
        const answers = await Promise.all(Array.from({ length: 20 }, () => refreshAgain(learner, learner.refreshToken)))
        assert.ok(answers.every(({ status }) => status === 200 || status === 401))
        const tokens = answers.filter(({ status }) => status === 200).map(({ json }) => (json as Tokens).refreshToken)
        assert.ok(tokens.length > 0)
        assert.equal(new Set(tokens).size, tokens.length)
        const next = await rotated(learner, tokens[0] ?? '')
        assert.equal((await refresh(learner, learner.refreshToken)).status, 401)
        await isSignedOut(learner, next)
      },
    },
    {
      holds: 'signing out, and a new password, end every token of the sign-in within five seconds',
      slow: true,
      async attempt(stand) {
        const [leaver, forgetful] = [await stand.learner(), await stand.learner()]
        assert.equal((await leaver.send('POST', '/api/auth/logout', { body: {} })).status, 204)
        await isSignedOut(leaver, leaver)
        assert.equal((await forgetful.send('POST', '/api/auth/forgot-password', { body: { email: forgetful.email } })).status, 202)
        const token = await mailedToken(stand, forgetful.email)
        assert.equal((await forgetful.send('POST', '/api/auth/reset-password', { body: { token, password: 'an entirely new one' } })).status, 204)
        await isSignedOut(forgetful, forgetful)
        assert.equal((await forgetful.send('POST', '/api/auth/reset-password', { body: { token, password: 'and once more' } })).status, 410)
      },
    },
    {
      holds: 'only hashes are stored, tokens hold 256 bits, and no refresh moves the day on which the sign-in ends',
      async attempt(stand) {
        const learner = await stand.learner()
        assert.equal(Buffer.from(learner.refreshToken, 'base64url').length, 32)
        const rows = await ask<{ hash: Buffer; expires: Date }>(
          stand.adminUrl,
          'select t.hash, d.expires_at as expires from identity.refresh_tokens t join identity.devices d on d.id = t.device_id where t.user_id = $1',
          [learner.userId],
        )
        assert.deepEqual(rows[0]?.hash, hashOf(learner.refreshToken))
        const next = await rotated(learner, learner.refreshToken)
        const [device] = await ask<{ expires: Date }>(stand.adminUrl, 'select expires_at as expires from identity.devices where user_id = $1', [
          learner.userId,
        ])
        assert.deepEqual(device?.expires, rows[0]?.expires)
        await ask(stand.adminUrl, 'update identity.devices set expires_at = now() where user_id = $1', [learner.userId])
        assert.equal((await refresh(learner, next.refreshToken)).status, 401)
      },
    },
  ],
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
