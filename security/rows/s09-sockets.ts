/** S9: WebSockets, of which the mesh has none yet. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from '../row.ts'
import { exchange, openSocket, placeOf, statusesOf } from '../wire.ts'

const asked = {
  places: ['/ws', '/api/ws', '/api/session/analyze', '/', '/dashboard'],
  upgrade: 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
} as const

export const sockets: Row = {
  id: 'S9',
  control: 'sockets: Origin checked, one-time tickets, checked again while open',
  later: [{ what: 'cross-site sockets, tickets used twice, sockets of a sign-in that was revoked, floods', comesWith: 'the interview (/ws)' }],
  checks: [
    {
      holds: 'no address of the API, and no page, becomes a socket',
      async attempt(stand) {
        const { upgrade, places } = asked
        for (const place of places) {
          const answer = await exchange(
            placeOf(stand.url),
            `GET ${place} HTTP/1.1\r\nHost: localhost\r\nOrigin: https://elsewhere.test\r\n${upgrade}\r\n`,
            1500,
          )
          assert.ok(!statusesOf(answer).includes(101), place)
        }
      },
    },
    {
      holds: 'someone who asks for a socket and leaves, or stays without a word, holds none',
      async attempt(stand) {
        const { upgrade, places } = asked
        const before = await stand.connections()
        const sockets = await Promise.all(Array.from({ length: 40 }, () => openSocket(placeOf(stand.url))))
        for (const [n, socket] of sockets.entries()) {
          socket.resume()
          socket.write(`GET ${places[n % places.length]} HTTP/1.1\r\nHost: localhost\r\n${upgrade}\r\n`)
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
