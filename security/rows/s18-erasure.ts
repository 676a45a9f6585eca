/** S18: a learner gets all that is held of them, and when they leave it is gone from everywhere. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../database.ts'
import type { Row } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import type { Stand } from '../stand.ts'
import { canary } from '../visitor.ts'

interface Column {
  readonly place: string
  readonly schema: string
  readonly table: string
}

/** Every table of the mesh, the bus among them, as text, searched for the word. */
async function placesOf({ adminUrl }: Pick<Stand, 'adminUrl'>, word: string): Promise<readonly string[]> {
  const tables = await ask<Column>(
    adminUrl,
    `select table_schema as schema, table_name as table, table_schema || '.' || table_name as place from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('identity', 'sessions', 'hints', 'bus', 'public')`,
  )
  const found: string[] = []
  for (const { schema, table, place } of tables) {
    const rows = await ask(adminUrl, `select 1 from "${schema}"."${table}" as held where held::text like $1 limit 1`, [`%${word}%`])
    if (rows.length > 0) found.push(place)
  }
  return found
}

const deadlineMs = 60_000
/** Where identity keeps who was erased by whom, in ids. */
const ledger = ['identity.erasures', 'identity.erasure_steps', 'identity.outbox', 'sessions.outbox', 'hints.outbox']

async function goneFrom(stand: Stand, word: string, kept: readonly string[]): Promise<void> {
  const until = performance.now() + deadlineMs
  for (;;) {
    const places = (await placesOf(stand, word)).filter((place) => !kept.includes(place))
    if (places.length === 0) return
    if (performance.now() > until) assert.deepEqual(places, [], 'still there after a minute')
    await sleep(250)
  }
}

export const erasure: Row = {
  id: 'S18',
  control: 'a learner’s data: exported whole, erased everywhere within a minute, never in an event',
  elsewhere: [
    {
      what: 'every table that names a learner, also of profiles by vectors, assets and videos; a service that was away',
      where: 'npm test -- erasure',
    },
    { what: 'files of videos', where: 'npm test -- content' },
  ],
  checks: [
    {
      holds: 'the export holds every word that the learner wrote and every session; nobody else can have it',
      async attempt(stand) {
        const learner = await stand.learner()
        const words = Array.from({ length: 12 }, () => canary('word'))
        const sessionId = await answeredSession(learner, { say: (n) => `Thought ${words[n]}: I compare [3, ${n}] with 8.` })
        const { text } = await learner.send('GET', `/api/users/${learner.userId}/export`)
        for (const word of [...words, learner.email, learner.displayName, sessionId]) assert.ok(text.includes(word), word)
        assert.doesNotMatch(text, /argon2|"hash"/)
        assert.equal((await (await stand.learner()).send('GET', `/api/users/${learner.userId}/export`)).status, 404)
      },
    },
    {
      holds: 'no event holds a word, name or e-mail of a learner; a minute after they left no table holds one, and their tokens are dead',
      slow: true,
      async attempt(stand) {
        const learner = await stand.learner()
        const word = canary('word')
        const sessionId = await answeredSession(learner, {
          algorithm: { title: word, statement: word },
          say: (n) => `${word}: I compare [3, ${n}] with 8.`,
        })
        await readHint(learner, sessionId)
        await learner.send('POST', '/api/session/complete', { body: { sessionId, userFinalResponse: `${word} and [9, 9]?` } })
        assert.ok((await placesOf(stand, word)).includes('sessions.responses'), 'the search finds what is there')
        const wrong = await learner.send('DELETE', `/api/users/${learner.userId}`, { body: { password: 'a wrong password' } })
        assert.equal(wrong.status, 403)
        assert.equal((await learner.send('DELETE', `/api/users/${learner.userId}`, { body: { password: learner.password } })).status, 204)
        for (const secret of [word, learner.email, learner.displayName]) {
          await goneFrom(stand, secret, [])
          assert.ok(!(await placesOf(stand, secret)).includes('bus.records'))
        }
        await goneFrom(stand, sessionId, ['bus.records', 'sessions.outbox', 'hints.outbox'])
        await goneFrom(stand, learner.userId, ['bus.records', 'sessions.erased_learners', 'hints.erased_learners', ...ledger])
        const { refreshToken } = learner
        assert.equal((await stand.visitor().send('POST', '/api/auth/refresh-token', { body: { refreshToken } })).status, 401)
        assert.equal(
          (await stand.visitor().send('POST', '/api/auth/login', { body: { email: learner.email, password: learner.password } })).status,
          401,
        )
      },
    },
  ],
}
