import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { testGateway } from '../../testing.ts'
import { openSigningKeys } from '../keys.ts'
import { startDelivery } from './delivery.ts'
import { openMailQueue } from './queue.ts'
import { openSmtp } from './smtp.ts'
import { startMailServer, startSocketServer } from './testing.ts'

const mailFrom = { GATEWAY_MAIL_FROM: 'Quint <quint@example.com>' }

async function waiting(gateway: Awaited<ReturnType<typeof testGateway>>): Promise<object[]> {
  await using owner = openDatabase({ url: gateway.db.urls.ownerUrl, maxConnections: 1 })
  return await owner.asService((tx) => tx.query('select id, tries, encode(sealed, $1) as sealed from mail_queue order by id', ['escape']))
}

/** The queue of a gateway, as another one beside it sees it. */
async function queueOf(gateway: Awaited<ReturnType<typeof testGateway>>) {
  const keys = await openSigningKeys({ file: gateway.keysFile, issuer: gateway.url })
  return openMailQueue({ database: gateway.db.database, keys })
}

test('what a learner does is mailed by the mail server, with the link that works', async () => {
  await using server = await startMailServer()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: server.url } })
  const ada = await gateway.register()
  await server.arrived(1)
  const [arrived] = server.received
  assert.deepEqual(arrived?.to, [ada.credentials.email])
  const raw = (arrived?.raw ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=')
  const token = /verify\?token=([\w-]+)/.exec(raw)?.[1]
  assert.equal((await gateway.send('POST', '/api/auth/verify-email', { body: { token } })).status, 204)
})

test('nobody waits for a mail server that hangs, and a gateway that stops leaves the mail to the next', async () => {
  await using silent = await startSocketServer(() => undefined)
  await using server = await startMailServer()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: silent.url } })
  const ada = await gateway.register()
  assert.equal(ada.status, 201)
  await silent.connected(1)
  assert.equal((await gateway.send('POST', '/api/auth/forgot-password', { body: { email: ada.credentials.email } })).status, 202)
  const queue = await queueOf(gateway)
  // The first mail is lent to the one that hangs; the second is free.
  await using _delivery = startDelivery({
    database: gateway.db.database,
    queue,
    server: openSmtp({ url: server.url, from: mailFrom.GATEWAY_MAIL_FROM }),
    log: silentLog,
  })
  await server.arrived(1)
  assert.match(server.received[0]?.raw ?? '', /Subject: Choose a new password/)
})

test('mail waits, sealed, while the server is dead, and goes out once when it is back, in the order in which it came', async () => {
  await using gone = await startSocketServer(() => undefined)
  const { port } = gone
  await gone[Symbol.asyncDispose]()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: `smtp://127.0.0.1:${port}` } })
  const ada = await gateway.register()
  const grace = await gateway.register()
  const kept = await waiting(gateway)
  assert.equal(kept.length, 2)
  assert.doesNotMatch(JSON.stringify(kept), /example\.com|verify/)
  await using server = await startMailServer({ port })
  await server.arrived(2)
  assert.deepEqual(server.received.map(({ to }) => to[0]).sort(), [ada.credentials.email, grace.credentials.email])
})

test('of two gateways that send at once, each mail is sent by one', async () => {
  await using server = await startMailServer()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: server.url } })
  const queue = await queueOf(gateway)
  const smtp = openSmtp({ url: server.url, from: mailFrom.GATEWAY_MAIL_FROM })
  await using _other = startDelivery({ database: gateway.db.database, queue, server: smtp, log: silentLog })
  for (let count = 0; count < 12; count += 1) await gateway.register()
  await server.arrived(12)
  assert.equal(new Set(server.received.map(({ to }) => to[0])).size, 12)
  assert.equal(server.received.length, 12)
})

test('a mail that is refused for good is given up and delays no other; one that is refused for now is tried again', async () => {
  let greylisted = 0
  await using server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      if (address === 'nobody@example.com') return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      if (address === 'grey@example.com' && greylisted++ === 0) return done(Object.assign(new Error('again later'), { responseCode: 451 }))
      done()
    },
  })
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: server.url } })
  await gateway.register({ email: 'nobody@example.com' })
  await gateway.register({ email: 'grey@example.com' })
  await gateway.register({ email: 'ada@example.com' })
  await server.arrived(1)
  assert.deepEqual(server.received[0]?.to, ['ada@example.com'])
  await using owner = openDatabase({ url: gateway.db.urls.ownerUrl, maxConnections: 1 })
  await owner.asService((tx) => tx.query('update mail_queue set next_at = now(); '))
  await gateway.register({ email: 'grace@example.com' })
  await server.arrived(3)
  assert.deepEqual(server.received.map(({ to }) => to[0]).sort(), ['ada@example.com', 'grace@example.com', 'grey@example.com'])
})

test('a new password for an address without an account is queued like any other, and never sent', async () => {
  await using server = await startMailServer()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: server.url } })
  const ask = (email: string) => gateway.send('POST', '/api/auth/forgot-password', { body: { email } })
  const ada = await gateway.register()
  const [known, unknown] = [await ask(ada.credentials.email), await ask('stranger@example.com')]
  assert.deepEqual([known.status, await known.text()], [unknown.status, await unknown.text()])
  await server.arrived(2)
  await gateway.register({ email: 'grace@example.com' })
  await server.arrived(3)
  assert.ok(server.received.every(({ to }) => !to.includes('stranger@example.com')))
  assert.deepEqual(await waiting(gateway), [])
})

test('mail of an account that was deleted is not sent any more', async () => {
  await using gone = await startSocketServer(() => undefined)
  await gone[Symbol.asyncDispose]()
  await using gateway = await testGateway({ environment: { ...mailFrom, GATEWAY_SMTP_URL: gone.url } })
  const ada = await gateway.register()
  assert.equal((await waiting(gateway)).length, 1)
  const left = await gateway.send('DELETE', `/api/users/${ada.user.id}`, { token: ada.accessToken, body: { password: ada.credentials.password } })
  assert.equal(left.status, 204)
  assert.deepEqual(await waiting(gateway), [])
})
