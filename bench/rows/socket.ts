/** A message over the gateway's socket and its answer, beside a bare socket that says it again. */
import { register } from '../learner.ts'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { GatewayTasks } from '../workers/gateway.ts'
import type { SocketEchoTasks } from '../workers/socket-echo.ts'
import type { SocketLoadTasks } from '../workers/socket-load.ts'

const sockets = 20
const messages = 2000
const perSecond = 1500
const rounds = 9
const text = '{"type":"ping"}'
/** Nobody listens there: no message of this row gets as far. */
const nowhere = { sessions: '127.0.0.1:1', hints: '127.0.0.1:1' }

export async function socketRows(options: WorkerOptions): Promise<Row[]> {
  await using gateway = startWorker<GatewayTasks>('gateway', options)
  await using bare = startWorker<SocketEchoTasks>('socket-echo', options)
  await using load = startWorker<SocketLoadTasks>('socket-load', options)
  const ours = await gateway.ask('start', nowhere)
  const learner = await register(ours.url, 1)
  const raw = await bare.ask('start')
  const places = {
    ours: await load.ask('open', { url: ours.url, token: learner.token, count: sockets }),
    raw: await load.ask('open', { url: raw.url, token: learner.token, count: sockets }),
  }
  const run = (first: number) => async (): Promise<number> => {
    await load.ask('say', { text, count: messages, perSecond, first, sockets })
    return messages
  }
  for (const first of [places.ours, places.raw]) await run(first)()
  const compared = await compare({ cpuMs: gateway.cpuMs, run: run(places.ours) }, { cpuMs: bare.cpuMs, run: run(places.raw) }, rounds)
  return [comparison({ name: 'A message over the socket and its answer: CPU over a bare socket', atMost: 2, piece: 'a message', compared })]
}
