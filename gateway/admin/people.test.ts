/** What administrators see of people and do to them: for them alone, with a reason, in the audit, and never so that nobody is left to do it. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { decodeJwt } from 'jose'
import { testGateway } from '../testing.ts'
import { describedReplies } from '../testing-replies.ts'

interface Account {
  readonly id: string
  readonly email: string
  readonly roles: readonly string[]
  readonly status: string
}

const reason = 'asked for by mail'

/** A gateway with two administrators and a learner. */
async function house(peers: Parameters<typeof testGateway>[0] = {}) {
  const gateway = await testGateway({ ...peers, environment: { GATEWAY_ADMIN_EMAILS: 'boss@example.com' } })
  const enter = async (email: string) => {
    const response = await gateway.send('POST', '/api/auth/login', { body: { email, password: 'a long password' } })
    return { status: response.status, ...((await response.json()) as { accessToken: string; refreshToken: string; detail?: string }) }
  }
  const verified = async (email: string) => {
    const { user } = await gateway.register({ email })
    const link = gateway.mails.findLast((mail) => mail.to === email)?.link ?? ''
    await gateway.send('POST', '/api/auth/verify-email', { body: { token: new URL(link).searchParams.get('token') } })
    return { id: user.id, email, ...(await enter(email)) }
  }
  const boss = await verified('boss@example.com')
  const learner = await verified('grace@example.com')
  const act = async (path: string, body?: unknown, { method = 'POST', token = boss.accessToken } = {}) => {
    const response = await gateway.send(method, `/api/admin/users${path}`, { token, body })
    const text = await response.text()
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as { user?: Account; detail?: string; items?: Account[]; nextCursor?: string | null },
    }
  }
  const list = (query = '') => act(query, undefined, { method: 'GET' })
  const audit = async (query = '') => {
    const response = await gateway.send('GET', `/api/admin/audit${query}`, { token: boss.accessToken })
    assert.equal(response.status, 200)
    return (await response.json()) as {
      items: { action: string; actor: string; subject: string; sequence: number; detail: object }[]
      nextCursor: string | null
    }
  }
  return Object.assign(gateway, { boss, learner, enter, verified, act, list, audit })
}

test('nobody but an administrator gets anywhere', async () => {
  await using place = await house()
  const { id, accessToken } = place.learner
  for (const [method, path, body] of [
    ['GET', '/users', undefined],
    ['GET', `/users/${id}`, undefined],
    ['POST', `/users/${id}/roles`, { roles: ['learner', 'admin'], reason }],
    ['POST', `/users/${id}/suspend`, { suspended: true, reason }],
    ['POST', `/users/${id}/export`, { reason }],
    ['DELETE', `/users/${id}`, { reason }],
    ['GET', '/audit', undefined],
    ['GET', '/erasures', undefined],
    ['GET', '/usage', undefined],
    ['GET', '/waiting', undefined],
  ] as const) {
    assert.equal((await place.send(method, `/api/admin${path}`, { body })).status, 401, `${method} ${path}`)
    assert.equal((await place.send(method, `/api/admin${path}`, { body, token: accessToken })).status, 403, `${method} ${path}`)
  }
  assert.deepEqual((await place.audit()).items, [])
})

test('accounts are found by the beginning of an e-mail address, a part of a name, role and status, in pages', async () => {
  await using place = await house()
  await place.register({ email: 'ada_x@example.com', displayName: 'Ada Lovelace' })
  await place.act(`/${place.learner.id}/suspend`, { suspended: true, reason })
  const found = async (query: string) => (await place.list(`?${query}`)).body.items?.map(({ email }) => email)
  assert.deepEqual(await found('q=ADA_'), ['ada_x@example.com'])
  assert.deepEqual(await found('q=%25'), [])
  assert.deepEqual(await found('q=lovel'), ['ada_x@example.com'])
  assert.deepEqual(await found('q=example.com'), [])
  assert.deepEqual(await found('role=admin'), ['boss@example.com'])
  assert.deepEqual(await found('status=suspended'), ['grace@example.com'])
  assert.deepEqual(await found('status=active'), ['ada_x@example.com', 'boss@example.com'])
  const first = await place.list('?limit=2')
  const second = await place.list(`?limit=2&cursor=${first.body.nextCursor}`)
  assert.deepEqual(
    [first, second].map(({ body }) => body.items?.length),
    [2, 1],
  )
  assert.equal(second.body.nextCursor, null)
  for (const query of ['role=owner', 'status=gone', 'limit=0', 'limit=101', 'cursor=x', 'q=', 'page=2'])
    assert.equal((await place.list(`?${query}`)).status, 400, query)
})

