/** Whether what was made in a cloud answers, and how: its health within a deadline, then the functional tests, through a way in on this machine. */
import { createServer, type IncomingMessage, request as plainly, type ServerResponse } from 'node:http'
import { request as secretly } from 'node:https'
import type { AddressInfo } from 'node:net'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toTestPlan } from '../derive/test-plan.ts'
import { functionalTests } from '../functional/functional.ts'
import { openWorld } from '../functional/world.ts'
import type { ApiInput } from '../input/api.ts'
import { packs } from '../packs/packs.ts'

export type Api = ApiInput

export interface Check {
  readonly title: string
  readonly check: string
  readonly passed: boolean
  readonly requests: number
  readonly example?: string
}

/** What was found out by asking. Nothing is said of what nobody answered. */
export interface Checks {
  readonly at: string
  readonly entry: string
  readonly answered: boolean
  readonly waitedMs: number
  /** Why there is nothing below, or less than there could be; empty: everything was asked. */
  readonly reason: string
  readonly checks: readonly Check[]
}

export interface Answering {
  /** Empty: there is no way in. */
  readonly entry: string
  readonly token: string
  readonly blueprint: Blueprint
  readonly api: Api | null
  readonly problemId: string
  readonly healthWithinMs: number
  readonly testsWithinMs: number
  readonly signal: AbortSignal
}

const healthPath = '/healthz'
const againMs = 2000
const seed = 1

/** Of what could not be asked. */
export function unanswered(entry: string, reason: string): Checks {
  return { at: new Date().toISOString(), entry, answered: false, waitedMs: 0, reason, checks: [] }
}

export async function answering(asked: Answering): Promise<Checks> {
  const { entry, signal, healthWithinMs, testsWithinMs } = asked
  const began = performance.now()
  const told = (answered: boolean, reason: string, checks: readonly Check[] = []): Checks => ({
    at: new Date().toISOString(),
    entry,
    answered,
    waitedMs: Math.round(performance.now() - began),
    reason,
    checks,
  })
  if (entry === '') return told(false, 'The module has no way in from outside.')
  const address = new URL(entry)
  await using relay = await openRelay(address)
  if (!(await isHealthy(relay.port, { withinMs: healthWithinMs, signal })))
    return told(false, `Nothing answered ${healthPath} with 200 within ${Math.round(healthWithinMs / 1000)} s.`)
  const checks: Check[] = []
  const within = AbortSignal.timeout(testsWithinMs)
  try {
    for await (const check of tested(asked, relay.port, AbortSignal.any([signal, within]))) checks.push(check)
  } catch (error) {
    if (signal.aborted || !within.aborted) throw error
    return told(true, `Not everything was asked within ${Math.round(testsWithinMs / 1000)} s.`, checks)
  }
  return told(true, '', checks)
}

async function* tested({ blueprint, api, token, problemId }: Answering, port: number, signal: AbortSignal): AsyncGenerator<Check, void, undefined> {
  const pack = packs.find(({ id }) => id === problemId)
  using world = openWorld({ entryHost: '127.0.0.1', entryPorts: [port], token }, blueprint, { seed, signal })
  const trial = {
    blueprint,
    tests: toTestPlan(blueprint),
    chaos: [],
    seed,
    budgetMs: 0,
    ...(api === null ? {} : { api }),
    ...(pack === undefined ? {} : { pack }),
  }
  for await (const { title, check, passed, requests, example } of functionalTests(world, trial, signal))
    yield { title, check, passed, requests, ...(example === undefined ? {} : { example }) }
}

async function isHealthy(port: number, { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal }): Promise<boolean> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(Math.max(1, Math.min(5000, end - performance.now()))))])
    const response = await fetch(`http://127.0.0.1:${port}${healthPath}`, { signal: limit }).catch(() => undefined)
    await response?.body?.cancel()
    signal.throwIfAborted()
    if (response?.status === 200) return true
    await sleep(Math.min(againMs, Math.max(0, end - performance.now())), signal)
  }
  return false
}

interface Relay extends AsyncDisposable {
  readonly port: number
}

/** Those who ask go by ports of this machine; clouds go by names, and some by nothing else. */
async function openRelay(entry: URL): Promise<Relay> {
  const server = createServer((asked, answer) => relayed(entry, asked, answer))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function relayed(entry: URL, asked: IncomingMessage, answer: ServerResponse): void {
  const { hostname, port, host, protocol } = entry
  const send = protocol === 'https:' ? secretly : plainly
  const headers = { ...asked.headers, host }
  const away = send({ hostname, port, path: asked.url, method: asked.method, headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers)
    given.on('error', () => answer.destroy()).pipe(answer)
  })
  // Whoever asked sees that nobody answered, not an answer of ours.
  away.on('error', () => answer.destroy())
  answer.on('close', () => away.destroy())
  asked.pipe(away)
}
