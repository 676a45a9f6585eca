/** Seats are held all together: what one of them refuses leaves no connection to the others. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { startAgent } from '../agent/agent.ts'
import { sealedUntil } from './certificate.ts'
import { holdSeats } from './held-seats.ts'
import type { SeatPlan } from './place.ts'

const plan = (id: string): SeatPlan => ({
  ...{ id, zone: 'a', cores: 1, memoryMiB: 128, calls: [], usesDatabase: false, runsLearnersCode: true },
})

test('one that refuses ends the others at once, those that answered as those that have not answered yet', async () => {
  const sealed = await sealedUntil(Date.now() + 60_000)
  const agentWith = (token: string, firstSeconds = 600, stop = new AbortController()) => {
    const seconds = { AGENT_FIRST_SECONDS: firstSeconds, AGENT_ALONE_SECONDS: 1 }
    const config = { AGENT_HOST: '127.0.0.1', AGENT_PORT: 0, AGENT_TOKEN: token, AGENT_CERTIFICATE: sealed.certificate, AGENT_KEY: sealed.key }
    return startAgent({ ...config, ...seconds }, { tasks: {}, signal: stop.signal })
  }
  const stop = new AbortController()
  const [answers, refuses, late] = await Promise.all([agentWith('ours'), agentWith('another', 600, stop), agentWith('ours', 2)])
  // What is sent to it takes its time.
  const slow = createServer((socket) => {
    const there = connect(Number(late.address.split(':')[1]), '127.0.0.1')
    for (const end of [socket, there]) end.on('error', () => end.destroy())
    setTimeout(() => socket.pipe(there).pipe(socket), 300)
  }).listen(0, '127.0.0.1')
  await once(slow, 'listening')
  const { port } = slow.address() as { readonly port: number }
  const at = { token: 'ours', certificate: sealed.certificate, holder: 'h', withinMs: 600_000 }
  const seats = [plan('n0'), plan('n1'), plan('n2')]
  const addresses = new Map([
    ['n0', answers.address],
    ['n1', refuses.address],
    ['n2', `127.0.0.1:${port}`],
  ])
  await assert.rejects(holdSeats(seats, addresses, at), (error) => error instanceof Failure && /An agent does not answer/.test(error.message))
  assert.equal(await answers.over, 'alone')
  assert.equal(await late.over, 'unvisited')
  slow.close()
  stop.abort()
  await refuses.over
  await assert.rejects(holdSeats(seats, new Map(), at), /A seat has no agent/)
})
