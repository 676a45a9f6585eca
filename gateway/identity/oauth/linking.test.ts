/** Whose account it is: by GitHub's shape of OAuth, with accounts that are there already. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignInPlace, signInPlace, whoIs } from './testing.ts'
import type { GitHubAccount } from './testing-github.ts'

const octo = (overrides: Partial<GitHubAccount> = {}): GitHubAccount => ({
  id: 583231,
  login: 'octo',
  name: 'Octo Cat',
  emails: [
    { email: 'octo@old.example', primary: false, verified: true },
    { email: 'Octo@Example.com', primary: true, verified: true },
  ],
  ...overrides,
})
const google = { email: 'octo@example.com', email_verified: true, name: 'Octo' }

async function registered(place: SignInPlace, { confirmed }: { readonly confirmed: boolean }) {
  const account = await place.gateway.register({ email: 'octo@example.com' })
  const token = new URL(place.gateway.mails[0]?.link ?? '').searchParams.get('token')
  if (confirmed) assert.equal((await place.gateway.send('POST', '/api/auth/verify-email', { body: { token } })).status, 204)
  return account
}

async function linksOf(
  place: SignInPlace,
  token: string,
): Promise<readonly { readonly provider: string; readonly label: string; readonly email: string }[]> {
  const answer = await place.gateway.send('GET', '/api/auth/ways', { token })
  return ((await answer.json()) as { items: { provider: string; label: string; email: string }[] }).items
}

test('somebody new comes from GitHub with the address that is first there', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo({ name: null }))
  const browser = place.browser()
  assert.equal((await place.signIn(browser, 'octo', { provider: 'github' })).pathname, '/dashboard')
  assert.partialDeepStrictEqual(await whoIs(browser, place.gateway.url), { email: 'octo@example.com', emailVerified: true, displayName: 'octo' })
})

test('a learner who says no to GitHub, and a code that GitHub knows not, change nothing', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo())
  const browser = place.browser()
  assert.equal((await place.signIn(browser, 'octo', { provider: 'github', answer: 'no' })).searchParams.get('problem'), 'denied')
  const back = await place.comeBack(browser, 'octo', { provider: 'github' })
  back.searchParams.set('code', 'made-up')
  assert.equal((await browser.go(back, (url) => url.pathname === '/signin')).url.searchParams.get('problem'), 'refused')
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
})

test('an account whose address is confirmed here and there is joined, and its learner is told by mail', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo())
  const account = await registered(place, { confirmed: true })
  const browser = place.browser()
  await place.signIn(browser, 'octo', { provider: 'github' })
  assert.equal((await whoIs(browser, place.gateway.url))?.id, account.user.id)
  assert.match(place.gateway.mails.at(-1)?.subject ?? '', /GitHub/)
  assert.partialDeepStrictEqual(await linksOf(place, account.accessToken), [{ provider: 'github', label: 'GitHub', email: 'octo@example.com' }])
  const login = await place.gateway.send('POST', '/api/auth/login', { body: { email: account.user.email, password: 'a long password' } })
  assert.equal(login.status, 200)
})

test('an account whose address nobody has confirmed here is not joined: who made it may be somebody else', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo())
  const account = await registered(place, { confirmed: false })
  const browser = place.browser()
  assert.equal((await place.signIn(browser, 'octo', { provider: 'github' })).searchParams.get('problem'), 'unconfirmed')
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
  assert.deepEqual(await linksOf(place, account.accessToken), [])
  const me = (await (await place.gateway.send('GET', '/api/auth/me', { token: account.accessToken })).json()) as { user: { emailVerified: boolean } }
  assert.equal(me.user.emailVerified, false)
})

test('an address that GitHub has not confirmed joins nothing, however well it is confirmed here', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo({ emails: [{ email: 'octo@example.com', primary: true, verified: false }] }))
  const account = await registered(place, { confirmed: true })
  assert.equal((await place.signIn(place.browser(), 'octo', { provider: 'github' })).searchParams.get('problem'), 'unverified')
  place.github.accounts.set('octo', octo({ emails: [] }))
  assert.equal((await place.signIn(place.browser(), 'octo', { provider: 'github' })).searchParams.get('problem'), 'no-email')
  assert.deepEqual(await linksOf(place, account.accessToken), [])
})

test('an address in use through another provider is told so, and nothing has changed', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('octo', google)
  place.github.accounts.set('octo', octo())
  await place.signIn(place.browser(), 'octo')
  const browser = place.browser()
  const landed = await place.signIn(browser, 'octo', { provider: 'github', next: '/coach' })
  assert.deepEqual(Object.fromEntries(landed.searchParams), { problem: 'in-use', provider: 'github', next: '/coach' })
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
})

test('ten who come at once with one new account are one learner', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo())
  const browsers = Array.from({ length: 10 }, place.browser)
  const backs = await Promise.all(browsers.map((browser) => place.comeBack(browser, 'octo', { provider: 'github' })))
  await Promise.all(browsers.map((browser, index) => browser.go(backs[index] ?? '', (url) => !url.pathname.startsWith('/api/'))))
  const ids = await Promise.all(browsers.map(async (browser) => (await whoIs(browser, place.gateway.url))?.id))
  assert.equal(new Set(ids).size, 1)
  assert.ok(ids[0] !== undefined)
})

test('an administrator by address is one when a provider vouches for the address', async () => {
  await using place = await signInPlace({ environment: { GATEWAY_ADMIN_EMAILS: 'octo@example.com' } })
  place.github.accounts.set('octo', octo())
  const browser = place.browser()
  await place.signIn(browser, 'octo', { provider: 'github' })
  const me = (await (await browser.api('GET', `${place.gateway.url}/api/auth/me`)).json()) as { user: { roles: string[] } }
  assert.deepEqual(me.user.roles, ['learner', 'admin'])
})

test('accounts that are made through a provider count as registrations', async () => {
  await using place = await signInPlace({ environment: { GATEWAY_REGISTRATIONS_PER_HOUR: '1' } })
  place.github.accounts.set('octo', octo()).set('other', octo({ id: 2, emails: [{ email: 'other@example.com', primary: true, verified: true }] }))
  assert.equal((await place.signIn(place.browser(), 'octo', { provider: 'github' })).pathname, '/dashboard')
  assert.equal((await place.signIn(place.browser(), 'other', { provider: 'github' })).searchParams.get('problem'), 'too-many')
  assert.equal((await place.signIn(place.browser(), 'octo', { provider: 'github' })).pathname, '/dashboard')
})

test('linked accounts are seen by their own learner alone, and returns by nobody', async () => {
  await using place = await signInPlace()
  place.github.accounts.set('octo', octo())
  const browser = place.browser()
  await place.signIn(browser, 'octo', { provider: 'github' })
  const { database } = place.gateway.db
  const other = await place.gateway.register()
  const count = (tx: { query<Row extends object>(text: string): Promise<Row[]> }) => tx.query('select 1 from oauth_accounts')
  assert.equal((await database.asService(count)).length, 0)
  assert.equal((await database.asLearner(other.user.id, count)).length, 0)
  assert.equal((await database.asLearner((await whoIs(browser, place.gateway.url))?.id ?? '', count)).length, 1)
  await assert.rejects(
    database.asService((tx) => tx.query('select 1 from oauth_states')),
    /permission denied/,
  )
})
