/** S9: WebSockets: who may open one, with what, and what is asked over it. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSocket as openClient } from '@quint/gateway/socket/testing.ts'
import type { Row } from '../row.ts'
import { newLearner } from '../visitor.ts'
import { exchange, openSocket, placeOf, statusesOf } from '../wire.ts'

const asked = {
  places: ['/api/ws', '/api/session/analyze', '/', '/dashboard', '/ws/', '/ws/x', '/WS'],
  upgrade: 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
} as const

type Opener = Awaited<ReturnType<typeof newLearner>>

async function ticketOf(learner: Opener): Promise<string> {
  const { status, json } = await learner.send('POST', '/api/ws-ticket', { body: {} })
  assert.equal(status, 201)
  return (json as { ticket: string }).ticket
}

const refusedWith = (status: number) => (error: unknown) => error instanceof Error && error.message === String(status)

export const sockets: Row = {
  id: 'S9',
  control: 'sockets: Origin checked, one-time tickets, checked again while open',
  checks: [
    {
      holds: 'no other address of the API, and no page, becomes a socket',
      async attempt(stand) {
        for (const place of asked.places) {
          const answer = await exchange(
            placeOf(stand.url),
            `GET ${place} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://elsewhere.test\r\n${asked.upgrade}\r\n`,
            1500,
          )
          assert.ok(!statusesOf(answer).includes(101), place)
        }
      },
    },
    {
      holds: "another site's page opens no socket, also with a good ticket, and a cookie opens none at all",
      async attempt(stand) {
        const learner = await newLearner(stand.url)
        for (const origin of ['https://elsewhere.test', 'null', `${stand.url}.elsewhere.test`]) {
          const ticket = await ticketOf(learner)
          await assert.rejects(openClient(stand.url, { ticket, headers: { Origin: origin } }), refusedWith(403), origin)
        }
        const cookies = { Cookie: `quint_access=${learner.accessToken}; __Host-quint_access=${learner.accessToken}` }
        await assert.rejects(openClient(stand.url, { headers: cookies }), refusedWith(401))
      },
    },
    {
      holds: 'a ticket is good once; a made-up one, a cut one and a token in its place are not',
      async attempt(stand) {
        const learner = await newLearner(stand.url)
        const ticket = await ticketOf(learner)
        await using _open = await openClient(stand.url, { ticket })
        const forged = [ticket, ticket.slice(0, -2), `${ticket}AA`, 'AAAA', learner.accessToken]
        for (const other of forged) await assert.rejects(openClient(stand.url, { ticket: other }), refusedWith(401))
        await assert.rejects(openClient(stand.url, { token: ticket }), refusedWith(401))
      },
    },
    {
      holds: "over a socket, another learner's session is not there",
      async attempt(stand) {
        const [owner, thief] = [await newLearner(stand.url), await newLearner(stand.url)]
        await using own = await openClient(stand.url, { token: owner.accessToken })
        own.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
        const { session_id: sessionId } = await own.next('coach_state')
        await own.next('ai_response')
        await using theirs = await openClient(stand.url, { token: thief.accessToken })
        const tries = [
          { type: 'coach_start', session_id: sessionId },
          { type: 'resume', session_id: sessionId, last_seq: 0 },
          { type: 'coach_message', session_id: sessionId, turn: 1, text: 'Mine now.' },
        ]
        for (const message of tries) {
          theirs.send(message)
          const { code } = await theirs.next('error')
          assert.ok(code === 'not_found' || code === 'conflict', String(code))
        }
        assert.ok(
          theirs.received.every(({ type }) => type === 'error' || type === 'system'),
          'something of the session was told',
        )
      },
    },
    {
      holds: "over a socket, another learner's interview is not there, and what only the interviewer may know is told to nobody",
      async attempt(stand) {
        const [owner, thief] = [await newLearner(stand.url), await newLearner(stand.url)]
        await using own = await openClient(stand.url, { token: owner.accessToken })
        own.send({ type: 'start', problem_id: 'pair-to-target', language: 'python' })
        const { interview_id: interviewId } = await own.next('state')
        await own.next('ai_response')
        await using theirs = await openClient(stand.url, { token: thief.accessToken })
        const tries = [
          { type: 'resume', interview_id: interviewId, last_seq: 0 },
          { type: 'message', interview_id: interviewId, content: 'Mine now.' },
          { type: 'run', interview_id: interviewId, code: 'print(1)', language: 'python' },
          { type: 'cursor', interview_id: interviewId, code: 'mine', language: 'python' },
          { type: 'end_session', interview_id: interviewId, content: {} },
        ]
        for (const message of tries) {
          theirs.send(message)
          const { code } = await theirs.next('error')
          assert.ok(code === 'not_found' || code === 'conflict', String(code))
        }
        assert.ok(
          theirs.received.every(({ type }) => type === 'error' || type === 'system'),
          'something of the interview was told',
        )
        const told = JSON.stringify([own.received, (await owner.send('GET', `/api/interviews/${String(interviewId)}`)).json])
        assert.doesNotMatch(told, /open_?points|ambiguit|follow_?ups"|expected_?(time|space)|"notes"/i)
      },
    },
    {
      holds: 'a socket of a device that is signed out is cut',
      async attempt(stand) {
        const learner = await newLearner(stand.url)
        await using client = await openClient(stand.url, { token: learner.accessToken })
        const { status } = await learner.send('POST', '/api/auth/logout', { body: {} })
        assert.ok(status < 300, String(status))
        assert.equal((await client.closed).code, 4401)
      },
    },
    {
      holds: 'nonsense, binary, huge messages and floods end one socket and no other',
      async attempt(stand) {
        const learner = await newLearner(stand.url)
        await using calm = await openClient(stand.url, { token: learner.accessToken })
        const hostile: readonly (readonly [code: number, send: (client: typeof calm) => void])[] = [
          [1008, (client) => Array.from({ length: 10 }, () => client.send('{"type":'))],
          [1003, (client) => client.raw.send(Buffer.alloc(8))],
          [1009, (client) => client.send('x'.repeat(2_000_000))],
          [4429, (client) => Array.from({ length: 400 }, () => client.send({ type: 'ping' }))],
        ]
        for (const [code, send] of hostile) {
          await using client = await openClient(stand.url, { token: learner.accessToken })
          send(client)
          assert.equal((await client.closed).code, code)
        }
        calm.send({ type: 'ping' })
        await calm.next('pong')
      },
    },
    {
      holds: 'someone who asks for a socket and leaves, or stays without a word, holds none',
      async attempt(stand) {
        const places = ['/ws', ...asked.places]
        const before = await stand.connections()
        const sockets = await Promise.all(Array.from({ length: 40 }, () => openSocket(placeOf(stand.url))))
        for (const [n, socket] of sockets.entries()) {
          socket.resume()
          socket.write(`GET ${places[n % places.length]} HTTP/1.1\r\nHost: localhost\r\n${asked.upgrade}\r\n`)
        }
        assert.ok((await stand.connections()) >= before)
        await sleep(300)
        for (const socket of sockets) socket.destroy()
        const until = performance.now() + 10_000
        while ((await stand.connections()) > before && performance.now() < until) await sleep(200)
        assert.ok((await stand.connections()) <= before, `${(await stand.connections()) - before} sockets stay`)
      },
    },
  ],
}
