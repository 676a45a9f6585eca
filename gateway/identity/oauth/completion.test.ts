/** A provider's word is the first factor, no more: what an account asks for besides, and what it may not do, hold for this way as well. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { Secret, TOTP } from 'otpauth'
import { signInPlace, whoIs } from './testing.ts'

const google = { email: 'ada@example.com', email_verified: true, name: 'Ada' }

test('with an authenticator app on, Google leads to the code, and the ticket is out of sight', async () => {
  let at = Date.parse('2026-03-01T12:00:00Z')
  await using place = await signInPlace({ now: () => at })
  place.google.accounts.set('ada', google)
  const { url } = place.gateway
  const browser = place.browser()
  await place.signIn(browser, 'ada')
  const { url: toGoogle } = (await (await browser.api('POST', `${url}/api/auth/oauth/google/confirm`, { goal: 'codes' })).json()) as { url: string }
  const isPage = (to: URL): boolean => to.origin === url && !to.pathname.startsWith('/api/')
  const shown = await browser.submit(await browser.go(toGoogle, isPage), { account: 'ada' }, isPage)
  assert.equal(shown.url.search, '?confirmed=google&goal=codes')
  const { secret } = (await (await browser.api('POST', `${url}/api/auth/mfa/totp/enrol`, {})).json()) as { secret: string }
  const code = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })
  assert.equal((await browser.api('POST', `${url}/api/auth/mfa/totp/verify`, { code: code() })).status, 200)
  at += 30_000
  const other = place.browser()
  const landed = await place.signIn(other, 'ada', { next: '/coach' })
  assert.equal(`${landed.pathname}${landed.search}`, '/signin?mfa=code&next=%2Fcoach')
  assert.equal(await whoIs(other, url), undefined)
  assert.match(other.received.find((line) => line.startsWith('quint_ticket=')) ?? '', /HttpOnly/)
  assert.equal((await other.api('POST', `${url}/api/auth/mfa/totp/login`, { code: code() })).status, 200)
  assert.equal((await whoIs(other, url))?.email, google.email)
})

test('a suspended learner is told so and gets neither in nor a new way in', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', google)
  const account = await place.gateway.register({ email: google.email })
  const token = new URL(place.gateway.mails[0]?.link ?? '').searchParams.get('token')
  await place.gateway.send('POST', '/api/auth/verify-email', { body: { token } })
  await using admin = openDatabase({ url: place.gateway.db.adminUrl, maxConnections: 1 })
  const count = async (): Promise<number> => (await admin.asService((tx) => tx.query('select 1 from identity.oauth_accounts'))).length
  await admin.asService((tx) => tx.query('update identity.users set suspended_at = now() where user_id = $1', [account.user.id]))
  const browser = place.browser()
  assert.equal((await place.signIn(browser, 'ada')).searchParams.get('problem'), 'suspended')
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
  assert.equal(await count(), 0)
  await admin.asService((tx) => tx.query('update identity.users set suspended_at = null where user_id = $1', [account.user.id]))
  assert.equal((await place.signIn(browser, 'ada')).pathname, '/dashboard')
  assert.equal(await count(), 1)
})

test('while the database is away the learner is told at the door', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', google)
  const browser = place.browser()
  const back = await place.comeBack(browser, 'ada')
  await place.gateway.breakDatabase()
  assert.equal((await browser.go(back, (url) => url.pathname === '/signin')).url.searchParams.get('problem'), 'unavailable')
})