test('somebody becomes an administrator, and who is none any more is signed out everywhere', async () => {
  await using place = await house()
  const { id, email } = place.learner
  const made = await place.act(`/${id}/roles`, { roles: ['learner', 'admin'], reason })
  assert.deepEqual([made.status, made.body.user?.roles], [200, ['learner', 'admin']])
  const { accessToken, refreshToken } = await place.enter(email)
  assert.equal((await place.act('', undefined, { method: 'GET', token: accessToken })).status, 200)
  assert.equal((await place.act(`/${id}/roles`, { roles: ['learner'], reason })).status, 200)
  // Every gateway hears of it from the database, also the one that wrote it.
  await eventually(async () => (await place.act('', undefined, { method: 'GET', token: accessToken })).status === 401)
  assert.equal((await place.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })).status, 401)
  const { items } = await place.audit()
  assert.deepEqual(
    items.map(({ action, actor, subject, detail }) => ({ action, actor, subject, detail })),
    [
      { action: 'user.roles', actor: place.boss.id, subject: id, detail: { before: 'learner admin', after: 'learner', reason } },
      { action: 'user.roles', actor: place.boss.id, subject: id, detail: { before: 'learner', after: 'learner admin', reason } },
    ],
  )
})

test('roles that do not exist, no reason, and an unconfirmed address make nobody an administrator', async () => {
  await using place = await house()
  const { user } = await place.register()
  for (const body of [
    { roles: ['learner', 'owner'], reason },
    { roles: ['admin'], reason },
    { roles: [], reason },
    { roles: ['learner', 'admin'] },
    { roles: ['learner', 'admin'], reason: '  ' },
    { roles: ['learner', 'admin'], reason, emailVerified: true },
  ])
    assert.equal((await place.act(`/${user.id}/roles`, body)).status, 400, JSON.stringify(body))
  assert.equal((await place.act(`/${user.id}/roles`, { roles: ['learner', 'admin'], reason })).status, 409)
  assert.equal((await place.act('/nobody/roles', { roles: ['learner'], reason })).status, 404)
  assert.equal((await place.act(`/${'0198c79f-1b7a-7d52-8e0c-6a9d3b5f7e20'}/roles`, { roles: ['learner'], reason })).status, 404)
  assert.deepEqual((await place.audit()).items, [])
})

test('who is suspended is out at once, is told so at the door, and comes back when let in', async () => {
  await using place = await house()
  const { id, email, accessToken, refreshToken } = place.learner
  const me = (token: string) => place.send('GET', '/api/auth/me', { token })
  assert.equal((await me(accessToken)).status, 200)
  const suspended = await place.act(`/${id}/suspend`, { suspended: true, reason })
  assert.deepEqual([suspended.status, suspended.body.user?.status], [200, 'suspended'])
  await eventually(async () => (await me(accessToken)).status !== 200)
  assert.equal((await place.send('POST', '/api/auth/refresh-token', { body: { refreshToken } })).status, 401)
  const refused = await place.enter(email)
  assert.deepEqual([refused.status, /suspended/.test(refused.detail ?? '')], [403, true])
  assert.equal((await place.send('POST', '/api/auth/login', { body: { email, password: 'a wrong password' } })).status, 401)
  assert.equal((await place.act(`/${id}/suspend`, { suspended: true, reason })).status, 200)
  await place.act(`/${id}/suspend`, { suspended: false, reason })
  assert.equal((await place.enter(email)).status, 200)
  assert.equal((await me(accessToken)).status, 401)
  assert.deepEqual(
    (await place.audit()).items.map(({ action }) => action),
    ['user.restore', 'user.suspend'],
  )
})

