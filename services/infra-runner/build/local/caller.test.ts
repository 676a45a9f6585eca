/** Whoever calls several replicas keeps away from those that do not answer, as far as there is anybody else. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { openCaller } from './caller.ts'
import { listening, loopback } from './listening.ts'

const healthEveryMs = 20
const call = { to: 'api', role: 'api', timeoutMs: 5000, retries: 0, backoffMs: 0, jitter: false, breaker: false, pool: 0 } as const
const asked = { method: 'GET', path: '/x', repeatable: false }

/** Answers what it is asked; its health only when it is told to. */
async function replica(isWell: () => boolean) {
  const seen: string[] = []
  const server = createServer(({ url = '' }, response) => {
    seen.push(url)
    if (url !== '/healthz' || isWell()) response.end('{}')
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: await listening(server), seen }
}

async function nobody(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a replica that is only late is asked before one that is not there', async () => {
  const late = await replica(() => false)
  const caller = openCaller({ ...call, wires: ['late', 'gone'] }, { host: loopback, ports: { late: late.port, gone: await nobody() } })
  caller.watchHealth(healthEveryMs)
  // Its health was asked for often enough that it has been late, and the other one gone.
  await eventually(() => late.seen.filter((url) => url === '/healthz').length > 6)
  for (let n = 0; n < 10; n += 1) assert.equal((await caller.call(asked)).status, 200)
})

test('a replica that says nothing of its health is left out while another is well', async () => {
  const [late, well] = [await replica(() => false), await replica(() => true)]
  const caller = openCaller({ ...call, wires: ['late', 'well'] }, { host: loopback, ports: { late: late.port, well: well.port } })
  caller.watchHealth(healthEveryMs)
  const answered = (): number => well.seen.filter((url) => url === '/x').length
  // On a busy machine who is well may seem late for a moment; in turns they would never answer ten of ten.
  await eventually(async () => {
    const before = answered()
    for (let n = 0; n < 10; n += 1) await caller.call(asked)
    return answered() - before === 10
  })
})
