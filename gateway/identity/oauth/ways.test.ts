/** A learner's own ways to sign in: added, given up, never the last; and deleting an account that has no password. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignInPlace, signInPlace, whoIs } from './testing.ts'
import type { TestBrowser } from './testing-browser.ts'

const google = { email: 'ada@example.com', email_verified: true, name: 'Ada' }
const github = { id: 7, login: 'ada', emails: [{ email: 'elsewhere@example.com', primary: true, verified: false }] }

interface WaysAnswer {
  readonly password: boolean
  readonly items: readonly { readonly id: string; readonly provider: string }[]
}

async function ways(place: SignInPlace, browser: TestBrowser): Promise<WaysAnswer> {
  return (await (await browser.api('GET', `${place.gateway.url}/api/auth/ways`)).json()) as WaysAnswer
}

/** Through a provider's page, begun by a script of our own page. */
async function journey(
  place: SignInPlace,
  browser: TestBrowser,
  { kind, provider, account }: { kind: 'link' | 'confirm'; provider: 'google' | 'github'; account: string },
): Promise<URL> {
  const begun = await browser.api('POST', `${place.gateway.url}/api/auth/oauth/${provider}/${kind}`, {})
  assert.equal(begun.status, 200)
  const { url } = (await begun.json()) as { url: string }
  assert.equal(new URL(url).searchParams.get('prompt'), 'select_account')
  const isPage = (to: URL): boolean => to.origin === place.gateway.url && !to.pathname.startsWith('/api/')
  // Whoever was signed in at the provider has left.
  for (const name of browser.cookies.keys()) if (name.startsWith('_session')) browser.cookies.delete(name)
  return (await browser.submit(await browser.go(url, isPage), { account, answer: 'yes' }, isPage)).url
}

async function adaByGoogle() {
  const place = await signInPlace()
  place.google.accounts.set('ada', google)
  place.github.accounts.set('ada', github)
  const browser = place.browser()
  await place.signIn(browser, 'ada')
  return { place, browser, id: (await whoIs(browser, place.gateway.url))?.id ?? '' }
}

test('a learner adds another account, whatever its address, and signs in with either', async () => {
  const { place, browser, id } = await adaByGoogle()
  await using _place = place
  assert.equal((await journey(place, browser, { kind: 'link', provider: 'github', account: 'ada' })).pathname, '/settings')
  assert.deepEqual(
    (await ways(place, browser)).items.map(({ provider }) => provider),
    ['google', 'github'],
  )
  assert.match(place.gateway.mails.at(-1)?.subject ?? '', /GitHub/)
  const other = place.browser()
  await place.signIn(other, 'ada', { provider: 'github' })
  assert.equal((await whoIs(other, place.gateway.url))?.id, id)
})

