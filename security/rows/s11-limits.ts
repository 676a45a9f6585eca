/** S11: how much one may ask, how large, how deep and how slowly. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { testGateway } from '../../gateway/testing.ts'
import type { Row } from '../row.ts'
import { answeredSession, readHint } from '../session.ts'
import type { Stand } from '../stand.ts'
import { canary, type Visitor } from '../visitor.ts'
import { exchange, openSocket, placeOf, statusesOf } from '../wire.ts'

const login = (visitor: Visitor, email: string, headers: Readonly<Record<string, string>> = {}) =>
  visitor.send('POST', '/api/auth/login', { body: { email, password: 'a wrong password' }, headers })

/** Asks until it is told to stop; gives how often it was let. */
async function untilRefused(most: number, ask: (n: number) => Promise<{ readonly status: number; readonly headers: Headers }>): Promise<number> {
  for (let n = 0; n < most; n += 1) {
    const { status, headers } = await ask(n)
    if (status !== 429) continue
    assert.ok(Number(headers.get('retry-after')) >= 1, 'a refusal says when to come back')
    return n
  }
  return most
}

/** Drips a request until the other side has enough; gives how long that took, in seconds. */
async function drip(stand: Stand, head: string, piece: string): Promise<number> {
  const socket = await openSocket(placeOf(stand.url))
  socket.resume()
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(100_000) })
  const started = performance.now()
  socket.write(head)
  const timer = setInterval(() => socket.write(piece), 1000)
  try {
    await closed
  } finally {
    clearInterval(timer)
    socket.destroy()
  }
  return (performance.now() - started) / 1000
}

export const limits: Row = {
  id: 'S11',
  control: 'limits: requests, sign-ins, accounts, mails and hints by account and by address; size, depth and time of a request',
  elsewhere: [
    { what: 'runs of one learner and of all, in turns', where: 'npm test -- queue' },
    { what: 'tokens of models by learner and day, also over several instances', where: 'npm test -- budget' },
  ],
  checks: [
    {
      holds: 'ten failed sign-ins close an account to guessers from whatever address, also when they invent addresses',
      async attempt(stand) {
        const learner = await stand.learner()
        const let_ = await untilRefused(15, (n) => login(stand.visitor(), learner.email, { 'X-Forwarded-For': `192.0.2.${n}, 10.9.0.${n}` }))
        assert.equal(let_, 10)
        const upper = await login(stand.visitor(), learner.email.toUpperCase())
        assert.equal(upper.status, 429, 'another spelling is the same account')
      },
    },
    {
      holds: 'fifty failed sign-ins close an address that goes through accounts, and an address that is only claimed does not help',
      async attempt(stand) {
        const visitor = stand.visitor()
        const claimed = (n: number) => ({
          'X-Forwarded-For': `192.0.2.${n}, ${visitor.address}`,
          'X-Real-IP': `192.0.2.${n}`,
          Forwarded: `for=192.0.2.${n}`,
        })
        assert.equal(await untilRefused(60, (n) => login(visitor, `nobody${n}@example.test`, claimed(n))), 50)
      },
    },
    {
      holds: 'where no proxy is trusted, no header makes another address of ours',
      async attempt() {
        await using gateway = await testGateway({ environment: { GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '5' } })
        const ask = (n: number) => gateway.send('GET', '/api/auth/me', { headers: { 'X-Forwarded-For': `192.0.2.${n}` } })
        assert.equal(await untilRefused(8, ask), 5)
      },
    },
    {
      holds: 'accounts by address, requests by address and by learner, hints and mails each have an end',
      async attempt(stand) {
        const maker = stand.visitor()
        const register = () =>
          maker.send('POST', '/api/auth/register', {
            body: { email: `${canary('mail')}@example.test`, password: 'a long password', displayName: 'A' },
          })
        assert.equal(await untilRefused(35, register), 30)
        const nobody = stand.visitor()
        assert.equal(await untilRefused(130, () => nobody.send('GET', '/api/elements')), 120)
        const mailed = `${canary('mail')}@example.test`
        assert.equal(await untilRefused(7, () => stand.visitor().send('POST', '/api/auth/forgot-password', { body: { email: mailed } })), 5)
        const thinker = await stand.learner()
        stand.model.says({ kind: 'error', status: 503, type: 'overloaded_error' })
        const sessionId = await answeredSession(thinker, {})
        await readHint(thinker, sessionId)
        assert.equal(await untilRefused(12, () => thinker.send('GET', `/api/session/analyze?sessionId=${sessionId}`)), 9)
        const busy = await stand.learner()
        assert.equal(await untilRefused(610, () => busy.send('GET', '/api/coach')), 600)
      },
    },
    {
      holds: 'a body that is too large, also only when unpacked or only as announced, or too deep, is refused at once and costs nothing',
      async attempt(stand) {
        const learner = await stand.learner()
        const place = placeOf(stand.url)
        const start = (body: string) => learner.send('POST', '/api/session/start', { body })
        assert.equal((await start(JSON.stringify({ algorithm: { title: 'x'.repeat(2 ** 21) } }))).status, 413)
        assert.ok([400, 413].includes((await start('['.repeat(500_000))).status))
        assert.equal((await start(`{"algorithm":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`)).status, 400)
        const head = `POST /api/session/start HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${learner.accessToken}\r\nContent-Type: application/json\r\n`
        assert.deepEqual(statusesOf(await exchange(place, `${head}Content-Length: 99999999999\r\nConnection: close\r\n\r\n{`, 3000)), [413])
        const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, '['))
        const before = process.memoryUsage.rss()
        const packed = await fetch(new URL('/api/session/start', stand.url), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', Authorization: `Bearer ${learner.accessToken}` },
          body: bomb,
        })
        assert.equal(packed.status, 413)
        assert.ok(process.memoryUsage.rss() - before < 48 * 2 ** 20, 'it was not unpacked')
        const long = `GET /api/elements HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`
        assert.deepEqual(statusesOf(await exchange(place, long, 3000)), [431])
      },
    },
    {
      holds: 'someone who drips a head or a body byte by byte is cut off, and others are served meanwhile',
      slow: true,
      async attempt(stand) {
        const head = 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n'
        const whole = `${head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`
        const drips = Promise.all([...Array.from({ length: 50 }, () => drip(stand, head, 'X-A: b\r\n')), drip(stand, whole, ' ')])
        await sleep(100)
        assert.equal((await stand.visitor().send('GET', '/api/elements')).status, 200)
        for (const seconds of await drips) assert.ok(seconds < 75, `${seconds} s`)
      },
    },
  ],
}
