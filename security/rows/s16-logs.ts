/** S16: logs say what happened and to which id, never what a learner wrote or holds; an administrator's deeds stay. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ask, attemptAs } from '../database.ts'
import { forge } from '../forged.ts'
import type { Row } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import { canary, newWebApp } from '../visitor.ts'

interface Line {
  readonly logger?: string
  readonly code?: string
  readonly userId?: string
  readonly message?: string
}

const securityLines = (lines: readonly string[]): readonly Line[] =>
  lines.map((line) => JSON.parse(line) as Line).filter(({ logger }) => logger === 'security')

const alerts = path.join(import.meta.dirname, '..', '..', 'ops', 'areas', 'security', 'alerts.ts')

export const logs: Row = {
  id: 'S16',
  control: 'logs: structured, by allow-list, personal data masked; a stream of security events with alerts; the audit only grows',
  later: [{ what: 'a chain of hashes over the audit, against whoever owns the tables', comesWith: 'the administrators’ pages' }],
  checks: [
    {
      holds: 'after all of these attacks no line of any service holds an e-mail, password, token, name or answer of anyone',
      async attempt(stand) {
        const learner = await stand.learner()
        const answer = canary('answer')
        stand.canaries.set(answer, 'an answer')
        stand.model.says({ kind: 'error', status: 500, type: 'api_error' })
        await readHint(learner, await answeredSession(learner, { algorithm: { title: answer, statement: answer }, say: (n) => `${n} ${answer}` }))
        await learner.send('POST', '/api/session/respond', { body: { sessionId: answer, promptIndex: answer } })
        await learner.send('GET', `/api/session/${answer}?q=${answer}`, { headers: { 'X-Request-Id': answer, 'User-Agent': answer, traceparent: answer } })
        await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: answer } })
        await learner.send('POST', '/api/auth/login', { body: `{"email":"${answer}` })
        await learner.send('GET', `/${answer}`)
        assert.ok(stand.lines.length > 50, 'there are lines to look at')
        const text = stand.lines.join('\n')
        for (const [word, what] of stand.canaries) assert.ok(!text.includes(word), `${what} is in the log`)
        assert.doesNotMatch(text, /[\w.+-]+@[\w-]+\.\w|eyJ[\w-]{10,}\.|argon2id|Bearer |postgres:\/\/[^"]*:/)
        for (const line of stand.lines) assert.doesNotThrow(() => JSON.parse(line), 'a line is one object')
      },
    },
    {
      holds: 'each kind of attack is told in the stream of security events, by the account’s id where there is one, and at most so many lines a second',
      async attempt(stand) {
        const from = stand.lines.length
        const learner = await stand.learner()
        const { bad } = await forge(stand, learner.accessToken)
        await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: 'a wrong password' } })
        await learner.send('GET', '/api/auth/me', { token: bad['another key under our kid'] ?? '' })
        await learner.send('GET', '/api/admin/events/dead-letters')
        const app = await newWebApp(stand.url)
        await app.visitor.send('POST', '/api/session/start', { body: {}, headers: { cookie: app.cookie, Origin: 'https://elsewhere.test' } })
        const told = () => securityLines(stand.lines.slice(from))
        for (const code of ['sign_in_failed', 'token_refused', 'access_refused', 'cross_site_refused'])
          assert.ok(
            told().some((line) => line.code === code),
            code,
          )
        assert.equal(told().find(({ code }) => code === 'sign_in_failed')?.userId, learner.userId)
        const all = new Set(securityLines(stand.lines).map(({ code }) => code))
        for (const code of ['token_reused', 'rate_limited', 'service_refused']) assert.ok(all.has(code), `${code}, by the rows before`)
      },
    },
    {
      holds: 'every code of that stream has an alert that stands on it',
      async attempt() {
        const text = readFileSync(alerts, 'utf8')
        for (const code of ['token_refused', 'token_reused', 'access_refused', 'cross_site_refused', 'service_refused', 'rate_limited'])
          assert.match(text, new RegExp(code), code)
        assert.match(text, /quint_auth_sign_ins_total|sign_in_failed/)
      },
    },
    {
      holds: 'the gateway’s role adds to the audit and can neither change, delete nor empty it',
      async attempt(stand) {
        const id = '01890000-0000-7000-8000-000000000001'
        const add = `insert into identity.audit (id, actor, action, subject) values ('${id}', '${id}', 'dead_letter.replay', '${id}')`
        assert.equal((await attemptAs(stand.adminUrl, 'identity', [add])).refused, '')
        for (const statement of ["update identity.audit set action = 'x'", 'delete from identity.audit', 'truncate identity.audit', 'drop table identity.audit'])
          assert.equal((await attemptAs(stand.adminUrl, 'identity', [add, statement])).refused, '42501', statement)
        for (const role of ['sessions', 'hints']) assert.notEqual((await attemptAs(stand.adminUrl, role, [add])).refused, '', role)
        assert.deepEqual(await ask(stand.adminUrl, `select 1 from identity.audit where id = '${id}'`), [])
      },
    },
  ],
}
