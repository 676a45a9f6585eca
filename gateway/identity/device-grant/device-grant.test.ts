import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testGateway } from '../../testing.ts'
import { newUserCode, readUserCode } from './user-code.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

interface Asked {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUri: string
  readonly verificationUriComplete: string
  readonly expiresIn: number
  readonly interval: number
}

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

async function ask(gateway: Gateway, body: unknown = {}): Promise<Asked> {
  const answer = await gateway.send('POST', '/api/auth/device', { body, headers: { 'User-Agent': userAgent } })
  assert.equal(answer.status, 200)
  return (await answer.json()) as Asked
}

async function poll(gateway: Gateway, deviceCode: string) {
  const answer = await gateway.send('POST', '/api/auth/device/token', { body: { deviceCode } })
  const body = (await answer.json()) as { readonly error?: string; readonly accessToken?: string; readonly user?: { readonly id: string } }
  return { status: answer.status, ...body }
}

const answer = async (gateway: Gateway, verdict: string, { token, userCode }: { readonly token: string; readonly userCode: string }) => {
  const response = await gateway.send('POST', `/api/auth/device/${verdict}`, { token, body: { userCode } })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as { readonly detail?: string; readonly device?: string }) }
}

async function asOwner(gateway: Gateway, text: string): Promise<object[]> {
  await using owner = openDatabase({ url: gateway.db.urls.ownerUrl, maxConnections: 1 })
  return await owner.asService((tx) => tx.query(text))
}

/** As if the time had passed. */
const age = (gateway: Gateway, change: string) => asOwner(gateway, `update device_grants set ${change}`)

test('a device shows a code, a learner lets it in, and it is signed in once', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway, { name: 'Quint side panel' })
  assert.match(asked.userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
  assert.deepEqual([asked.expiresIn, asked.interval], [600, 5])
  assert.equal(asked.verificationUri, `${gateway.url}/device`)
  assert.equal(asked.verificationUriComplete, `${gateway.url}/device?code=${asked.userCode}`)
  const waiting = await poll(gateway, asked.deviceCode)
  assert.deepEqual([waiting.status, waiting.error], [400, 'authorization_pending'])
  const typed = asked.userCode.toLowerCase().replace('-', ' ')
  const seen = await answer(gateway, 'lookup', { token: ada.accessToken, userCode: typed })
  assert.deepEqual([seen.status, seen.body.device], [200, 'Quint side panel, Chrome on Linux'])
  assert.equal((await answer(gateway, 'approve', { token: ada.accessToken, userCode: typed })).status, 204)
  const signedIn = await poll(gateway, asked.deviceCode)
  assert.deepEqual([signedIn.status, signedIn.user?.id], [200, ada.user.id])
  assert.equal((await gateway.send('GET', '/api/auth/me', { token: signedIn.accessToken ?? '' })).status, 200)
  const again = await poll(gateway, asked.deviceCode)
  assert.deepEqual([again.status, again.error], [400, 'invalid_grant'])
  const devices = await gateway.send('GET', '/api/auth/sessions', { token: ada.accessToken })
  const { items } = (await devices.json()) as { readonly items: readonly { readonly label: string; readonly current: boolean }[] }
  assert.deepEqual(
    items.map(({ label, current }) => [label, current]),
    [
      ['Quint side panel, Chrome on Linux', false],
      ['node', true],
    ],
  )
})

test('ten questions at once after the approval are one sign-in', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway)
  assert.equal((await answer(gateway, 'approve', { token: ada.accessToken, userCode: asked.userCode })).status, 204)
  const answers = await Promise.all(Array.from({ length: 10 }, () => poll(gateway, asked.deviceCode)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.ok(answers.every(({ status, error }) => status === 200 || error === 'invalid_grant'))
})

test('a device that asks too soon is told to slow down, and its pause grows', async () => {
  await using gateway = await testGateway()
  const asked = await ask(gateway)
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'authorization_pending')
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'slow_down')
  await age(gateway, "polled_at = now() - interval '7 seconds'")
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'slow_down')
  await age(gateway, "polled_at = now() - interval '16 seconds'")
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'authorization_pending')
})

