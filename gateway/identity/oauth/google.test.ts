/** Signing in with Google, against a provider of OpenID Connect: the whole way there and back, and every way in which it can go wrong. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignInPlace, signInPlace, whoIs } from './testing.ts'
import type { TestBrowser } from './testing-browser.ts'

const ada = { email: 'Ada@Example.com', email_verified: true, name: 'Ada Lovelace' }

async function count(place: SignInPlace): Promise<number> {
  const { database } = place.gateway.db
  const rows = await database.asService((tx) => tx.query<{ accounts: string }>('select accounts from count_accounts()'))
  return Number(rows[0]?.accounts)
}

const problemOf = (url: URL): string | null => url.searchParams.get('problem')

test('somebody new goes to Google and comes back with an account whose e-mail is confirmed', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const browser = place.browser()
  const landed = await place.signIn(browser, 'ada', { next: '/coach?tier=2' })
  assert.equal(`${landed.pathname}${landed.search}`, '/coach?tier=2')
  assert.partialDeepStrictEqual(await whoIs(browser, place.gateway.url), {
    email: 'ada@example.com',
    emailVerified: true,
    displayName: 'Ada Lovelace',
  })
  assert.ok(await place.gateway.bus.seen((record) => record.headers.ce_type === 'identity.user.registered'))
})

test('who comes again is the same learner, whatever address Google tells then', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const [first, second] = [place.browser(), place.browser()]
  await place.signIn(first, 'ada')
  place.google.accounts.set('ada', { ...ada, email: 'other@example.com', email_verified: false })
  await place.signIn(second, 'ada')
  assert.equal((await whoIs(second, place.gateway.url))?.id, (await whoIs(first, place.gateway.url))?.id)
})

test('a provider with small tokens tells the address at its userinfo endpoint', async () => {
  await using place = await signInPlace({ smallTokens: true })
  place.google.accounts.set('ada', ada)
  const browser = place.browser()
  await place.signIn(browser, 'ada')
  assert.equal((await whoIs(browser, place.gateway.url))?.email, 'ada@example.com')
  assert.equal(place.google.asked.get('/me'), 1)
})

test('the request to Google is bound by PKCE, state and nonce, and names our address exactly', async () => {
  await using place = await signInPlace()
  const browser = place.browser()
  const { url } = await browser.go(`${place.gateway.url}/api/auth/oauth/google/start`, (to) => to.pathname === '/auth')
  const asked = Object.fromEntries(url.searchParams)
  assert.partialDeepStrictEqual(asked, {
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${place.gateway.url}/api/auth/oauth/google/callback`,
  })
  for (const name of ['state', 'nonce', 'code_challenge']) assert.equal(asked[name]?.length, 43, name)
  const cookie = browser.received.find((line) => line.startsWith('quint_oauth=')) ?? ''
  assert.match(cookie, /HttpOnly/)
  assert.match(cookie, /SameSite=Lax/)
  assert.match(cookie, /Max-Age=600/)
  for (const name of ['state', 'nonce'] as const)
    assert.ok(
      !Buffer.from(cookie, 'base64')
        .toString()
        .includes(asked[name] ?? ''),
      `${name} can be read`,
    )
})

test('a learner who says no comes back to the door, where nothing has changed', async () => {
  await using place = await signInPlace()
  const browser = place.browser()
  const landed = await place.signIn(browser, 'ada', { answer: 'no', next: '/coach' })
  assert.equal(landed.pathname, '/signin')
  assert.deepEqual(Object.fromEntries(landed.searchParams), { problem: 'denied', provider: 'google', next: '/coach' })
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
  assert.equal(await count(place), 0)
})

const wrongReturns: Readonly<Record<string, (url: URL, browser: TestBrowser, place: SignInPlace) => void>> = {
  'another state': (url) => url.searchParams.set('state', 'x'.repeat(43)),
  'no state': (url) => url.searchParams.delete('state'),
  'two states': (url) => url.searchParams.append('state', 'x'.repeat(43)),
  'no cookie': (_url, browser) => browser.cookies.delete('quint_oauth'),
  'a cookie that was changed': (_url, browser) => browser.cookies.set('quint_oauth', `${browser.cookies.get('quint_oauth')}x`),
  'a cookie that is not ours': (_url, browser) => browser.cookies.set('quint_oauth', 'e30.e30.e30'),
  'the address of another provider': (url) => {
    url.pathname = '/api/auth/oauth/github/callback'
  },
}

for (const [what, spoil] of Object.entries(wrongReturns)) {
  test(`a return with ${what} signs nobody in`, async () => {
    await using place = await signInPlace()
    place.google.accounts.set('ada', ada)
    const browser = place.browser()
    const back = await place.comeBack(browser, 'ada')
    spoil(back, browser, place)
    const landed = await browser.go(back, (url) => url.pathname === '/signin')
    assert.equal(problemOf(landed.url), 'expired')
    assert.equal(await whoIs(browser, place.gateway.url), undefined)
    assert.equal(await count(place), 0)
    assert.equal(place.google.asked.get('/token'), undefined)
  })
}

test('a return is good once, also with the cookie that came with it', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const browser = place.browser()
  const back = await place.comeBack(browser, 'ada')
  const stolen = place.browser()
  stolen.cookies.set('quint_oauth', browser.cookies.get('quint_oauth') ?? '')
  assert.equal((await browser.go(back, (url) => url.pathname === '/dashboard')).url.pathname, '/dashboard')
  assert.equal(problemOf((await stolen.go(back, (url) => url.pathname === '/signin')).url), 'expired')
  assert.equal(await whoIs(stolen, place.gateway.url), undefined)
  assert.equal(place.google.asked.get('/token'), 1)
})

test('a code that was used before is refused by Google, and told so', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const first = await place.comeBack(place.browser(), 'ada')
  const browser = place.browser()
  const second = await place.comeBack(browser, 'ada')
  second.searchParams.set('code', first.searchParams.get('code') ?? '')
  const landed = await browser.go(second, (url) => url.pathname === '/signin')
  assert.equal(problemOf(landed.url), 'refused')
  assert.equal(await whoIs(browser, place.gateway.url), undefined)
})

test('nobody is sent away from us afterwards', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const elsewhere = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/%09/evil.example\t',
    'javascript:alert(1)',
    '/api/auth/logout',
    `/${'x'.repeat(600)}`,
  ]
  for (const next of elsewhere) {
    const landed = await place.signIn(place.browser(), 'ada', { next })
    assert.equal(landed.origin, place.gateway.url, next)
    assert.ok(['/dashboard', '/%09/evil.example'].includes(landed.pathname), `${next} led to ${landed.href}`)
  }
})

test('an address that Google does not vouch for makes no account', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', { ...ada, email_verified: false }).set('bob', { name: 'Bob' })
  assert.equal(problemOf(await place.signIn(place.browser(), 'ada')), 'unverified')
  assert.equal(problemOf(await place.signIn(place.browser(), 'bob')), 'no-email')
  assert.equal(await count(place), 0)
})

test('what is not configured is not there', async () => {
  await using place = await signInPlace({ environment: { GATEWAY_GOOGLE_CLIENT_ID: '' } })
  const { gateway } = place
  assert.deepEqual(await (await gateway.send('GET', '/api/auth/providers')).json(), {
    items: [{ name: 'github', label: 'GitHub' }],
    nextCursor: null,
  })
  assert.equal((await gateway.send('GET', '/api/auth/oauth/google/start')).status, 404)
  assert.equal((await gateway.send('GET', '/api/auth/oauth/google/callback?code=x&state=y')).status, 404)
})
