/** Dead letters over the API: for administrators only, listed in pages, replayed once, and never without a line of audit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'

const path = '/api/admin/events/dead-letters'
const topic = 'quint.hints.hint.v1'

/** A gateway with an administrator, and `count` dead letters of the group "sessions". */
async function house(count: number) {
  const gateway = await testGateway({ environment: { GATEWAY_ADMIN_EMAILS: 'boss@example.com' } })
  const { credentials, user } = await gateway.register({ email: 'boss@example.com' })
  const token = new URL(gateway.mails[0]?.link ?? '').searchParams.get('token')
  await gateway.send('POST', '/api/auth/verify-email', { body: { token } })
  const signedIn = await gateway.send('POST', '/api/auth/login', { body: { email: credentials.email, password: credentials.password } })
  const { accessToken } = (await signedIn.json()) as { accessToken: string }
  const letters = Array.from({ length: count }, (_, n) => letterOf(n))
  await gateway.bus.publish(letters, AbortSignal.timeout(5000))
  const list = async (query = '') => {
    const response = await gateway.send('GET', `${path}${query}`, { token: accessToken })
    assert.equal(response.status, 200)
    return (await response.json()) as { items: { id: string; type: string; error: string }[]; nextCursor: string | null }
  }
  const replay = (id: string) => gateway.send('POST', `${path}/${id}/replay`, { token: accessToken })
  return Object.assign(gateway, { admin: user, letters, list, replay })
}

const letterOf = (n: number) => ({
  topic: 'quint.sessions.dlq',
  key: 'k',
  value: '{"tier":2}',
  headers: {
    ce_specversion: '1.0',
    ce_id: uuidv7(),
    ce_type: 'hints.hint.given',
    ce_time: '2026-01-01T00:00:00Z',
    'quint-original-topic': topic,
    'quint-original-partition': '3',
    'quint-original-offset': String(n),
    'quint-group': 'sessions',
    'quint-error': '23503',
    'quint-attempts': '8',
    'quint-first-failed-at': `2026-01-0${n + 1}T00:00:00.000Z`,
    'quint-last-failed-at': `2026-01-0${n + 1}T00:11:00.000Z`,
    'quint-replays': '0',
  },
})

test('only administrators see dead letters and have them replayed', async () => {
  await using place = await house(1)
  const { accessToken } = await place.register()
  for (const [method, route] of [
    ['GET', path],
    ['POST', `${path}/sessions.0.0/replay`],
  ] as const) {
    assert.equal((await place.send(method, route)).status, 401)
    assert.equal((await place.send(method, route, { token: accessToken })).status, 403)
  }
  assert.equal(place.bus.published.filter((record) => record.topic === 'quint.sessions.replay').length, 0)
})

test('a dead letter is replayed with all its headers, recorded in the audit under the same number, and gone from the list', async () => {
  await using place = await house(1)
  const { items } = await place.list()
  assert.deepEqual(
    items.map(({ id, type, error }) => [id, type, error]),
    [['sessions.0.0', 'hints.hint.given', '23503']],
  )
  const response = await place.replay('sessions.0.0')
  assert.equal(response.status, 202)
  const { replayId } = (await response.json()) as { replayId: string }
  const replayed = await place.bus.seen((record) => record.topic === 'quint.sessions.replay')
  const { 'quint-replay-id': number, 'quint-replays': times, ...headers } = replayed.headers
  assert.deepEqual([number, times, replayed.key, replayed.value], [replayId, '1', 'k', '{"tier":2}'])
  assert.deepEqual({ ...headers, 'quint-replays': '0' }, place.letters[0]?.headers)

  const rows = await place.db.database.asService((tx) => tx.query('select actor, action, subject, detail from audit'))
  const detail = { replayId, eventId: place.letters[0]?.headers.ce_id, group: 'sessions' }
  assert.deepEqual(rows, [{ actor: place.admin.id, action: 'dead_letter.replay', subject: 'sessions.0.0', detail }])
  assert.deepEqual((await place.list()).items, [])
  assert.equal((await place.replay('sessions.0.0')).status, 404)
})

test('dead letters come in pages and by time, the oldest failure first', async () => {
  await using place = await house(5)
  const first = await place.list('?limit=2')
  const second = await place.list(`?limit=2&cursor=${first.nextCursor}`)
  const third = await place.list(`?limit=2&cursor=${second.nextCursor}`)
  assert.deepEqual(
    [first, second, third].map(({ items }) => items.map(({ id }) => id)),
    [['sessions.0.0', 'sessions.0.1'], ['sessions.0.2', 'sessions.0.3'], ['sessions.0.4']],
  )
  assert.equal(third.nextCursor, null)
  const { items } = await place.list('?from=2026-01-02T02:00:00%2B01:00&to=2026-01-04T00:11:00Z&group=sessions')
  assert.deepEqual(
    items.map(({ id }) => id),
    ['sessions.0.2'],
  )
  assert.deepEqual((await place.list('?group=hints')).items, [])
})

test('what cannot be recorded in the audit is not replayed, and what was recorded cannot be changed', async () => {
  await using place = await house(1)
  await assert.rejects(
    place.db.database.asService((tx) => tx.query("update audit set action = 'nothing'")),
    /permission denied/,
  )
  await using owner = openDatabase({ url: place.db.urls.ownerUrl, maxConnections: 1 })
  await owner.asService((tx) => tx.query('drop table audit'))
  assert.equal((await place.replay('sessions.0.0')).status, 500)
  assert.deepEqual(
    place.bus.published.filter((record) => record.topic !== 'quint.sessions.dlq' && !record.topic.startsWith('quint.identity.')),
    [],
  )
  assert.equal((await place.list()).items.length, 1)
})
