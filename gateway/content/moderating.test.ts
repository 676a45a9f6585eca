/** A moderator's decisions over the API: for administrators alone, in the audit with their reason, and never made where they cannot be recorded. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import type { DecideHeldRequest } from '@quint/proto/gen/quint/content/v1/content.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'

const id = uuidv7()
const route = `/api/admin/watch/comment/${id}`
const decision = { decision: 'remove', reason: 'It sells something.' } as const

async function house() {
  const decided: DecideHeldRequest[] = []
  const gateway = await testGateway({
    environment: { GATEWAY_ADMIN_EMAILS: 'boss@example.com' },
    content: {
      async decideHeld(request) {
        if (request.id !== id) throw new Failure('not_found', 'There is no such comment.')
        decided.push(request)
        return {}
      },
    },
  })
  const { credentials, user } = await gateway.register({ email: 'boss@example.com' })
  const word = new URL(gateway.mails[0]?.link ?? '').searchParams.get('token')
  await gateway.send('POST', '/api/auth/verify-email', { body: { token: word } })
  const signedIn = await gateway.send('POST', '/api/auth/login', { body: { email: credentials.email, password: credentials.password } })
  const { accessToken: token } = (await signedIn.json()) as { accessToken: string }
  const lines = () =>
    gateway.db.database.asService((tx) => tx.query("select actor, action, subject, detail from audit where action like 'moderation.%'"))
  return Object.assign(gateway, { admin: user, token, decided, lines })
}

test('a decision reaches the service with its reason, and the audit says who decided what and why', async () => {
  await using place = await house()
  const { status } = await place.send('POST', route, { token: place.token, body: decision })
  assert.equal(status, 200)
  assert.deepEqual(
    place.decided.map(({ kind, id: of, decision: made, reason }) => ({ kind, id: of, decision: made, reason })),
    [{ kind: 'comment', id, ...decision }],
  )
  const detail = { kind: 'comment', reason: decision.reason }
  assert.deepEqual(await place.lines(), [{ actor: place.admin.id, action: 'moderation.remove', subject: id, detail }])
})

test('nobody else decides, and nobody without a reason', async () => {
  await using place = await house()
  const { accessToken } = await place.register()
  assert.equal((await place.send('POST', route, { body: decision })).status, 401)
  assert.equal((await place.send('POST', route, { token: accessToken, body: decision })).status, 403)
  for (const body of [{ decision: 'remove' }, { decision: 'remove', reason: '' }, { decision: 'burn', reason: 'x' }])
    assert.equal((await place.send('POST', route, { token: place.token, body })).status, 400)
  assert.equal((await place.send('POST', `/api/admin/watch/comment/${uuidv7()}`, { token: place.token, body: decision })).status, 404)
  assert.deepEqual(place.decided, [])
})

test('what cannot be recorded is not decided', async () => {
  await using place = await house()
  await using owner = openDatabase({ url: place.db.urls.ownerUrl, maxConnections: 1 })
  await owner.asService((tx) => tx.query('alter table audit rename to lost'))
  assert.ok((await place.send('POST', route, { token: place.token, body: decision })).status >= 500)
  assert.deepEqual(place.decided, [])
})
