/** The socket through a real gateway: who gets in, what it takes, how it ends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryTally } from '@quint/cache/tally.ts'
import { testGateway } from '../testing.ts'
import { openSocket } from './testing.ts'
import type { Device } from './ticket.ts'
import { openTickets } from './ticket.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

async function ticketOf(gateway: Gateway, token: string): Promise<string> {
  const response = await gateway.send('POST', '/api/ws-ticket', { token })
  assert.equal(response.status, 201)
  const { ticket, expiresIn } = (await response.json()) as { ticket: string; expiresIn: number }
  assert.equal(expiresIn, 30)
  return ticket
}

const status = (expected: number) => (error: unknown) => error instanceof Error && error.message === String(expected)

test('a ticket opens the socket once, as a subprotocol, and the socket answers', async () => {
  await using gateway = await testGateway()
  const { accessToken } = await gateway.register()
  const ticket = await ticketOf(gateway, accessToken)
  await using client = await openSocket(gateway.url, { ticket, headers: { Origin: gateway.url } })
  assert.equal(client.raw.protocol, 'quint.v1')
  client.send({ type: 'ping' })
  const { timestamp, seq } = await client.next('pong')
  // After the greeting.
  assert.equal(seq, 2)
  assert.ok(!Number.isNaN(Date.parse(String(timestamp))))
  await assert.rejects(openSocket(gateway.url, { ticket, headers: { Origin: gateway.url } }), status(401))
})

test('a token opens it too; no token, a bad one, a cookie, a foreign page and another protocol do not', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  await using _client = await openSocket(gateway.url, { token })
  await assert.rejects(openSocket(gateway.url, {}), status(401))
  await assert.rejects(openSocket(gateway.url, { token: `${token}x` }), status(401))
  await assert.rejects(openSocket(gateway.url, { ticket: 'AAAA' }), status(401))
  await assert.rejects(openSocket(gateway.url, { headers: { Cookie: `quint_access=${token}` } }), status(401))
  await assert.rejects(openSocket(gateway.url, { token, headers: { Origin: 'https://evil.example' } }), status(403))
  await assert.rejects(openSocket(gateway.url, { token, headers: { Origin: 'null' } }), status(403))
  await assert.rejects(openSocket(gateway.url, { token, protocols: ['other.v1'] }), status(426))
})

test("on one's own machine a page may have it open under any of its names", async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  const names = ['127.0.0.1', 'localhost', '[::1]'].map((name) => gateway.url.replace(/127\.0\.0\.1|localhost/, name))
  for (const Origin of names) {
    await using _client = await openSocket(gateway.url, { token, headers: { Origin } })
  }
  const other = gateway.url.replace(/\d+$/, (port) => String(Number(port) - 1))
  await assert.rejects(openSocket(gateway.url, { token, headers: { Origin: other } }), status(403))
})

test('a plain request to the socket is told what to do there', async () => {
  await using gateway = await testGateway()
  const response = await gateway.send('GET', '/ws')
  assert.equal(response.status, 426)
  assert.equal(response.headers.get('upgrade'), 'websocket')
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
})

test('a ticket is for one use and half a minute, whichever gateway takes it, and cannot be made up', async () => {
  const keys = { secretsFor: () => [new Uint8Array(32).fill(1)] }
  const shared = memoryTally({ name: 't', points: 1, windowSeconds: 60 })
  let at = 1_000_000
  const gateway = () => openTickets({ keys, tally: () => shared, now: () => at })
  const device: Device = { userId: 'u', deviceId: 'd' }
  const { ticket } = gateway().give(device)
  assert.deepEqual(await gateway().take(ticket), device)
  await assert.rejects(gateway().take(ticket), { code: 'unauthenticated' })
  const old = gateway().give(device).ticket
  at += 30_001
  await assert.rejects(gateway().take(old), { code: 'unauthenticated' })
  const forged = openTickets({ keys: { secretsFor: () => [new Uint8Array(32).fill(2)] }, tally: () => shared, now: () => at })
  await assert.rejects(gateway().take(forged.give(device).ticket), { code: 'unauthenticated' })
  for (const nonsense of ['', ' ', 'x'.repeat(600), '🎟']) await assert.rejects(gateway().take(nonsense), { code: 'unauthenticated' })
})

test('what is no message is answered with an error, and ten of them in a row with the end', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  await using client = await openSocket(gateway.url, { token })
  const nonsense = ['{', '[]', '1', '{}', '{"type":1}', '{"type":"no_such_thing"}', '{"type":"constructor"}', '{"type":"__proto__"}']
  for (const text of nonsense) {
    client.send(text)
    assert.equal((await client.next('error')).code, 'invalid', text)
  }
  client.send({ type: 'resume' })
  assert.partialDeepStrictEqual(await client.next('error'), { code: 'invalid', in_reply_to: 'resume' })
  client.send({ type: 'subscribe', topics: ['somebody.elses.secrets'] })
  assert.equal((await client.closed).code, 1008)
})

test('binary frames and huge ones end it, each with its code', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  await using binary = await openSocket(gateway.url, { token })
  binary.raw.send(Buffer.from('{"type":"ping"}'))
  assert.equal((await binary.closed).code, 1003)
  await using huge = await openSocket(gateway.url, { token })
  huge.send(JSON.stringify({ type: 'ping', padding: 'x'.repeat(300_000) }))
  assert.equal((await huge.closed).code, 1009)
  await using large = await openSocket(gateway.url, { token })
  large.send(JSON.stringify({ type: 'ping', padding: 'x'.repeat(66_000) }))
  await large.next('pong')
})

test('a flood is slowed down, then cut', async () => {
  await using gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  await using client = await openSocket(gateway.url, { token })
  for (let sent = 0; sent < 400; sent += 1) client.send({ type: 'ping' })
  assert.equal((await client.next('error')).code, 'exhausted')
  assert.equal((await client.closed).code, 4429)
})

test('a learner has so many sockets and no more; one that is closed makes room', async () => {
  await using gateway = await testGateway({ environment: { GATEWAY_SOCKETS_PER_LEARNER: '2' } })
  const { accessToken: token } = await gateway.register()
  const { accessToken: another } = await gateway.register()
  await using first = await openSocket(gateway.url, { token })
  await using second = await openSocket(gateway.url, { token })
  await assert.rejects(openSocket(gateway.url, { token }), status(429))
  await using _other = await openSocket(gateway.url, { token: another })
  first.raw.close()
  await first.closed
  second.send({ type: 'ping' })
  await second.next('pong')
  await using _third = await openSocket(gateway.url, { token })
})

test('signing a device out cuts its sockets, and leaves those of others', async () => {
  await using gateway = await testGateway()
  const learner = await gateway.register()
  const other = await gateway.register()
  await using client = await openSocket(gateway.url, { token: learner.accessToken })
  await using stays = await openSocket(gateway.url, { token: other.accessToken })
  const out = await gateway.send('POST', '/api/auth/logout', { token: learner.accessToken, body: {} })
  assert.ok(out.status < 300, String(out.status))
  assert.equal((await client.closed).code, 4401)
  stays.send({ type: 'ping' })
  await stays.next('pong')
})

test('a gateway that leaves sends its sockets elsewhere', async () => {
  const gateway = await testGateway()
  const { accessToken: token } = await gateway.register()
  const client = await openSocket(gateway.url, { token })
  const left = gateway[Symbol.asyncDispose]()
  assert.deepEqual(await client.closed, { code: 1012, reason: 'come back' })
  await left
})
