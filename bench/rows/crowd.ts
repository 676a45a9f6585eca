/** The memory that ten thousand learners take of the gateway while they only hold a connection. */
import { readFileSync } from 'node:fs'
import { register } from '../learner.ts'
import type { Resident } from '../resident.ts'
import type { Row } from '../row.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { CrowdTasks } from '../workers/crowd.ts'
import type { GatewayTasks } from '../workers/gateway.ts'
import type { StreamsTasks } from '../workers/streams.ts'

const many = 10_000
const filesBeside = 200
const vital = { path: '/api/telemetry/vitals', body: { name: 'LCP', value: 1234.5, page: 'dashboard' } }
const collecting = { nodeOptions: ['--expose-gc'] }
/** Nobody listens there: no request of these rows gets as far. */
const nowhere = { sessions: '127.0.0.1:1', hints: '127.0.0.1:1' }

export async function idleRows(options: WorkerOptions): Promise<Row[]> {
  refuseTooFewFiles()
  await using gateway = startWorker<GatewayTasks>('gateway', options, collecting)
  const { url } = await gateway.ask('start', nowhere)
  const { token } = await register(url, 1)
  const asked = { url, token, ...vital, until: ' 204 No Content\r\n(.+\r\n)+\r\n$' }
  const row = { name: 'A connection that rests after its request, of 10,000: resident memory of the gateway', atMost: 10 }
  return [{ ...row, ...(await held(options, asked, () => gateway.ask('resident'))) }]
}

export async function streamRows(options: WorkerOptions): Promise<Row[]> {
  refuseTooFewFiles()
  await using streams = startWorker<StreamsTasks>('streams', options, collecting)
  const asked = { ...(await streams.ask('start')), path: '/api/stream', until: 'event: ready' }
  const row = { name: "An open event stream, of 10,000: resident memory of the gateway's application", atMost: 21 }
  return [{ ...row, ...(await held(options, asked, () => streams.ask('resident'))) }]
}

interface Asked {
  readonly body?: unknown
  readonly url: string
  readonly token: string
  readonly path: string
  readonly until: string
}

async function held(options: WorkerOptions, asked: Asked, resident: () => Promise<Resident>): Promise<Pick<Row, 'measured' | 'unit' | 'note'>> {
  await using crowd = startWorker<CrowdTasks>('crowd', options)
  // The same requests, each on a connection that goes: what answering them takes is there before.
  await crowd.ask('pass', { ...asked, count: many })
  const before = await resident()
  await crowd.ask('hold', { ...asked, count: many })
  const after = await resident()
  const open = await crowd.ask('open')
  if (open !== many) throw new Error(`${open} of ${many} connections were open at the end`)
  const each = (bytes: number): number => bytes / many / 1024
  const [heap, beside] = [each(after.heap - before.heap), each(after.beside - before.beside)]
  return {
    // Room that the heap has to spare hides what is put into it, were only the whole looked at.
    measured: Math.max(each(after.rss - before.rss), heap + beside),
    unit: 'KiB',
    note: `${heap.toFixed(1)} KiB of it in the heap; the process ${mib(before.rss)} MiB without any, ${mib(after.rss)} MiB with all`,
  }
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0)
}

function refuseTooFewFiles(): void {
  if (process.platform !== 'linux') return
  const most = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? many)
  if (most < many + filesBeside) throw new Error(`a process may open only ${most} files here: raise it with ulimit -n ${2 * many}`)
}
