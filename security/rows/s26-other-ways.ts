/** S26: who signs in with a provider or another system's token is who they are, and nobody rides along. */
import assert from 'node:assert/strict'
import { base64url, type JWTPayload, SignJWT } from 'jose'
import type { Row } from '../row.ts'
import { type Stand, trustedIssuer } from '../stand.ts'
import { canary, type Visitor } from '../visitor.ts'

const start = '/api/auth/oauth/github/start'
const callback = '/api/auth/oauth/github/callback'
const now = (): number => Math.floor(Date.now() / 1000)

function claimsOf(stand: Stand, claims: Readonly<Record<string, unknown>> = {}): JWTPayload {
  const email = `${canary('friend')}@example.org`
  stand.canaries.set(email, 'an e-mail address')
  return {
    iss: trustedIssuer.issuer,
    aud: trustedIssuer.audience,
    sub: canary('subject'),
    iat: now(),
    exp: now() + 60,
    email,
    email_verified: true,
    ...claims,
  } as JWTPayload
}

const signed = (payload: JWTPayload, secret: string = trustedIssuer.secret): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))

const exchange = (visitor: Visitor, token: string) => visitor.send('POST', '/api/auth/exchange', { body: { token } })

/** Sets out, and comes back as a provider would send them: with the state of that attempt and its cookie. */
async function setOut(visitor: Visitor, next = '/coach'): Promise<{ readonly state: string; readonly cookie: string; readonly to: URL }> {
  const { status, headers } = await visitor.send('GET', `${start}?${new URLSearchParams({ next })}`)
  assert.equal(status, 303)
  const to = new URL(headers.get('location') ?? '')
  const cookie = headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return { state: to.searchParams.get('state') ?? '', cookie: cookie.join('; '), to }
}

const problemOf = (headers: Headers): string | null => new URL(headers.get('location') ?? '', 'http://quint.test').searchParams.get('problem')

export const otherWays: Row = {
  id: 'S26',
  control:
    'Google, GitHub and trusted issuers: bound to the browser, single use, exact addresses, own keys only; joined by confirmed addresses alone',
  checks: [
    {
      holds: 'a return without the cookie, with another’s state, or a second time signs nobody in',
      async attempt(stand) {
        const visitor = stand.visitor()
        const { state, cookie } = await setOut(visitor)
        const other = await setOut(visitor)
        const back = (given: { readonly state: string; readonly cookie: string }) =>
          visitor.send('GET', `${callback}?${new URLSearchParams({ code: 'code', state: given.state })}`, { headers: { cookie: given.cookie } })
        assert.equal(problemOf((await back({ state, cookie: '' })).headers), 'expired')
        assert.equal(problemOf((await back({ state, cookie: other.cookie })).headers), 'expired')
        assert.equal(problemOf((await back({ state: other.state, cookie })).headers), 'expired')
        // The control: with its own it goes on, as far as to the provider, who does not answer.
        assert.equal(problemOf((await back({ state, cookie })).headers), 'away')
        assert.equal(problemOf((await back({ state, cookie })).headers), 'expired')
      },
    },
    {
      holds: 'no address that a visitor gives leads away from us, there or back',
      async attempt(stand) {
        const visitor = stand.visitor()
        for (const next of [
          'https://evil.example',
          '//evil.example',
          '/\\evil.example',
          '/.//evil.example',
          'javascript:alert(1)',
          '/api/auth/logout',
        ]) {
          const { to, state, cookie } = await setOut(visitor, next)
          assert.equal(to.searchParams.get('redirect_uri'), `${stand.url}${callback}`)
          const denied = await visitor.send('GET', `${callback}?${new URLSearchParams({ error: 'access_denied', state })}`, { headers: { cookie } })
          const landed = denied.headers.get('location') ?? ''
          assert.match(landed, /^\/signin\?problem=denied&/, next)
          assert.equal(new URLSearchParams(landed.split('?')[1]).get('next'), '/dashboard', next)
        }
        const spoofed = await visitor.send('GET', start, { headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' } })
        assert.equal(new URL(spoofed.headers.get('location') ?? '').searchParams.get('redirect_uri'), `${stand.url}${callback}`)
      },
    },
    {
      holds: 'tokens of a trusted issuer are taken when they are whole, ours and current, and no others',
      async attempt(stand) {
        const payload = claimsOf(stand)
        const part = (value: unknown): string => base64url.encode(JSON.stringify(value))
        const wrong: Readonly<Record<string, string>> = {
          none: `${part({ alg: 'none' })}.${part(payload)}.`,
          'another secret': await signed(payload, 'x'.repeat(40)),
          'another audience': await signed({ ...payload, aud: 'others' }),
          'another issuer': await signed({ ...payload, iss: 'https://evil.example' }),
          'an end that is past': await signed({ ...payload, exp: now() - 60 }),
          'our own token': (await stand.learner()).accessToken,
        }
        for (const [what, token] of Object.entries(wrong)) assert.equal((await exchange(stand.visitor(), token)).status, 401, what)
        assert.equal((await exchange(stand.visitor(), await signed(payload))).status, 200)
      },
    },
    {
      holds: 'roles in the token of another system give none here',
      async attempt(stand) {
        const { json } = await exchange(stand.visitor(), await signed(claimsOf(stand, { roles: ['admin'], role: 'admin', is_admin: true })))
        const { user, accessToken } = json as { user: { roles: string[] }; accessToken: string }
        assert.deepEqual(user.roles, ['learner'])
        assert.equal((await stand.visitor().send('GET', '/api/admin/users', { token: accessToken })).status, 403)
      },
    },
    {
      holds: 'an account whose address was never confirmed here is not entered through another system that has confirmed it',
      async attempt(stand) {
        const learner = await stand.learner()
        const refused = await exchange(stand.visitor(), await signed(claimsOf(stand, { email: learner.email })))
        assert.equal(refused.status, 409)
        assert.doesNotMatch(refused.text, /accessToken/)
        const { text } = await learner.send('GET', '/api/auth/ways')
        assert.doesNotMatch(text, /friend/i)
      },
    },
    {
      holds: 'what another learner has linked cannot be taken away, and one’s only way in neither',
      async attempt(stand) {
        const { json } = await exchange(stand.visitor(), await signed(claimsOf(stand)))
        const { accessToken: token } = json as { accessToken: string }
        const { items } = (await stand.visitor().send('GET', '/api/auth/ways', { token })).json as { items: { id: string }[] }
        const path = `/api/auth/ways/${items[0]?.id}`
        assert.equal((await (await stand.learner()).send('DELETE', path)).status, 404)
        assert.equal((await stand.visitor().send('DELETE', path, { token })).status, 409)
      },
    },
  ],
}
