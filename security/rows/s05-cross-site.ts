/** S5: what a cookie may do, only our own pages may ask for. */
import assert from 'node:assert/strict'
import { testGateway } from '../../gateway/testing.ts'
import { allRoutes, nameOf, requestOf } from '../routes.ts'
import type { Row } from '../row.ts'
import { newWebApp, ownPage } from '../visitor.ts'

/** What a browser tells of a page that is not ours, or of no page at all. */
const strangers = (origin: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  'another site': { Origin: 'https://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' },
  'another site that calls itself ours': { 'X-Quint-Client': 'web', Origin: 'https://elsewhere.test', 'Sec-Fetch-Site': 'cross-site' },
  'an address that begins like ours': { 'X-Quint-Client': 'web', Origin: `${origin}.elsewhere.test` },
  'another port of our host': { 'X-Quint-Client': 'web', Origin: 'http://localhost:1', 'Sec-Fetch-Site': 'same-site' },
  'a sandboxed frame': { 'X-Quint-Client': 'web', Origin: 'null' },
  'a browser that says nothing': { 'X-Quint-Client': 'web' },
  'a form on a page of ours': { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
  'two origins': { 'X-Quint-Client': 'web', Origin: `${origin}, https://elsewhere.test` },
})

export const crossSite: Row = {
  id: 'S5',
  control: 'cross-site requests: strict cookies, Origin and Sec-Fetch-Site checked, JSON only, nothing changes by a GET',
  checks: [
    {
      holds: 'every route that changes something refuses a cookie that comes from elsewhere, and takes it from our own page',
      async attempt(stand) {
        const app = await newWebApp(stand.url)
        const routes = (await allRoutes(app.visitor)).filter(({ method, secured }) => secured && method !== 'GET')
        assert.ok(routes.length >= 8)
        for (const route of routes) {
          const { method, address, body } = requestOf(route)
          const sent = body === undefined ? {} : { body }
          for (const [who, headers] of Object.entries(strangers(stand.url))) {
            const { status, json } = await app.visitor.send(method, address, { ...sent, headers: { cookie: app.cookie, ...headers } })
            assert.equal(status, 403, `${nameOf(route)} from ${who}`)
            assert.partialDeepStrictEqual(json, { type: '/problems/cross-site' })
          }
        }
        const own = await app.visitor.send('PATCH', '/api/users/x', { body: {}, headers: { cookie: app.cookie, ...ownPage(stand.url) } })
        assert.equal(own.status, 404, 'our own page is let in')
      },
    },
    {
      holds: 'a stream, which is a GET that costs, and a refresh by cookie are refused to other sites as well',
      async attempt(stand) {
        const app = await newWebApp(stand.url)
        for (const [who, headers] of Object.entries(strangers(stand.url))) {
          const all = { cookie: app.cookie, ...headers }
          if (headers['Sec-Fetch-Site'] !== 'same-origin') {
            const stream = await app.visitor.send('GET', '/api/session/analyze?sessionId=x', { headers: all })
            assert.equal(stream.status, 403, who)
          }
          const refresh = await app.visitor.send('POST', '/api/auth/refresh-token', { body: {}, headers: all })
          assert.equal(refresh.status, 403, who)
        }
      },
    },
    {
      holds: 'no route takes a body that a form could send, nor lets a header or a field change its method',
      async attempt(stand) {
        const visitor = stand.visitor()
        const login = JSON.stringify({ email: 'a@example.test', password: 'x' })
        for (const type of ['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])
          assert.equal((await visitor.send('POST', '/api/auth/login', { body: login, headers: { 'Content-Type': type } })).status, 415, type)
        const learner = await stand.learner()
        for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
          const { status } = await learner.send('GET', `/api/users/${learner.userId}?_method=DELETE`, { headers: { [header]: 'DELETE' } })
          assert.equal(status, 200)
        }
        assert.equal((await learner.send('GET', '/api/auth/me')).status, 200, 'the account is still there')
      },
    },
    {
      holds: 'cookies are HttpOnly, SameSite and host-bound; on https also Secure and by the name __Host-; a page sees no token',
      async attempt(stand) {
        const { setCookies } = await newWebApp(stand.url)
        assert.equal(setCookies.length, 2)
        for (const line of setCookies) {
          assert.match(line, /; HttpOnly/)
          assert.match(line, /; SameSite=(Lax|Strict)/)
          assert.match(line, /; Path=\//)
          assert.doesNotMatch(line, /Domain=/i)
        }
        const publicUrl = 'https://quint.test'
        await using secure = await testGateway({ environment: { GATEWAY_PUBLIC_URL: publicUrl } })
        for (const line of (await newWebApp(secure.url, publicUrl)).setCookies)
          assert.match(line, /^__Host-quint_\w+=.*; Path=\/; .*HttpOnly; Secure/)
      },
    },
    {
      holds: 'links in mails lead to our own address, whatever the request calls its host',
      async attempt(stand) {
        const learner = await stand.learner()
        const headers = {
          'X-Forwarded-Host': 'elsewhere.test',
          'X-Forwarded-Proto': 'https',
          Forwarded: 'host=elsewhere.test',
          Origin: 'https://elsewhere.test',
        }
        await stand.visitor().send('POST', '/api/auth/forgot-password', { body: { email: learner.email }, headers })
        const mails = (await stand.visitor().send('GET', '/dev/mailbox')).text.split('<article>').filter((part) => part.includes(learner.email))
        assert.equal(mails.length, 2)
        for (const mail of mails) assert.match(mail, new RegExp(`href="${stand.url}/`))
        assert.doesNotMatch(mails.join(), /elsewhere/)
      },
    },
  ],
}
