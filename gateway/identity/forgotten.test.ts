import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testGateway } from '../testing.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

const forget = (gateway: Gateway, email: string) => gateway.send('POST', '/api/auth/forgot-password', { body: { email } })
const reset = (gateway: Gateway, password: string) => {
  const token = new URL(gateway.mails.at(-1)?.link ?? '').searchParams.get('token')
  return gateway.send('POST', '/api/auth/reset-password', { body: { token, password } })
}

async function asOwner(gateway: Gateway, text: string): Promise<{ readonly count: number }[]> {
  await using owner = openDatabase({ url: gateway.db.urls.ownerUrl, maxConnections: 1 })
  return await owner.asService((tx) => tx.query<{ count: number }>(text))
}

test('an account without a password gets its first one by the mailed link', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  await asOwner(gateway, 'update users set password_hash = null')
  const { email, password } = ada.credentials
  assert.equal((await gateway.send('POST', '/api/auth/login', { body: { email, password } })).status, 401)
  assert.equal((await forget(gateway, email)).status, 202)
  assert.equal((await reset(gateway, 'a first password')).status, 204)
  assert.equal((await gateway.send('POST', '/api/auth/login', { body: { email, password: 'a first password' } })).status, 200)
})

test('a reset is told by mail, ends every signed-in device, and leaves the second link of two', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const { email } = ada.credentials
  await forget(gateway, email)
  const first = new URL(gateway.mails.at(-1)?.link ?? '').searchParams.get('token')
  await forget(gateway, email)
  const late = await gateway.send('POST', '/api/auth/reset-password', { body: { token: first, password: 'quite another one' } })
  assert.equal(late.status, 410)
  assert.equal((await reset(gateway, 'quite another one')).status, 204)
  assert.deepEqual([gateway.mails.at(-1)?.to, gateway.mails.at(-1)?.subject], [email, 'Your password was changed'])
  assert.equal((await gateway.send('POST', '/api/auth/refresh-token', { body: { refreshToken: ada.refreshToken } })).status, 401)
})

test('an expired link changes nothing', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  await forget(gateway, ada.credentials.email)
  await asOwner(gateway, "update email_tokens set expires_at = now() - interval '1 second'")
  assert.equal((await reset(gateway, 'quite another one')).status, 410)
  const { email, password } = ada.credentials
  assert.equal((await gateway.send('POST', '/api/auth/login', { body: { email, password } })).status, 200)
})

test('asking for a stranger leaves no link and sends no mail', async () => {
  await using gateway = await testGateway()
  await gateway.register()
  const before = gateway.mails.length
  assert.equal((await forget(gateway, 'stranger@example.com')).status, 202)
  assert.equal(gateway.mails.length, before)
  assert.deepEqual(await asOwner(gateway, "select count(*) from email_tokens where purpose = 'reset'"), [{ count: 0 }])
})
