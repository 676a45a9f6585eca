/** An agent does what the one runner tells it that has its token, and nothing that it started outlives that runner. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from 'node:tls'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type AgentAt, endedHere, holdAgent } from '../place/agents.ts'
import { agentName, sealedUntil } from '../place/certificate.ts'
import { startAgent } from './agent.ts'
import type { TaskLine } from './task.ts'
import type { Tasks } from './tasks.ts'

const sealed = await sealedUntil(Date.now())
const ended: string[] = []

const untilClosed = ({ closed }: TaskLine): Promise<void> =>
  new Promise((resolve) => (closed.aborted ? resolve() : closed.addEventListener('abort', () => resolve(), { once: true })))

const tasks: Tasks = {
  echo: async () => async (line) => {
    line.hear((told) => line.say(told))
    await untilClosed(line)
    ended.push('echo')
  },
  fails: async () => async () => {
    throw new Error('it is broken')
  },
  counts: async () => async (line) => {
    for (let n = 0; n < 1000; n += 1) line.say(n)
  },
  floods: async () => async (line) => {
    const much = 'x'.repeat(8 * 1024 * 1024)
    for (let n = 0; n < 10; n += 1) line.say(much)
    await untilClosed(line)
    ended.push('floods')
  },
}

async function agentFor(seconds: { readonly first?: number; readonly alone?: number } = {}) {
  const stop = new AbortController()
  const config = {
    AGENT_HOST: '127.0.0.1',
    AGENT_PORT: 0,
    AGENT_TOKEN: 'a token',
    AGENT_CERTIFICATE: sealed.certificate,
    AGENT_KEY: sealed.key,
    AGENT_FIRST_SECONDS: seconds.first ?? 600,
    AGENT_ALONE_SECONDS: seconds.alone ?? 600,
  }
  const agent = await startAgent(config, { tasks, signal: stop.signal })
  const at: AgentAt = { address: agent.address, token: 'a token', certificate: sealed.certificate, holder: 'h1', withinMs: 20_000 }
  return {
    agent,
    at,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await agent.over
    },
  }
}

test('what is told is heard and what is said is heard, in its order, until the line is ended', async () => {
  await using one = await agentFor()
  using held = await holdAgent(one.at)
  const heard: unknown[] = []
  const line = held.begin('echo', (said) => heard.push(said))
  const messages = Array.from({ length: 500 }, (_, n) => ({ n, text: `Ünïcode ${n}\n` }))
  for (const message of messages) line.tell(message)
  await eventually(() => heard.length === messages.length)
  assert.deepEqual(heard, messages)
  line.end()
  assert.equal(await line.over, endedHere)
  await eventually(() => ended.includes('echo'))
})

test('a task that is over has said all that it said, and one that fails says why', async () => {
  await using one = await agentFor()
  using held = await holdAgent(one.at)
  const heard: number[] = []
  assert.equal(await held.begin<never, number>('counts', (said) => heard.push(said)).over, 'it ended')
  assert.deepEqual(
    heard,
    Array.from({ length: 1000 }, (_, n) => n),
  )
  assert.equal(await held.begin('fails', () => undefined).over, 'it is broken')
  assert.equal(await held.begin('unheard-of', () => undefined).over, 'There is no such task.')
  assert.equal(await held.begin('toString', () => undefined).over, 'There is no such task.')
})

test('whoever brings another token, or comes after another runner, is not let in; who has another certificate is not believed', async () => {
  await using one = await agentFor()
  const { at } = one
  const refused = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable'
  for (const token of ['', 'a toke', 'a token2']) await assert.rejects(holdAgent({ ...at, token }), refused)
  await assert.rejects(holdAgent({ ...at, certificate: (await sealedUntil(Date.now())).certificate, withinMs: 500 }), refused)
  using _held = await holdAgent(at)
  await assert.rejects(holdAgent({ ...at, holder: 'h2' }), refused)
})

test('without its runner all tasks are ended and the agent is over', async () => {
  await using one = await agentFor({ alone: 1 })
  const held = await holdAgent(one.at)
  const before = ended.length
  const heard: unknown[] = []
  const line = held.begin('echo', (said) => heard.push(said))
  line.tell('begun')
  await eventually(() => heard.length === 1)
  held[Symbol.dispose]()
  assert.equal(await held.over, endedHere)
  assert.equal(await line.over, endedHere)
  assert.equal(await one.agent.over, 'alone')
  assert.ok(ended.length > before)
  await assert.rejects(holdAgent({ ...one.at, withinMs: 300 }))
})

test('an agent to whom nobody comes is over', async () => {
  await using one = await agentFor({ first: 1 })
  assert.equal(await one.agent.over, 'unvisited')
})

test('a line is over when its agent is, with the reason', async () => {
  const one = await agentFor()
  using held = await holdAgent(one.at)
  const line = held.begin('echo', () => undefined)
  await one[Symbol.asyncDispose]()
  assert.equal(await line.over, 'its machine is gone')
  assert.equal(await held.over, 'its machine is gone')
  assert.equal(await held.begin('echo', () => undefined).over, 'its machine is gone')
})

test('a task that says more than is read is ended, and holds nothing more', async () => {
  await using one = await agentFor()
  using held = await holdAgent(one.at)
  const line = held.begin('floods', () => undefined)
  assert.equal(await line.over, 'It says more than is read.')
  await eventually(() => ended.includes('floods'))
})

test('its certificate bears its name and is its own authority', async () => {
  await using one = await agentFor()
  const [host = '', port = ''] = one.at.address.split(':')
  const options = { host, port: Number(port), ca: sealed.certificate, servername: agentName, ALPNProtocols: ['h2'] }
  const authorized = await new Promise((resolve, reject) => {
    const socket = connect(options, () => {
      resolve(socket.authorized)
      socket.destroy()
    })
    socket.on('error', reject)
  })
  assert.equal(authorized, true)
})
