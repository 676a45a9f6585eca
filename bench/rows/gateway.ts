/** A request that the gateway answers by itself, beside plain node:http with the same answer. */
import { register } from '../learner.ts'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { BareTasks, Bytes } from '../workers/bare.ts'
import type { GatewayTasks } from '../workers/gateway.ts'
import type { LoadTasks, Shot } from '../workers/load.ts'

/** The same for both, so that neither saves by working off a queue what the other does at once. */
const perSecond = 500
const requests = 400
/** Until the compiler is done with both. */
const warmUp = { count: 5000, perSecond: 500 }
const rounds = 31
/** Nobody listens there: no request of this row gets as far. */
const nowhere = { sessions: '127.0.0.1:1', hints: '127.0.0.1:1' }

export async function gatewayRows(options: WorkerOptions): Promise<Row[]> {
  await using gateway = startWorker<GatewayTasks>('gateway', options)
  await using bare = startWorker<BareTasks>('bare', options)
  await using load = startWorker<LoadTasks>('load', options)
  const ours = await gateway.ask('start', nowhere)
  const learner = await register(ours.url, 1)
  const shot: Shot = { method: 'POST', path: '/api/telemetry/vitals', token: learner.token, body: { name: 'LCP', value: 1234.5, page: 'dashboard' } }
  const raw = await bare.ask('start', await answerOf(ours.url, shot))
  const run = (url: string) => async (): Promise<number> => {
    await load.ask('repeat', { url, shot, count: requests, perSecond })
    return requests
  }
  for (const { url } of [ours, raw]) await load.ask('repeat', { url, shot, ...warmUp })
  const compared = await compare({ cpuMs: gateway.cpuMs, run: run(ours.url) }, { cpuMs: bare.cpuMs, run: run(raw.url) }, rounds)
  return [comparison({ name: 'A request answered in the gateway: CPU over plain node:http', atMost: 2.2, piece: 'a request', compared })]
}

/** What node:http adds to every answer by itself is left out. */
async function answerOf(url: string, { method, path, token, body }: Shot): Promise<Bytes> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20_000) })
  if (!response.ok) throw new Error(`the gateway refused the request: ${response.status} ${await response.text()}`)
  const own = new Set(['connection', 'date', 'keep-alive'])
  return { status: response.status, headers: [...response.headers].filter(([name]) => !own.has(name)).flat(), body: await response.text() }
}