test('the only way to sign in is never given up, also not by two requests at once', async () => {
  const { place, browser } = await adaByGoogle()
  await using _place = place
  const unlink = (id: string | undefined) => browser.api('DELETE', `${place.gateway.url}/api/auth/ways/${id}`)
  const [only] = (await ways(place, browser)).items
  assert.equal((await unlink(only?.id)).status, 409)
  await journey(place, browser, { kind: 'link', provider: 'github', account: 'ada' })
  const { items } = await ways(place, browser)
  const answers = await Promise.all(items.map((link) => unlink(link.id)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
  assert.equal((await ways(place, browser)).items.length, 1)
})

test('with a password the last linked account may go, and the password still lets in', async () => {
  const { place, browser } = await adaByGoogle()
  await using _place = place
  await place.gateway.send('POST', '/api/auth/forgot-password', { body: { email: google.email } })
  const token = new URL(place.gateway.mails.at(-1)?.link ?? '').searchParams.get('token')
  assert.equal((await place.gateway.send('POST', '/api/auth/reset-password', { body: { token, password: 'brand new words' } })).status, 204)
  await place.signIn(browser, 'ada')
  const { password, items } = await ways(place, browser)
  assert.equal(password, true)
  assert.equal((await browser.api('DELETE', `${place.gateway.url}/api/auth/ways/${items[0]?.id}`)).status, 204)
  assert.match(place.gateway.mails.at(-1)?.subject ?? '', /no longer/)
  assert.equal((await place.gateway.send('POST', '/api/auth/login', { body: { email: google.email, password: 'brand new words' } })).status, 200)
})

test('an account without a password does not open by any', async () => {
  const { place } = await adaByGoogle()
  await using _place = place
  for (const password of ['null', 'undefined', 'plain:', 'a long password'])
    assert.equal((await place.gateway.send('POST', '/api/auth/login', { body: { email: google.email, password } })).status, 401)
  assert.equal((await place.gateway.send('POST', '/api/auth/login', { body: { email: google.email, password: '' } })).status, 400)
})

test('an account that is linked to another learner is not taken over', async () => {
  const { place, browser, id } = await adaByGoogle()
  await using _place = place
  place.google.accounts.set('bob', { email: 'bob@example.com', email_verified: true })
  const bob = place.browser()
  await place.signIn(bob, 'bob')
  await journey(place, bob, { kind: 'link', provider: 'github', account: 'ada' })
  const landed = await journey(place, browser, { kind: 'link', provider: 'github', account: 'ada' })
  assert.deepEqual(Object.fromEntries(landed.searchParams), { problem: 'elsewhere', provider: 'github' })
  const second = await journey(place, browser, { kind: 'link', provider: 'google', account: 'bob' })
  assert.equal(second.searchParams.get('problem'), 'elsewhere')
  place.google.accounts.set('eve', { email: 'eve@example.com', email_verified: true })
  assert.equal((await journey(place, browser, { kind: 'link', provider: 'google', account: 'eve' })).searchParams.get('problem'), 'another')
  assert.equal((await whoIs(browser, place.gateway.url))?.id, id)
})

test('an addition that was begun is nobody else’s to end: not after signing out, not by another learner in the same browser', async () => {
  const { place, browser } = await adaByGoogle()
  await using _place = place
  place.google.accounts.set('bob', { email: 'bob@example.com', email_verified: true })
  const begin = async (): Promise<URL> => {
    const { url } = (await (await browser.api('POST', `${place.gateway.url}/api/auth/oauth/github/link`, {})).json()) as { url: string }
    const isBack = (to: URL): boolean => to.origin === place.gateway.url
    return (await browser.submit(await browser.go(url), { account: 'ada', answer: 'yes' }, isBack)).url
  }
  const isPage = (to: URL): boolean => !to.pathname.startsWith('/api/')
  const back = await begin()
  const bob = place.browser()
  await place.signIn(bob, 'bob')
  const held = new Map(browser.cookies)
  for (const [name, value] of bob.cookies) browser.cookies.set(name, value)
  assert.equal((await browser.go(back, isPage)).url.searchParams.get('problem'), 'expired')
  for (const [name, value] of held) if (name !== 'quint_oauth') browser.cookies.set(name, value)
  const again = await begin()
  const attempt = browser.cookies.get('quint_oauth') ?? ''
  assert.equal((await browser.api('POST', `${place.gateway.url}/api/auth/logout`, {})).status, 204)
  browser.cookies.set('quint_oauth', attempt)
  assert.equal((await browser.go(again, isPage)).url.searchParams.get('problem'), 'expired')
})

test('another site cannot begin an addition', async () => {
  const { place, browser } = await adaByGoogle()
  await using _place = place
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site', 'X-Quint-Client': 'web' }
  assert.equal((await place.gateway.send('POST', '/api/auth/oauth/github/link', { headers, body: {} })).status, 403)
})

test('an account without a password is deleted once its provider has just seen the learner', async () => {
  const { place, browser, id } = await adaByGoogle()
  await using _place = place
  place.google.accounts.set('bob', { email: 'bob@example.com', email_verified: true })
  const remove = () => browser.api('DELETE', `${place.gateway.url}/api/users/${id}`, {})
  assert.equal((await remove()).status, 403)
  assert.equal((await journey(place, browser, { kind: 'confirm', provider: 'google', account: 'bob' })).searchParams.get('problem'), 'not-yours')
  assert.equal((await remove()).status, 403)
  const landed = await journey(place, browser, { kind: 'confirm', provider: 'google', account: 'ada' })
  assert.equal(landed.searchParams.get('confirmed'), 'google')
  const other = place.browser()
  await place.signIn(other, 'ada')
  other.cookies.set('quint_consent', browser.cookies.get('quint_consent') ?? '')
  assert.equal((await other.api('DELETE', `${place.gateway.url}/api/users/${id}`, {})).status, 403)
  assert.equal((await remove()).status, 204)
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
  const rows = await place.gateway.db.database.asLearner(id, (tx) => tx.query('select 1 from oauth_accounts'))
  assert.equal(rows.length, 0)
})

test('an account without a password is deleted by the link in its mail, once, and by no other', async () => {
  const { place, browser, id } = await adaByGoogle()
  await using _place = place
  const mailed = async (): Promise<string> => {
    assert.equal((await browser.api('POST', `${place.gateway.url}/api/auth/mail-deletion-link`, {})).status, 202)
    const mail = place.gateway.mails.at(-1)
    assert.equal(mail?.to, google.email)
    return new URL(mail?.link ?? '').searchParams.get('confirmation') ?? ''
  }
  const first = await mailed()
  const bob = await place.gateway.register()
  const removeBob = await place.gateway.send('DELETE', `/api/users/${bob.user.id}`, { token: bob.accessToken, body: { confirmation: first } })
  assert.equal(removeBob.status, 403)
  const second = await mailed()
  const remove = (confirmation: string) => browser.api('DELETE', `${place.gateway.url}/api/users/${id}`, { confirmation })
  assert.equal((await remove(first)).status, 403)
  assert.equal((await remove(second)).status, 204)
})

test('what is held of the ways to sign in is part of the export, without the provider’s name for the learner', async () => {
  const { place, browser, id } = await adaByGoogle()
  await using _place = place
  const { database } = place.gateway.db
  const { linkedHeld } = await import('../ways-in.ts')
  const held = await database.asReader(id, (tx) => linkedHeld.read(tx, id))
  assert.partialDeepStrictEqual(held, [{ provider: 'google', email: google.email }])
  assert.ok((await ways(place, browser)).items.length === 1)
})
