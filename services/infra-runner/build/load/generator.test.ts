/** Traffic comes at its rate whatever becomes of it, and a stall is felt by all who were due in it. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { eventually } from '@quint/runtime/eventually.ts'
import { listening, loopback } from '../local/listening.ts'
import { startDriver } from './driver.ts'
import type { Shot } from './shots.ts'

let stalled = false
const seen: string[] = []
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
  const answer = (): void => void response.writeHead(request.url === '/gone' ? 500 : 200, { 'content-type': 'application/json' }).end('{"id":"x y"}')
  if (stalled) setTimeout(answer, 600)
  else answer()
})
const port = await listening(server)
after(() => server.close())

const shot: Shot = { operation: 'get', plan: 'get', weight: 1, method: 'GET', path: '/{id}', keys: ['a/b'], bodies: [], idempotent: false }
const driverOf = (shots: readonly Shot[], timeoutMs = 5000) =>
  startDriver({ entryHost: loopback, entryPorts: [port], token: 'tok', shots, timeoutMs, seed: 1 })
const { signal } = new AbortController()

test('every request of a stall counts from when it was due', async () => {
  await using driver = await driverOf([shot])
  const calm = await driver.step(40, 0.5, signal)
  stalled = true
  const stall = await driver.step(40, 0.5, signal)
  stalled = false
  assert.ok(calm.sent >= 15 && calm.failed === 0, `${calm.sent} were sent`)
  // A closed loop of one client would have sent one request here.
  assert.ok(stall.sent >= 15, `${stall.sent} were sent into the stall`)
  assert.ok(stall.p50Ms >= 600, `${stall.p50Ms} ms`)
  assert.ok(seen.every((line) => line === 'GET /a%2Fb Bearer tok'))
})

test('failures are counted by what was answered, and what is acknowledged is kept with how it is read', async () => {
  await using driver = await driverOf([
    {
      ...shot,
      plan: 'create',
      method: 'POST',
      path: '/',
      keys: [],
      bodies: [{ a: 1 }],
      readBack: { table: 'rows', column: 'id', path: '/rows/{id}' },
    },
  ])
  const { written, answers } = await driver.step(40, 0.3, signal)
  assert.ok(written.length > 0 && written.every(({ path }) => path === '/rows/x%20y'))
  assert.deepEqual(Object.keys(answers), ['200'])
  await using failing = await driverOf([{ ...shot, keys: ['gone'] }])
  const { sent, failed } = await failing.step(40, 0.3, signal)
  assert.ok(sent > 0 && failed === sent)
})

test('clients that retry are more traffic', async () => {
  await using driver = await driverOf([{ ...shot, keys: ['gone'] }])
  const startedMs = performance.now()
  await driver.rate(20, 3)
  // However late answers come: what was due since is at most this.
  const due = (): number => 1 + (20 * (performance.now() - startedMs)) / 1000
  await eventually(async () => (await driver.peek()).sent > 2 * due(), 30_000)
})

test('clients that connect again give up the connections that they have', async () => {
  await using driver = await driverOf([shot])
  await driver.step(40, 0.3, signal)
  await driver.rate(40)
  await pause(100)
  await driver.reconnect()
  await pause(100)
  await driver.rate(0)
  const { connections, failed } = await driver.collect()
  assert.ok(connections > 0)
  assert.ok(failed <= connections, `${failed} failed over ${connections} connections`)
})

test('nobody there is told as a failure, never as an end of the traffic', async () => {
  await using driver = await startDriver({ entryHost: loopback, entryPorts: [1], token: '', shots: [shot], timeoutMs: 300, seed: 1 })
  const { sent, failed } = await driver.step(20, 0.3, signal)
  assert.ok(sent > 0 && failed === sent)
})
