/** S1: access tokens are ours, whole, current and meant for us, or nothing. */
import assert from 'node:assert/strict'
import { forge, payloadOf } from '../forged.ts'
import { allRoutes, nameOf, requestOf, sendTo } from '../routes.ts'
import type { Row } from '../row.ts'

export const accessTokens: Row = {
  id: 'S1',
  control: 'access tokens: EdDSA only, type, issuer, audience and times checked, keys from our own set, at most ten minutes',
  checks: [
    {
      holds: 'a token that is forged, foreign, expired, oversize or of another kind is a 401 that says nothing more, and its keys are not fetched',
      async attempt(stand) {
        const learner = await stand.learner()
        const { good, bad } = await forge(stand, learner.accessToken)
        const ask = (token: string) => learner.send('GET', '/api/auth/me', { token })
        assert.equal((await ask(good)).status, 200, 'a token made the same way without a lie is taken')
        for (const [name, token] of Object.entries(bad)) {
          const { status, json } = await ask(token)
          assert.equal(status, 401, name)
          assert.partialDeepStrictEqual(json, { type: '/problems/unauthenticated' }, name)
        }
        assert.deepEqual(stand.trap.caught, [])
      },
    },
    {
      holds: 'every route that wants a learner refuses no token, an unsigned one and one of another key',
      async attempt(stand) {
        const learner = await stand.learner()
        const { bad } = await forge(stand, learner.accessToken)
        const tokens = ['alg none', 'another key under our kid', 'changed claims'].map((name) => bad[name] ?? '')
        for (const route of (await allRoutes(learner)).filter(({ secured }) => secured)) {
          const visitor = stand.visitor()
          for (const token of ['', ...tokens]) {
            const { status } = await sendTo(visitor, requestOf(route), token === '' ? {} : { Authorization: `Bearer ${token}` })
            assert.equal(status, 401, nameOf(route))
          }
        }
      },
    },
    {
      holds: 'a token lives ten minutes at most, names an issuer, an audience and a device, and its key set holds public halves only',
      async attempt(stand) {
        const learner = await stand.learner()
        const { iat = 0, exp = 0, iss, aud, sid } = payloadOf(learner.accessToken)
        assert.ok(exp - iat > 0 && exp - iat <= 600, String(exp - iat))
        assert.deepEqual([iss, aud, typeof sid], [stand.url, 'quint', 'string'])
        const { json } = await learner.send('GET', '/.well-known/jwks.json')
        const { keys } = json as { keys: Record<string, string>[] }
        assert.ok(keys.length > 0)
        for (const key of keys) {
          assert.equal(key.alg, 'EdDSA')
          assert.equal(key.d, undefined)
        }
      },
    },
  ],
}
