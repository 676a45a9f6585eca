/** Pushes as a push service and a browser see them: signed, sealed, and what each answer makes of a subscription. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import type { PlannerEvent } from './event.ts'
import { openPusher } from './push.ts'
import { startReminders } from './reminders.ts'
import { type Subscription, saveEvent, saveSubscription, subscriptionsOf } from './store.ts'

const host = 'push.example.org'
const contact = 'mailto:somebody@example.org'

let db: TestDatabase
let folder: string

before(async () => {
  db = await testDatabase('plans', migrations)
  folder = mkdtempSync(path.join(os.tmpdir(), 'quint-push-'))
  const files = ['-keyout', path.join(folder, 'tls.key'), '-out', path.join(folder, 'tls.crt')]
  const subject = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject, ...files], {
    stdio: 'pipe',
  })
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await db[Symbol.asyncDispose]()
})

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly method: string
  readonly url: string
  readonly body: Buffer
}

/** A push service over TLS; it reads the whole push before it answers. */
async function pushService(answer: (response: ServerResponse, url: string) => void) {
  const received: Received[] = []
  const certificate = readFileSync(path.join(folder, 'tls.crt'))
  const server = createServer({ cert: certificate, key: readFileSync(path.join(folder, 'tls.key')) }, async (request: IncomingMessage, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    received.push({ headers: request.headers, method: request.method ?? '', url: request.url ?? '', body: Buffer.concat(pieces) })
    answer(response, request.url ?? '')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agent = new Agent({ ca: certificate, host: '127.0.0.1', port: (server.address() as AddressInfo).port, servername: host })
  return {
    received,
    agent,
    async [Symbol.asyncDispose]() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What a browser makes when somebody wants reminders, and how it reads a push. */
function browser() {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  return {
    subscription: { endpoint: `https://${host}/to/${uuidv7()}`, p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    /** RFC 8291 over RFC 8188, in one record. */
    read(body: Buffer): string {
      const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0]
      const sender = body.subarray(21, 21 + idLength)
      const sealed = body.subarray(21 + idLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
      const secret = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32))
      const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
      const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
      const opened = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([opened.update(sealed.subarray(0, -16)), opened.final()])
      // The last record ends with a 2 and zeros.
      return text.subarray(0, text.lastIndexOf(2)).toString()
    },
  }
}

/** RFC 8292: the key in the header is the mesh's, and the token is signed by it. @returns what the token says. */
function signedBy(authorization: string, publicKey: string): { aud: string; exp: number; sub: string } {
  const [, token = '', key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  assert.equal(key, publicKey)
  const raw = Buffer.from(publicKey, 'base64url')
  const [x, y] = [raw.subarray(1, 33).toString('base64url'), raw.subarray(33).toString('base64url')]
  const [head = '', claims = '', signature = ''] = token.split('.')
  const known = { key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`), known, Buffer.from(signature, 'base64url')))
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}

test('a push is signed by the mesh for this push service, and only the browser reads it', async () => {
  await using service = await pushService((response) => response.writeHead(201, { location: `https://${host}/message/1` }).end())
  const pusher = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
  const { subscription, read } = browser()
  assert.equal((await pusher.send({ subscription, topic: 'a-topic', payload: '{"title":"Grüße"}' })).outcome, 'sent')
  const [push] = service.received
  assert.ok(push)
  assert.equal(`${push.method} https://${host}${push.url}`, `POST ${subscription.endpoint}`)
  const { topic, ttl, urgency } = push.headers
  assert.deepEqual([topic, ttl, urgency, push.headers['content-encoding']], ['a-topic', '3600', 'high', 'aes128gcm'])
  const { aud, sub, exp } = signedBy(push.headers.authorization ?? '', await pusher.publicKey())
  assert.deepEqual([aud, sub], [`https://${host}`, contact])
  const ahead = exp - Date.now() / 1000
  assert.ok(ahead > 0 && ahead <= 86_400)
  assert.equal(read(push.body), '{"title":"Grüße"}')
  assert.throws(() => browser().read(push.body))
})

test('each answer of a push service is an outcome, and nobody is sent elsewhere', async () => {
  const answers = {
    200: 'sent',
    201: 'sent',
    202: 'sent',
    307: 'refused',
    400: 'refused',
    403: 'gone',
    404: 'gone',
    410: 'gone',
    413: 'refused',
    429: 'failed',
    503: 'failed',
  }
  for (const [status, outcome] of Object.entries(answers)) {
    await using service = await pushService((response) =>
      response.writeHead(Number(status), { 'retry-after': '1', location: `https://${host}/x` }).end('no'),
    )
    const pusher = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
    const sent = await pusher.send({ subscription: browser().subscription, topic: 't', payload: 'p' })
    assert.deepEqual(sent, { outcome, retryAfterMs: 1000 }, status)
    assert.equal(service.received.length, 1)
  }
})

test('a push service that hangs, trickles, or hangs up has failed within the deadline', async () => {
  const ways: ((response: ServerResponse) => void)[] = [
    () => undefined,
    (response) => response.socket?.write('HTTP/1.1 201 '),
    (response) => response.socket?.destroy(),
  ]
  for (const way of ways) {
    await using service = await pushService(way)
    const pusher = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent, deadlineMs: 300 })
    assert.equal((await pusher.send({ subscription: browser().subscription, topic: 't', payload: 'p' })).outcome, 'failed')
  }
})

test('how long a push service asks to be left alone is read as seconds or as a date', async () => {
  const asked = async (said: string) => {
    await using service = await pushService((response) => response.writeHead(429, { 'retry-after': said }).end())
    const pusher = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
    return (await pusher.send({ subscription: browser().subscription, topic: 't', payload: 'p' })).retryAfterMs
  }
  assert.equal(await asked('120'), 120_000)
  const dated = await asked(new Date(Date.now() + 3_600_000).toUTCString())
  assert.ok(dated > 3_000_000 && dated <= 3_600_000)
  for (const nonsense of ['soon', '-5', 'Thu, 01 Jan 1970 00:00:00 GMT']) assert.equal(await asked(nonsense), 0, nonsense)
})

test('a browser’s key that is none is refused, and an address that is not of a push service is never called', async () => {
  await using service = await pushService((response) => response.writeHead(201).end())
  const pusher = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
  const { subscription } = browser()
  assert.equal((await pusher.send({ subscription: { ...subscription, p256dh: 'A'.repeat(87) }, topic: 't', payload: 'p' })).outcome, 'refused')
  for (const endpoint of ['https://example.org/to', `http://${host}/to`, `https://${host}:8443/to`, `https://user@${host}/to`, 'nothing'])
    assert.equal((await pusher.send({ subscription: { ...subscription, endpoint }, topic: 't', payload: 'p' })).outcome, 'gone')
  assert.equal(service.received.length, 0)
})

const event: PlannerEvent = {
  id: uuidv7(),
  title: 'Exam',
  description: '',
  subject: '',
  type: 'exam',
  startDate: '2026-03-02T09:00:00.000Z',
  endDate: '2026-03-02T10:00:00.000Z',
  rrule: '',
  timeZone: 'Europe/Berlin',
  remindMinutesBefore: [10],
  completed: [],
  sequence: 0,
  updatedAt: '',
}

/** A learner with an event that is due, and a browser. */
async function remindable(subscriptions: readonly Subscription[]) {
  const { database } = db
  const userId = uuidv7()
  await database.asLearner(userId, async (tx) => {
    await saveEvent(tx, userId, { event: { ...event, id: uuidv7() }, nextReminderAt: new Date('2026-03-02T08:50:00Z') })
    for (const subscription of subscriptions) await saveSubscription(tx, userId, subscription)
  })
  const rows = (text: string) => database.asLearner(userId, (tx) => tx.query<{ tries: number; after: string }>(text))
  return {
    pushed: () => eventually(async () => (await rows('select 1 from reminders where pushed_at is not null')).length === 1),
    /** Once it was tried so often: when it is tried again. */
    postponed: (tries: number) =>
      eventually(
        async () =>
          (
            await rows(
              `select to_char(push_after at time zone 'utc', 'HH24:MI:SS') as after from reminders where pushed_at is null and push_tries = ${tries}`,
            )
          )[0]?.after,
      ),
    subscriptions: () => database.asLearner(userId, (tx) => subscriptionsOf(tx, userId)),
  }
}

const clock = (time: string): Date => new Date(`2026-03-02T${time}Z`)

for (const [status, kept] of [
  [201, true],
  [404, false],
  [410, false],
  [413, true],
] as const)
  test(`after an answer of ${status} a subscription ${kept ? 'stays' : 'is gone'}, and the push is not tried again`, async () => {
    await using service = await pushService((response) => response.writeHead(status).end())
    const { subscription, read } = browser()
    const learner = await remindable([subscription])
    const { send } = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
    {
      await using _reminders = startReminders({ database: db.database, now: () => clock('08:51:00'), log: silentLog, everyMs: 10, send })
      await learner.pushed()
    }
    assert.equal((await learner.subscriptions()).length, kept ? 1 : 0)
    assert.equal(service.received.length, 1)
    assert.equal(JSON.parse(read(service.received[0]?.body ?? Buffer.alloc(0))).title, 'Exam')
  })

test('a push that a push service does not take is tried again when it may be, to that browser only, under the same topic', async () => {
  const busy = browser().subscription
  const ready = browser().subscription
  const answers: [number, Readonly<Record<string, string>>][] = [
    [429, { 'retry-after': '300' }],
    [503, {}],
    [201, {}],
  ]
  await using service = await pushService((response, url) => {
    const [status, headers] = (busy.endpoint.endsWith(url) ? answers.shift() : undefined) ?? [201, {}]
    response.writeHead(status, headers).end()
  })
  const learner = await remindable([busy, ready])
  const { send } = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
  let now = clock('08:51:00')
  await using _reminders = startReminders({ database: db.database, now: () => now, log: silentLog, everyMs: 10, send })
  assert.equal(await learner.postponed(1), '08:56:00')
  now = clock('08:56:00')
  assert.equal(await learner.postponed(2), '08:57:00')
  now = clock('08:57:00')
  await learner.pushed()
  const of = ({ endpoint }: Subscription) => service.received.filter(({ url }) => endpoint.endsWith(url))
  assert.deepEqual([of(busy).length, of(ready).length], [3, 1])
  assert.equal(new Set(service.received.map(({ headers }) => headers.topic)).size, 1)
})

test('a push that nobody would need any more when it may be tried again is given up', async () => {
  await using service = await pushService((response) => response.writeHead(503, { 'retry-after': '7200' }).end())
  const learner = await remindable([browser().subscription])
  const { send } = openPusher({ database: db.database, contact, hosts: [host], agent: service.agent })
  await using _reminders = startReminders({ database: db.database, now: () => clock('08:51:00'), log: silentLog, everyMs: 10, send })
  await learner.pushed()
  assert.equal(service.received.length, 1)
  assert.equal((await learner.subscriptions()).length, 1)
})
