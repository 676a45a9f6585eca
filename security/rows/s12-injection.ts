/** S12: text stays text: in SQL, in JSON, in HTTP. */
import assert from 'node:assert/strict'
import { ask } from '../database.ts'
import { allRoutes, nameOf, requestOf, sendTo, textFields } from '../routes.ts'
import type { Row } from '../row.ts'
import { startSession } from '../session.ts'
import { exchange, placeOf, statusesOf } from '../wire.ts'
import { filmChecks } from './s12-films.ts'

const payloads = [
  "' or '1'='1",
  "'; drop table sessions.sessions; --",
  "x' union select email, password_hash from identity.users --",
  "'||(select pg_sleep(20))||'",
  '%',
  '_%',
  '\\',
  '$$; select 1; $$',
  '$1',
  '\u0000',
  '../../../etc/passwd',
  '$(touch /tmp/owned)',
  '{{7*7}}',
  '<!--#exec cmd="id"-->',
  '\r\nX-Injected: 1',
]

const tellTale = /syntax error|pg_|SQLSTATE|relation "|duplicate key|violates|ECONN|node_modules|\.ts:\d/i

const counted = (adminUrl: string) =>
  ask<{ name: string }>(
    adminUrl,
    "select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('identity', 'sessions', 'hints', 'bus') order by 1",
  )

export const injection: Row = {
  id: 'S12',
  control: 'injection: parameters only in SQL, bounded and well-formed text, one reading of each HTTP message',
  elsewhere: [
    {
      what: 'uploads beside a design: a file is what its name says, and its owner’s; nobody uploads a film or an archive',
      where: 'npm test -- assets',
    },
  ],
  checks: [
    ...filmChecks,
    {
      holds: 'hostile text in every text of every route is an answer or a refusal, never our mistake, and leaves every table as it was',
      async attempt(stand) {
        const before = await counted(stand.adminUrl)
        let learner = await stand.learner()
        for (const route of await allRoutes(learner)) {
          learner = await stand.learner()
          for (const field of textFields(route)) {
            for (const payload of payloads) {
              const request = requestOf(route, (name) => (name === field ? payload : undefined))
              const { status, text, headers } = await sendTo(learner, request, { 'Sec-Fetch-Site': 'same-origin' })
              assert.ok(status < 500, `${nameOf(route)}, ${field} = ${JSON.stringify(payload)}: ${status}`)
              // A problem names the place that was asked for; nothing else of it is the sender’s.
              if (status >= 400)
                assert.doesNotMatch(text.replace(/"instance":"[^"]*"/, ''), tellTale, `${nameOf(route)}, ${field}: ${text.slice(0, 400)}`)
              assert.equal(headers.get('x-injected'), null)
            }
          }
        }
        assert.deepEqual(await counted(stand.adminUrl), before)
      },
    },
    {
      holds: 'a search for everything finds only what is one’s own, and its signs mean themselves',
      async attempt(stand) {
        const [mine, theirs] = [await stand.learner(), await stand.learner()]
        await startSession(theirs, { title: `Two Sum ${theirs.displayName}` })
        const id = await startSession(mine, { title: 'Hundred 100%_\\ sure' })
        await startSession(mine, { title: 'Plain' })
        const found = async (q: string) => {
          const { json } = await mine.send('GET', `/api/user/sessions?q=${encodeURIComponent(q)}`)
          return (json as { items: { id: string }[] }).items.map((item) => item.id)
        }
        for (const q of ['%', '_', '\\', '100%_\\']) assert.deepEqual(await found(q), [id], q)
        for (const q of ["' or '1'='1", "%' or 1=1 --", '.*']) assert.deepEqual(await found(q), [], q)
        for (const cursor of ["' or 1=1 --", Buffer.from('{"id":"x"}').toString('base64url'), '\u0000'])
          assert.equal((await mine.send('GET', `/api/user/sessions?cursor=${encodeURIComponent(cursor)}`)).status, 400, cursor)
      },
    },
    {
      holds: 'a body that names a prototype changes none',
      async attempt(stand) {
        const learner = await stand.learner()
        for (const body of [
          '{"__proto__":{"polluted":"yes"},"algorithm":{"title":"x"}}',
          '{"constructor":{"prototype":{"polluted":"yes"}},"algorithm":{"title":"x"}}',
          '{"algorithm":{"title":"x","__proto__":{"polluted":"yes"}}}',
        ]) {
          const { status } = await learner.send('POST', '/api/session/start', { body })
          assert.ok(status === 400 || status === 201, body)
          assert.equal(Reflect.get({}, 'polluted'), undefined)
        }
        const { status } = await learner.send('GET', '/api/user/sessions?__proto__[admin]=1&constructor=1')
        assert.ok(status === 400 || status === 200)
      },
    },
    {
      holds: 'a message that could be read in two ways is refused and its connection closed, so that nobody smuggles a second one',
      async attempt(stand) {
        const place = placeOf(stand.url)
        const hidden = 'GET /api/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n'
        const start = 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
        const two = {
          'length and chunks': `${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
          'two lengths': `${start}Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
          'a length of two numbers': `${start}Content-Length: 0, ${hidden.length}\r\n\r\n${hidden}`,
          'a signed length': `${start}Content-Length: +0\r\n\r\n${hidden}`,
          'chunks spelt otherwise': `${start}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
          'chunks twice': `${start}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
          'a space before the colon': `${start}Content-Length : 0\r\n\r\n${hidden}`,
          'a folded header': `${start}X-A: b\r\n Content-Length: 0\r\nContent-Length: 0\r\n\r\n${hidden}`,
          'a bare line feed': `${start}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
          'a chunk size that is none': `${start}Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n${hidden}`,
          'a null byte': `${start}X-A: b\0c\r\nContent-Length: 0\r\n\r\n${hidden}`,
          'no host': 'GET /api/elements HTTP/1.1\r\n\r\n',
          'two hosts': 'GET /api/elements HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.test\r\n\r\n',
        }
        for (const [name, bytes] of Object.entries(two)) {
          const answer = await exchange(place, bytes, 1500)
          assert.deepEqual(statusesOf(answer), [400], `${name}: ${answer.slice(0, 200)}`)
          assert.doesNotMatch(answer, /smuggled/, name)
        }
      },
    },
  ],
}
