/** S10: nobody makes the mesh ask an address of their choice. */
import assert from 'node:assert/strict'
import type { Row } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'

/** The trap, as a filter that looks for it would not see it. */
function disguises(trapUrl: string): readonly string[] {
  const { port } = new URL(trapUrl)
  return [
    `${trapUrl}/plain`,
    `http://2130706433:${port}/decimal`,
    `http://0x7f000001:${port}/hex`,
    `http://0177.0.0.1:${port}/octal`,
    `http://[::ffff:127.0.0.1]:${port}/mapped`,
    `http://127.1:${port}/short`,
    `http://localhost:${port}/name`,
    `http://example.test@127.0.0.1:${port}/user`,
    `http://127.0.0.1:${port}/#fragment`,
  ]
}

export const outgoing: Row = {
  id: 'S10',
  control: 'outgoing requests: no address of a learner’s is ever fetched; a model’s redirect is not followed',
  checks: [
    {
      holds: 'a problem’s address, in nine disguises, is stored and never fetched, from the start to the hint',
      async attempt(stand) {
        const before = stand.trap.caught.length
        stand.model.says({ kind: 'stream', chunks: [`Look here: ${stand.trap.url}/said. Which value did you compare first?`] })
        for (const url of disguises(stand.trap.url)) {
          const learner = await stand.learner()
          const answer = await learner.send('POST', '/api/session/start', { body: { algorithm: { title: 'Two Sum', url, site: url.slice(0, 32) } } })
          assert.ok(answer.status === 201 || answer.status === 400, `${url}: ${answer.status}`)
        }
        const learner = await stand.learner()
        const url = `${stand.trap.url}/problem`
        const sessionId = await answeredSession(learner, { algorithm: { title: url, url, statement: `See ${url}` }, say: (n) => `${n} ${url}` })
        await readHint(learner, sessionId)
        await learner.send('GET', `/api/session/${sessionId}`)
        await learner.send('GET', '/api/user/dashboard')
        assert.deepEqual(stand.trap.caught.slice(before), [])
      },
    },
    {
      holds: 'a reminder is pushed to known push services only, whatever address a browser names',
      async attempt(stand) {
        const learner = await stand.learner()
        const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) }
        const before = stand.trap.caught.length
        for (const endpoint of [
          ...disguises(stand.trap.url),
          'https://fcm.googleapis.com.example.test/x',
          'https://user@10.0.0.1/x',
          'file:///etc/passwd',
        ]) {
          const { status } = await learner.send('POST', '/api/planner/reminders/subscribe', { body: { endpoint, keys } })
          assert.equal(status, 400, endpoint)
        }
        assert.deepEqual(stand.trap.caught.slice(before), [])
      },
    },
    {
      holds: 'addresses that are no web addresses are refused',
      async attempt(stand) {
        const learner = await stand.learner()
        for (const url of [
          'file:///etc/passwd',
          'gopher://127.0.0.1/',
          'javascript:alert(1)',
          'data:text/html,x',
          'ftp://127.0.0.1/',
          '//127.0.0.1/',
        ]) {
          const { status } = await learner.send('POST', '/api/session/start', { body: { algorithm: { title: 'Two Sum', url } } })
          assert.equal(status, 400, url)
        }
      },
    },
    {
      holds: 'a model’s server that redirects is not followed, so its key goes nowhere else, and the hint comes all the same',
      async attempt(stand) {
        const before = stand.trap.caught.length
        for (const status of [301, 302, 307, 308]) {
          stand.model.says({ kind: 'body', body: '', status, location: `${stand.trap.url}/redirected` })
          const learner = await stand.learner()
          const { source, text } = await readHint(learner, await answeredSession(learner, {}))
          assert.equal(source, 'offline', String(status))
          assert.ok(text.length > 0)
        }
        assert.deepEqual(stand.trap.caught.slice(before), [])
      },
    },
  ],
}
