/** S16: logs say what happened and to which id, never what a learner wrote or holds; an administrator's deeds stay. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ask, attemptAs } from '../database.ts'
import { forge } from '../forged.ts'
import type { Row } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import { canary, type Learner, newWebApp } from '../visitor.ts'
import { serviceDoors } from './s19-services.ts'

interface Line {
  readonly logger?: string
  readonly code?: string
  readonly userId?: string
  readonly message?: string
}

/** The first refresh token once more, after two others. */
async function reuse(learner: Learner): Promise<void> {
  const refresh = (refreshToken: string) => learner.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })
  const second = (await refresh(learner.refreshToken)).json as { refreshToken: string }
  await refresh(second.refreshToken)
  await refresh(learner.refreshToken)
}

const securityLines = (lines: readonly string[]): readonly Line[] =>
  lines.map((line) => JSON.parse(line) as Line).filter(({ logger }) => logger === 'security')

const alerts = path.join(import.meta.dirname, '..', '..', 'ops', 'areas', 'security', 'alerts.ts')

export const logs: Row = {
  id: 'S16',
  control: 'logs: structured, by allow-list, personal data masked; a stream of security events with alerts; the audit only grows',
  elsewhere: [{ what: 'a chain of hashes over the audit, against whoever owns the tables', where: 'npm test -- audit-chain' }],
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
        await learner.send('GET', `/api/session/${answer}?q=${answer}`, {
          headers: { 'X-Request-Id': answer, 'User-Agent': answer, traceparent: answer },
        })
        await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: answer } })
        await learner.send('POST', '/api/auth/login', { body: `{"email":"${answer}` })
        await learner.send('GET', `/${answer}`)
        assert.ok(stand.lines.length > 5, 'there are lines to look at')
        const text = stand.lines.join('\n')
        for (const [word, what] of stand.canaries) assert.ok(!text.includes(word), `${what} is in the log`)
        assert.doesNotMatch(text, /[\w.+-]+@[\w-]+\.\w|eyJ[\w-]{10,}\.|argon2id|Bearer |postgres:\/\/[^"]*:/)
        for (const line of stand.lines) assert.doesNotThrow(() => JSON.parse(line), 'a line is one object')
      },
    },
    {
      holds:
        'each kind of attack is told in the stream of security events, by the account’s id where there is one, and at most so many lines a second',
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
        await reuse(learner)
        for (let n = 0; n < 6; n += 1) await stand.visitor().send('POST', '/api/auth/forgot-password', { body: { email: learner.email } })
        await serviceDoors(stand)
        for (const code of [
          'sign_in_failed',
          'token_refused',
          'access_refused',
          'cross_site_refused',
          'token_reused',
          'rate_limited',
          'service_refused',
        ])
          assert.ok(
            told().some((line) => line.code === code),
            code,
          )
        assert.equal(told().find(({ code }) => code === 'sign_in_failed')?.userId, learner.userId)
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
      holds: 'the gateway’s role adds to the audit and can neither change, delete nor empty it, nor have its months dropped before their time',
      async attempt(stand) {
        const id = '01890000-0000-7000-8000-000000000001'
        const add = `insert into identity.audit (id, actor, action, subject) values ('${id}', '${id}', 'dead_letter.replay', '${id}')`
        assert.equal((await attemptAs(stand.adminUrl, 'identity', [add])).refused, '')
        const [month] = await ask<{ name: string }>(
          stand.adminUrl,
          "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'identity.audit'::regclass",
        )
        assert.ok(month !== undefined, 'the audit is kept by month')
        for (const table of ['identity.audit', month.name])
          for (const statement of [`update ${table} set action = 'x'`, `delete from ${table}`, `truncate ${table}`, `drop table ${table}`])
            assert.equal((await attemptAs(stand.adminUrl, 'identity', [add, statement])).refused, '42501', statement)
        // A table of the same name in the place that is searched first, to which its function would listen.
        const disguise = 'create temp table partitioned (parent text, ahead_months integer, keep_months integer)'
        const open = 'grant all on pg_temp.partitioned to public'
        const order = "insert into pg_temp.partitioned values ('audit', 1, -200)"
        const { rows } = await attemptAs(stand.adminUrl, 'identity', [disguise, open, order, 'select * from identity.keep_months()'])
        assert.ok(!rows.some((row) => 'verb' in row && row.verb === 'dropped'), 'the months are dropped for a table that the role made itself')
        for (const role of ['sessions', 'hints']) assert.notEqual((await attemptAs(stand.adminUrl, role, [add])).refused, '', role)
        assert.deepEqual(await ask(stand.adminUrl, `select 1 from identity.audit where id = '${id}'`), [])
      },
    },
  ],
}