test('a stream that a suspended learner holds open is cut, and its call ended', async () => {
  const ended = Promise.withResolvers<void>()
  await using place = await house({
    sessions: { prepareHint: async () => ({ answers: [] }) },
    hints: {
      async *streamHint(_request, { signal }) {
        yield { eventId: 'h:0', event: { $case: 'token', value: { text: 'Think' } } }
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
        ended.resolve()
      },
    },
  })
  const path = '/api/session/analyze?sessionId=0198c7a2-5d1e-7c3a-9a41-2f6b8d0e4c11&tier=1'
  const response = await place.send('GET', path, { token: place.learner.accessToken })
  const reader = response.body?.getReader()
  await reader?.read()
  await place.act(`/${place.learner.id}/suspend`, { suspended: true, reason })
  await assert.rejects(async () => {
    while ((await reader?.read())?.done === false);
  }, TypeError)
  await ended.promise
})

test('an administrator suspends or deletes neither themselves nor the last one', async () => {
  await using place = await house()
  const own = await place.act(`/${place.boss.id}/suspend`, { suspended: true, reason })
  assert.deepEqual([own.status, own.body.detail], [409, 'You cannot suspend yourself.'])
  assert.equal((await place.act(`/${place.boss.id}`, { reason }, { method: 'DELETE' })).status, 409)
  const last = await place.act(`/${place.boss.id}/roles`, { roles: ['learner'], reason })
  assert.deepEqual([last.status, /last administrator/.test(last.body.detail ?? '')], [409, true])
  await place.act(`/${place.learner.id}/roles`, { roles: ['learner', 'admin'], reason })
  await place.act(`/${place.learner.id}/suspend`, { suspended: true, reason })
  assert.equal((await place.act(`/${place.boss.id}/roles`, { roles: ['learner'], reason })).status, 409)
})

test('the last administrator cannot delete their own account either, and of two who do at once one stays', async () => {
  await using place = await house()
  const leave = ({ id, accessToken }: { readonly id: string; readonly accessToken: string }) =>
    place.send('DELETE', `/api/users/${id}`, { token: accessToken, body: { password: 'a long password' } })
  const refused = await leave(place.boss)
  assert.equal(refused.status, 409)
  assert.equal(((await refused.json()) as { detail?: string }).detail, 'You are the last administrator: make somebody else one first.')
  assert.equal((await place.list('?q=boss')).body.items?.length, 1)
  await place.act(`/${place.learner.id}/roles`, { roles: ['learner', 'admin'], reason })
  const other = { id: place.learner.id, accessToken: (await place.enter(place.learner.email)).accessToken }
  const left = await Promise.all([place.boss, other].map(leave))
  assert.deepEqual(left.map(({ status }) => status).toSorted(), [204, 409])
})

test('two administrators who take the role from each other at once leave one', async () => {
  await using place = await house()
  await place.act(`/${place.learner.id}/roles`, { roles: ['learner', 'admin'], reason })
  const other = await place.enter(place.learner.email)
  const tries = await Promise.all([
    place.act(`/${place.learner.id}/suspend`, { suspended: true, reason }),
    place.act(`/${place.boss.id}/suspend`, { suspended: true, reason }, { token: other.accessToken }),
  ])
  assert.ok(tries.some(({ status }) => status === 200))
  const rows = await place.db.database.asService((tx) => tx.query<{ id: string }>("select id from list_accounts(null, 'admin', 'active', null, 10)"))
  assert.equal(rows.length, 1)
})

