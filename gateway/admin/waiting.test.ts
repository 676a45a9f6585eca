/** What waits for an administrator, counted over all queues: each number from whoever keeps the queue, none held up by another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type Peers, testGateway } from '../testing.ts'

const path = '/api/admin/waiting'
const queues: Peers = {
  sessions: { countModeration: async () => ({ waiting: 1 }) },
  plans: { countHeldComments: async () => ({ waiting: 2 }) },
  content: { countHeld: async () => ({ videos: 3, comments: 4 }) },
  runner: { countWaiting: async () => ({ submissions: 5, clouds: 6 }) },
}

async function house(peers: Peers = {}) {
  const gateway = await testGateway({ ...queues, ...peers, environment: { GATEWAY_ADMIN_EMAILS: 'boss@example.com' } })
  const { credentials } = await gateway.register({ email: 'boss@example.com' })
  await gateway.send('POST', '/api/auth/verify-email', { body: { token: new URL(gateway.mails[0]?.link ?? '').searchParams.get('token') } })
  const signedIn = await gateway.send('POST', '/api/auth/login', { body: { email: credentials.email, password: credentials.password } })
  const { accessToken: token } = (await signedIn.json()) as { accessToken: string }
  const read = async () => {
    const response = await gateway.send('GET', path, { token })
    assert.equal(response.status, 200)
    return ((await response.json()) as { waiting: Record<string, unknown> }).waiting
  }
  return Object.assign(gateway, { read })
}

test('each queue tells how much waits in it, also dead letters and erasures that are late', async () => {
  await using place = await house()
  const nothing = { sharedSessions: 1, problemComments: 2, videos: 3, videoComments: 4, designs: 5, cloudPlans: 6, deadLetters: 0, lateErasures: 0 }
  assert.deepEqual(await place.read(), { ...nothing, unavailable: [] })
  await place.bus.publish([letter], AbortSignal.timeout(5000))
  for (const askedAgo of ['30 seconds', '2 minutes', '3 days'])
    await place.db.database.asService(async (tx) => {
      const id = uuidv7()
      await tx.query("select set_config('app.user_id', $1, true)", [id])
      await tx.query("insert into erasures (user_id, asked_by, asked_at) values ($1, 'learner', now() - $2::interval)", [id, askedAgo])
    })
  assert.deepEqual(await place.read(), { ...nothing, deadLetters: 1, lateErasures: 2, unavailable: [] })
})

test('a service that does not answer is named, and the other numbers stand', async () => {
  const away = () => Promise.reject(new Failure('unavailable', 'away'))
  await using place = await house({ content: { countHeld: away }, runner: { countWaiting: away } })
  assert.deepEqual(await place.read(), {
    sharedSessions: 1,
    problemComments: 2,
    deadLetters: 0,
    lateErasures: 0,
    unavailable: ['content', 'runner'],
  })
})

const letter = {
  topic: 'quint.sessions.dlq',
  key: 'k',
  value: '{}',
  headers: {
    ce_id: uuidv7(),
    ce_type: 'hints.hint.given',
    'quint-original-topic': 'quint.hints.hint.v1',
    'quint-original-partition': '0',
    'quint-original-offset': '0',
    'quint-group': 'sessions',
    'quint-error': '23503',
    'quint-attempts': '8',
    'quint-first-failed-at': '2026-01-01T00:00:00.000Z',
    'quint-last-failed-at': '2026-01-01T00:11:00.000Z',
    'quint-replays': '0',
  },
}
