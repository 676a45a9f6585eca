/** S24: administrators act on people with a reason and on the record; who is shut out is out, and nobody is left without an administrator. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from '../database.ts'
import { allRoutes, isAdmins, nameOf, requestOf, sendTo } from '../routes.ts'
import type { Row } from '../row.ts'
import type { Stand } from '../stand.ts'
import type { Learner } from '../visitor.ts'

const reason = 'an attack on ourselves'
const mostSeconds = 6

/** As the operators of the place make the first one. */
async function newAdmin(stand: Stand): Promise<{ readonly learner: Learner; readonly token: string }> {
  const learner = await stand.learner()
  await ask(stand.adminUrl, "update identity.users set roles = '{learner,admin}', email_verified_at = now() where user_id = $1", [learner.userId])
  const { json } = await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: learner.password } })
  return { learner, token: (json as { accessToken: string }).accessToken }
}

async function isRefused(learner: Learner, route: string): Promise<void> {
  const until = performance.now() + mostSeconds * 1000
  while ((await learner.send('GET', route)).status !== 401) {
    assert.ok(performance.now() < until, `${route} is open to who is shut out`)
    await sleep(50)
  }
}

export const administrators: Row = {
  id: 'S24',
  control: 'administrators: each deed with a reason, in an append-only audit that proves itself; no rights taken by the back door',
  checks: [
    {
      holds: 'a suspended learner’s tokens end at once, refreshing does not bring them back, and the door says why',
      async attempt(stand) {
        const { learner: boss, token } = await newAdmin(stand)
        const learner = await stand.learner()
        const path = `/api/admin/users/${learner.userId}/suspend`
        assert.equal((await boss.send('POST', path, { token, body: { suspended: true, reason } })).status, 200)
        await isRefused(learner, '/api/auth/me')
        await isRefused(learner, '/api/user/sessions')
        const { refreshToken } = learner
        assert.equal((await learner.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })).status, 401)
        const door = await learner.send('POST', '/api/auth/login', { body: { email: learner.email, password: learner.password } })
        assert.deepEqual([door.status, /suspended/.test(door.text)], [403, true])
      },
    },
    {
      holds: 'who loses the role loses it with every token that says so',
      async attempt(stand) {
        const [one, other] = [await newAdmin(stand), await newAdmin(stand)]
        const path = `/api/admin/users/${other.learner.userId}/roles`
        assert.equal((await other.learner.send('GET', '/api/admin/users', { token: other.token })).status, 200)
        assert.equal((await one.learner.send('POST', path, { token: one.token, body: { roles: ['learner'], reason } })).status, 200)
        const until = performance.now() + mostSeconds * 1000
        let status = 200
        while (status === 200 && performance.now() < until) ({ status } = await other.learner.send('GET', '/api/admin/users', { token: other.token }))
        assert.equal(status, 401)
      },
    },
    {
      holds: 'an administrator’s route refuses fields that it does not name, and every deed without a reason',
      async attempt(stand) {
        const { learner, token } = await newAdmin(stand)
        const victim = await stand.learner()
        const routes = (await allRoutes(learner)).filter((route) => isAdmins(route) && route.body !== undefined)
        assert.ok(routes.length >= 4)
        for (const route of routes) {
          const request = requestOf(route, (name) => (name === 'id' ? victim.userId : undefined))
          const extra = { ...request, body: { ...(request.body as object), owner: true, emailVerified: true } }
          const headers = { Authorization: `Bearer ${token}` }
          assert.equal((await sendTo(learner, extra, headers)).status, 400, nameOf(route))
          const { reason: _none, ...without } = request.body as { reason?: string }
          if (_none !== undefined) assert.equal((await sendTo(learner, { ...request, body: without }, headers)).status, 400, nameOf(route))
        }
        assert.equal((await victim.send('GET', '/api/auth/me')).status, 200)
      },
    },
    {
      holds: 'the audit has a line for each deed, and its own role can neither change nor take out one',
      async attempt(stand) {
        const { learner, token } = await newAdmin(stand)
        const victim = await stand.learner()
        for (const suspended of [true, false])
          await learner.send('POST', `/api/admin/users/${victim.userId}/suspend`, { token, body: { suspended, reason } })
        const { json } = await learner.send('GET', `/api/admin/audit?subject=${victim.userId}`, { token })
        const { items } = json as { items: { action: string; actor: string }[] }
        assert.deepEqual(
          items.map(({ action, actor }) => [action, actor]),
          [
            ['user.restore', learner.userId],
            ['user.suspend', learner.userId],
          ],
        )
        await assert.rejects(ask(stand.adminUrl, "update identity.audit set action = 'nothing'"), /append-only/)
        await assert.rejects(ask(stand.adminUrl, 'delete from identity.audit_links'), /append-only/)
      },
    },
  ],
}