test('an export for a legal request holds what every service holds, and stands in the audit, also in the learner’s own', async () => {
  const tokens: string[] = []
  const exporting = (document: string) =>
    async function* (_request: unknown, context: { readonly metadata: { get(name: string): unknown } }) {
      tokens.push(String(context.metadata.get('quint-learner')))
      yield { json: Buffer.from(document) }
    }
  await using place = await house({
    sessions: { streamExport: exporting('{"sessions":["one"]}') },
    hints: { streamExport: exporting('{"hints":[]}') },
  })
  const { id } = place.learner
  const response = await place.send('POST', `/api/admin/users/${id}/export`, { token: place.boss.accessToken, body: { reason } })
  assert.equal(response.headers.get('content-disposition'), `attachment; filename="quint-export-${id}.json"`)
  const held = (await response.json()) as { identity: { user: { id: string }; audit: object[] }; sessions: object; hints: object }
  assert.deepEqual([held.identity.user.id, held.sessions, held.hints], [id, { sessions: ['one'] }, { hints: [] }])
  const [entry] = held.identity.audit as readonly { action: string; by: string }[]
  assert.deepEqual([entry?.action, entry?.by], ['user.export', 'an administrator'])
  assert.equal(JSON.stringify(held).includes('plain:'), false)
  const claims = decodeJwt((tokens[0] ?? '').replace('Bearer ', ''))
  assert.deepEqual([claims.sub, claims.act, claims.roles], [id, { sub: place.boss.id }, []])
})

test('the audit is read by actor, action, subject and time, the newest first, in pages', async () => {
  await using place = await house()
  for (const suspended of [true, false, true, false]) await place.act(`/${place.learner.id}/suspend`, { suspended, reason })
  const of = async (query: string) => (await place.audit(query)).items.map(({ sequence }) => sequence)
  assert.deepEqual(await of('?action=user.suspend'), [3, 1])
  assert.deepEqual(await of(`?subject=${place.learner.id}&actor=${place.boss.id}&limit=2`), [4, 3])
  assert.deepEqual(await of('?from=2100-01-01T00:00:00Z'), [])
  assert.deepEqual(await of('?to=2100-01-01T00:00:00Z&limit=1'), [4])
  const first = await place.audit('?limit=3')
  const second = await place.audit(`?limit=3&cursor=${first.nextCursor}`)
  assert.deepEqual(
    [first, second].map(({ items }) => items.map(({ sequence }) => sequence)),
    [[4, 3, 2], [1]],
  )
  assert.equal(second.nextCursor, null)
})

test('figures come from each service; one that does not answer is named, and the others stand', async () => {
  await using place = await house({
    sessions: { getUsage: async ({ days }) => ({ sessionsStarted: days, sessionsCompleted: 1, sessionsAbandoned: 0, learners: 2 }) },
  })
  const read = async (query = '') => {
    const response = await place.send('GET', `/api/admin/usage${query}`, { token: place.boss.accessToken })
    return {
      status: response.status,
      ...((await response.json()) as { usage: Readonly<Record<string, unknown>> & { accounts: Record<string, number> } }),
    }
  }
  const { usage } = await read('?days=30')
  assert.deepEqual([usage.unavailable, usage.sessions], [['hints'], { sessionsStarted: 30, sessionsCompleted: 1, sessionsAbandoned: 0, learners: 2 }])
  assert.equal(Object.hasOwn(usage, 'hints'), false)
  assert.deepEqual([usage.accounts.accounts, usage.accounts.verified, usage.accounts.suspended], [2, 2, 0])
  for (const query of ['?days=0', '?days=91', '?days=x']) assert.equal((await read(query)).status, 400)
})

test('every answer fits what the document says of it, and holds no more', async () => {
  const sessions = { getUsage: async () => ({ sessionsStarted: 2, sessionsCompleted: 1, sessionsAbandoned: 0, learners: 1 }) }
  await using place = await house({ sessions })
  const { ask } = await describedReplies(place.send)
  const { accessToken: token } = place.boss
  const { id } = place.learner
  await ask('GET /api/admin/users', { token })
  await ask('GET /api/admin/users/{id}', { token, id })
  await ask('POST /api/admin/users/{id}/suspend', { token, id, body: { suspended: true, reason } })
  await ask('POST /api/admin/users/{id}/suspend', { token, id, body: { suspended: false, reason } })
  await ask('POST /api/admin/users/{id}/roles', { token, id, body: { roles: ['learner', 'admin'], reason } })
  await place.act(`/${id}`, { reason }, { method: 'DELETE' })
  await ask('GET /api/admin/audit', { token })
  await ask('GET /api/admin/erasures', { token })
  const { usage } = await ask<{ usage: { unavailable: string[] } }>('GET /api/admin/usage', { token })
  assert.deepEqual(usage.unavailable, ['hints'])
  await ask('GET /api/admin/waiting', { token })
})
