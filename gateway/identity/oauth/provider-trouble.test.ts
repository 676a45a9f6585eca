/** Providers that fail, hang, or answer what does not hold: the learner is told in time, and nothing has changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignInPlace, signInPlace, whoIs } from './testing.ts'
import { testGoogle } from './testing-google.ts'
import type { Spoiled } from './testing-server.ts'

const ada = { email: 'ada@example.com', email_verified: true, name: 'Ada' }
const github = { id: 7, login: 'ada', emails: [{ email: 'ada@example.com', primary: true, verified: true }] }
const soon = { GATEWAY_PROVIDER_DEADLINE_MS: '300' }

async function troubledBy(place: SignInPlace, provider: 'google' | 'github', spoil: () => void): Promise<string | null> {
  const browser = place.browser()
  const back = await place.comeBack(browser, 'ada', { provider })
  assert.match(back.pathname, /callback$/)
  spoil()
  const landed = await browser.go(back, (url) => url.pathname === '/signin' || url.pathname === '/dashboard')
  const who = await whoIs(browser, place.gateway.url)
  assert.equal(who === undefined, landed.url.pathname === '/signin')
  return landed.url.searchParams.get('problem')
}

const ways: Readonly<Record<string, { readonly how: Spoiled; readonly told: string }>> = {
  'never answers': { how: 'hangs', told: 'away' },
  'never ends its answer': { how: 'stalls', told: 'away' },
  'breaks the connection': { how: 'breaks', told: 'away' },
  'is down': { how: 'unavailable', told: 'away' },
  'answers garbage': { how: 'garbage', told: 'garbled' },
  'answers without end': {
    how: (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"a":"${'x'.repeat(2_000_000)}"}`)
    },
    told: 'garbled',
  },
  'sends us elsewhere': { how: (_request, response) => void response.writeHead(302, { location: '/me' }).end(), told: 'garbled' },
}

const addresses = { google: ['/token', '/jwks'], github: ['/login/oauth/access_token', '/api/v3/user', '/api/v3/user/emails'] } as const

for (const [what, { how, told }] of Object.entries(ways)) {
  test(`a provider that ${what} signs nobody in, and the learner is told`, async () => {
    await using place = await signInPlace({ environment: soon })
    place.google.accounts.set('ada', ada)
    place.github.accounts.set('ada', github)
    for (const provider of ['google', 'github'] as const) {
      for (const path of addresses[provider]) {
        const problem = await troubledBy(place, provider, () => place[provider].spoil(path, how))
        const refusal = path.startsWith('/api/') && what === 'sends us elsewhere' ? 'refused' : told
        assert.equal(problem, refusal, path)
        place[provider].spoil(path, undefined)
      }
    }
    assert.equal(await troubledBy(place, 'google', () => undefined), null)
  })
}

test('a provider that is away when somebody sets out is told at the door, and asked again the next time', async () => {
  await using place = await signInPlace({ environment: soon })
  place.google.accounts.set('ada', ada)
  for (const how of ['hangs', 'unavailable', 'garbage'] as const) {
    place.google.spoil('/.well-known/openid-configuration', how)
    const landed = await place.signIn(place.browser(), 'ada', { next: '/coach' })
    assert.equal(landed.pathname, '/signin', how)
    assert.match(landed.searchParams.get('problem') ?? '', how === 'garbage' ? /garbled/ : /away/, how)
  }
  place.google.spoil('/.well-known/openid-configuration', undefined)
  assert.equal((await place.signIn(place.browser(), 'ada')).pathname, '/dashboard')
})

test('a description that names another issuer is not believed', async () => {
  await using place = await signInPlace()
  place.google.spoil('/.well-known/openid-configuration', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ issuer: 'https://evil.example', authorization_endpoint: 'https://evil.example/auth' }))
  })
  assert.equal((await place.signIn(place.browser(), 'ada')).searchParams.get('problem'), 'garbled')
})

const wrongTokens: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'another nonce': { nonce: 'n'.repeat(43) },
  'no nonce': { nonce: undefined },
  'another audience': { aud: 'another-client' },
  'another issuer': { iss: 'https://evil.example' },
  'an end that is past': { exp: 1_700_000_000 },
  'no subject': { sub: undefined },
}

test('an identity token of the right key is taken, and with one thing wrong it is not', async () => {
  await using place = await signInPlace()
  const attempt = async (claims: Readonly<Record<string, unknown>>) => {
    const browser = place.browser()
    const { url } = await browser.go(`${place.gateway.url}/api/auth/oauth/google/start`, (to) => to.pathname === '/auth')
    const nonce = url.searchParams.get('nonce')
    const token = await place.google.signed({ ...ada, nonce, ...claims })
    place.google.spoil('/token', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: token }))
    })
    const back = new URL(url.searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '', iss: place.google.url }).toString()
    return (await browser.go(back, (to) => !to.pathname.startsWith('/api/'))).url
  }
  for (const [what, claims] of Object.entries(wrongTokens)) assert.equal((await attempt(claims)).searchParams.get('problem'), 'garbled', what)
  assert.equal((await attempt({})).pathname, '/dashboard')
})

test('an identity token that somebody else signed is not taken', async () => {
  await using place = await signInPlace()
  await using other = await testGoogle()
  const browser = place.browser()
  const { url } = await browser.go(`${place.gateway.url}/api/auth/oauth/google/start`, (to) => to.pathname === '/auth')
  const forged = await other.signed({ ...ada, iss: place.google.url, nonce: url.searchParams.get('nonce') })
  place.google.spoil('/token', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', id_token: forged }))
  })
  const back = new URL(url.searchParams.get('redirect_uri') ?? '')
  back.search = new URLSearchParams({ code: 'c', state: url.searchParams.get('state') ?? '', iss: place.google.url }).toString()
  const landed = await browser.go(back, (to) => !to.pathname.startsWith('/api/'))
  assert.equal(landed.url.searchParams.get('problem'), 'garbled')
})

test('a learner who goes away ends the call to the provider', async () => {
  await using place = await signInPlace()
  place.google.accounts.set('ada', ada)
  const browser = place.browser()
  const back = await place.comeBack(browser, 'ada')
  const ended = Promise.withResolvers<void>()
  place.google.spoil('/token', (request) => void request.socket.once('close', () => ended.resolve()))
  const asked = place.google.waiting('/token')
  const leaving = new AbortController()
  const cookie = `quint_oauth=${browser.cookies.get('quint_oauth')}`
  const request = fetch(back, { redirect: 'manual', headers: { cookie }, signal: leaving.signal })
  await asked
  leaving.abort()
  await assert.rejects(request)
  await ended.promise
})