test('a device that was turned away, one that nobody answered, and one that was never given a code are told apart', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const denied = await ask(gateway)
  assert.equal((await answer(gateway, 'deny', { token: ada.accessToken, userCode: denied.userCode })).status, 204)
  assert.equal((await poll(gateway, denied.deviceCode)).error, 'access_denied')
  const late = await ask(gateway)
  await age(gateway, "expires_at = now() - interval '1 second' where state = 'waiting'")
  assert.equal((await poll(gateway, late.deviceCode)).error, 'expired_token')
  const over = await answer(gateway, 'approve', { token: ada.accessToken, userCode: late.userCode })
  assert.equal(over.status, 410)
  assert.match(over.body.detail ?? '', /expired/)
  assert.equal((await poll(gateway, 'x'.repeat(43))).error, 'invalid_grant')
  assert.equal((await gateway.send('POST', '/api/auth/device/token', { body: {} })).status, 400)
})

test('a grant that was approved too long ago lets nobody in', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway)
  await answer(gateway, 'approve', { token: ada.accessToken, userCode: asked.userCode })
  await age(gateway, "expires_at = now() - interval '1 second'")
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'expired_token')
})

test('a code is answered once: a second answer says who was first', async () => {
  await using gateway = await testGateway()
  const [ada, eve] = [await gateway.register(), await gateway.register()]
  const asked = await ask(gateway)
  const { userCode } = asked
  assert.equal((await answer(gateway, 'approve', { token: ada.accessToken, userCode })).status, 204)
  const own = await answer(gateway, 'deny', { token: ada.accessToken, userCode })
  assert.deepEqual([own.status, /You have let this device in already/.test(own.body.detail ?? '')], [409, true])
  const other = await answer(gateway, 'approve', { token: eve.accessToken, userCode })
  assert.deepEqual([other.status, /Somebody else/.test(other.body.detail ?? '')], [409, true])
  assert.equal((await poll(gateway, asked.deviceCode)).user?.id, ada.user.id)
})

test('guessing codes ends soon, and only those who are signed in may answer at all', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway)
  const guesses = Array.from({ length: 9 }, newUserCode)
  for (const userCode of ['not a code', ...guesses])
    assert.equal((await answer(gateway, 'approve', { token: ada.accessToken, userCode })).status, 404)
  assert.equal((await answer(gateway, 'approve', { token: ada.accessToken, userCode: asked.userCode })).status, 429)
  assert.equal((await gateway.send('POST', '/api/auth/device/approve', { body: { userCode: asked.userCode } })).status, 401)
})

test('devices that ask again and again from one address are refused, and names are plain', async () => {
  await using gateway = await testGateway()
  for (const name of ['<b>Bank</b>', 'a\nb', 'x'.repeat(41), ''])
    assert.equal((await gateway.send('POST', '/api/auth/device', { body: { name } })).status, 400, JSON.stringify(name))
  for (let times = 0; times < 30; times += 1) await ask(gateway)
  assert.equal((await gateway.send('POST', '/api/auth/device', { body: {} })).status, 429)
})

test('a new password and signing out all others end what was approved and not yet taken', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway)
  await answer(gateway, 'approve', { token: ada.accessToken, userCode: asked.userCode })
  const out = await gateway.send('DELETE', '/api/auth/sessions', { token: ada.accessToken })
  assert.deepEqual([out.status, await out.json()], [200, { signedOut: 0 }])
  assert.equal((await poll(gateway, asked.deviceCode)).error, 'invalid_grant')
})

test('codes are kept as keyed hashes only, and no learner reads or forges a grant', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const asked = await ask(gateway)
  const rows = await asOwner(gateway, 'select row_to_json(g)::text as row from device_grants g')
  assert.equal(rows.length, 1)
  const kept = JSON.stringify(rows)
  for (const secret of [asked.deviceCode, asked.userCode, readUserCode(asked.userCode) ?? '']) {
    assert.ok(!kept.includes(secret))
    assert.ok(!kept.includes(Buffer.from(secret).toString('hex')))
  }
  const asAda = (text: string) => gateway.db.database.asLearner(ada.user.id, (tx) => tx.query(text))
  assert.deepEqual(await asAda('select * from device_grants'), [])
  await assert.rejects(asAda("update device_grants set state = 'approved'"), /permission denied/)
})
