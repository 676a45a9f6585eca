/** S4 in what learners let others see: imports and shares are their owner's, and a pseudonym leads nowhere. */
import assert from 'node:assert/strict'
import type { Check } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import type { Stand } from '../stand.ts'
import { canary, type Learner } from '../visitor.ts'

const submission = { submissionId: '4711', slug: 'two-sum', title: 'Two Sum', language: 'go', acceptedAt: '2026-03-14T09:26:53Z' }

/** With a confirmed address: the link is read in the mailbox. */
async function confirmed(stand: Stand): Promise<Learner> {
  const learner = await stand.learner()
  const { text } = await stand.visitor().send('GET', '/dev/mailbox')
  const article = text.split('<article>').find((part) => part.includes(learner.email)) ?? ''
  const token = /verify\?token=([\w-]+)/.exec(article)?.[1]
  assert.equal((await learner.send('POST', '/api/auth/verify-email', { body: { token } })).status, 204)
  const signedIn = await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: learner.password } })
  const { accessToken } = signedIn.json as { accessToken: string }
  const send: Learner['send'] = (method, route, sending = {}) => learner.send(method, route, { token: accessToken, ...sending })
  return { ...learner, accessToken, send }
}

async function completedSession(learner: Learner, word: string): Promise<string> {
  const sessionId = await answeredSession(learner, { say: (n) => `Thought ${n} on ${word}: I, ${learner.displayName}, compare [3, ${n}] with 8.` })
  await readHint(learner, sessionId)
  const userFinalResponse = `Write to ${learner.email}. What about [9, 9]?`
  assert.equal((await learner.send('POST', '/api/session/complete', { body: { sessionId, userFinalResponse } })).status, 200)
  return sessionId
}

async function share(learner: Learner, sessionId: string): Promise<string> {
  const { json, status, text } = await learner.send('PUT', `/api/session/${sessionId}/share`, { body: { shared: true } })
  assert.equal(status, 200, text)
  return (json as { sharing: { shareId: string } }).sharing.shareId
}

export const communityChecks: readonly Check[] = [
  {
    holds: 'another’s imports are not listed, and the same submission of another is not known to one’s own',
    async attempt(stand) {
      const [victim, attacker] = [await stand.learner(), await stand.learner()]
      const code = canary('code')
      const body = { site: 'leetcode', submissions: [{ ...submission, code }] }
      assert.deepEqual((await victim.send('POST', '/api/imports/submissions', { body })).json, {
        imported: 1,
        known: 0,
        _links: { self: { href: '/api/imports/submissions' } },
      })
      const { text } = await attacker.send('GET', '/api/imports/submissions')
      assert.ok(!text.includes('4711') && !text.includes(code))
      const again = await attacker.send('POST', '/api/imports/submissions', { body: { ...body, submissions: [submission] } })
      assert.partialDeepStrictEqual(again.json, { imported: 1, known: 0 })
      assert.ok((await victim.send('GET', `/api/users/${victim.userId}/export`)).text.includes(code), 'the victim’s is as it was')
    },
  },
  {
    holds: 'nobody shares, previews or withdraws another’s session, nor shares without a confirmed address',
    async attempt(stand) {
      const victim = await confirmed(stand)
      const sessionId = await completedSession(victim, canary('word'))
      const shareId = await share(victim, sessionId)
      const attacker = await confirmed(stand)
      for (const id of [sessionId, shareId]) {
        assert.equal((await attacker.send('GET', `/api/session/${id}/share/preview`)).status, 404)
        for (const shared of [true, false]) assert.equal((await attacker.send('PUT', `/api/session/${id}/share`, { body: { shared } })).status, 404)
      }
      assert.equal((await attacker.send('GET', `/api/community/sessions/${shareId}`)).status, 200, 'it is still shared')
      const unconfirmed = await stand.learner()
      const own = await completedSession(unconfirmed, canary('word'))
      assert.equal((await unconfirmed.send('PUT', `/api/session/${own}/share`, { body: { shared: true } })).status, 403)
    },
  },
  {
    holds: 'what others read of a session names neither learner nor session, and two shares of one learner have nothing in common',
    async attempt(stand) {
      const victim = await confirmed(stand)
      const word = canary('word')
      const sessions = [await completedSession(victim, word), await completedSession(victim, word)]
      const ids = await Promise.all(sessions.map((id) => share(victim, id)))
      const reader = await stand.learner()
      const posts = await Promise.all(ids.map((id) => reader.send('GET', `/api/community/sessions/${id}`)))
      const list = await reader.send('GET', '/api/community/sessions')
      const join = await victim.send('PUT', '/api/leaderboard/membership', { body: { joined: true } })
      const board = await reader.send('GET', '/api/leaderboard?metric=sessions')
      for (const { text } of [...posts, list, board])
        for (const secret of [victim.userId, victim.email, victim.displayName, ...sessions]) assert.ok(!text.includes(secret), secret)
      assert.ok(posts[0]?.text.includes(word), 'the words themselves are shared')
      const names = posts.map(({ json }) => (json as { session: { pseudonym: string } }).session.pseudonym)
      const onBoard = (join.json as { pseudonym: string }).pseudonym
      assert.equal(new Set([...names, onBoard]).size, 3)
      assert.deepEqual((board.json as { items: unknown[] }).items, [], 'one learner alone is not shown')
    },
  },
  {
    holds: 'a session that is no longer shared is a 404 at once, as one that never was',
    async attempt(stand) {
      const victim = await confirmed(stand)
      const sessionId = await completedSession(victim, canary('word'))
      const shareId = await share(victim, sessionId)
      const reader = await stand.learner()
      const first = await reader.send('GET', `/api/community/sessions/${shareId}`)
      assert.equal(first.status, 200)
      assert.equal((await victim.send('PUT', `/api/session/${sessionId}/share`, { body: { shared: false } })).status, 200)
      const headers = { 'If-None-Match': first.headers.get('etag') ?? '' }
      assert.equal((await reader.send('GET', `/api/community/sessions/${shareId}`, { headers })).status, 404)
      assert.equal((await reader.send('POST', `/api/community/sessions/${shareId}/report`, { body: { reason: 'spam' } })).status, 404)
      assert.ok(!(await reader.send('GET', '/api/community/sessions')).text.includes(shareId))
    },
  },
]
