/** S6: which other origins a browser lets read our answers. */
import assert from 'node:assert/strict'
import type { Row } from '../row.ts'
import { extensionOrigin } from '../stand.ts'

export const origins: Row = {
  id: 'S6',
  control: 'cross-origin reading: a fixed list, compared whole; never reflected, never any',
  checks: [
    {
      holds: 'no origin but the listed one is ever named: not null, not a part, a longer form or another case of it',
      async attempt(stand) {
        const { address: _address, ...visitor } = stand.visitor()
        const wrong = [
          'https://elsewhere.test',
          'null',
          `${extensionOrigin}.elsewhere.test`,
          `${extensionOrigin}x`,
          extensionOrigin.slice(0, -1),
          extensionOrigin.toUpperCase(),
          `https://${extensionOrigin}`,
          `${stand.url}.elsewhere.test`,
          '*',
        ]
        for (const origin of wrong) {
          for (const [method, headers] of [
            ['GET', { Origin: origin }],
            ['OPTIONS', { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'x-quint-client' }],
          ] as const) {
            const answer = await visitor.send(method, '/api/elements', { headers })
            assert.equal(answer.headers.get('access-control-allow-origin'), null, `${method} from ${origin}`)
            assert.equal(answer.headers.get('access-control-allow-credentials'), null, `${method} from ${origin}`)
          }
        }
      },
    },
    {
      holds: 'the listed origin is named exactly, answers tell caches that they differ by origin, and pages are read by no origin at all',
      async attempt(stand) {
        const visitor = stand.visitor()
        const answer = await visitor.send('GET', '/api/elements', { headers: { Origin: extensionOrigin } })
        assert.equal(answer.headers.get('access-control-allow-origin'), extensionOrigin)
        assert.match(answer.headers.get('vary') ?? '', /\bOrigin\b/i)
        assert.match((await visitor.send('GET', '/api/elements')).headers.get('vary') ?? '', /\bOrigin\b/i)
        for (const page of ['/', '/signin', '/docs', '/dev/mailbox', '/.well-known/jwks.json'])
          assert.equal(
            (await visitor.send('GET', page, { headers: { Origin: extensionOrigin } })).headers.get('access-control-allow-origin'),
            null,
            page,
          )
      },
    },
  ],
}
