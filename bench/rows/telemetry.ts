/** What telemetry costs: the whole mesh with it on, beside the whole mesh without. */
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@quint/runtime/port.ts'
import { register } from '../learner.ts'
import { compare } from '../rounds.ts'
import { comparison, type Row } from '../row.ts'
import { startWorker, type Worker, type WorkerOptions } from '../worker.ts'
import type { LoadTasks } from '../workers/load.ts'
import type { MeshTasks } from '../workers/mesh.ts'
import type { SinkTasks } from '../workers/sink.ts'

const perSecond = 150
const requests = 300
const warmUp = 1000
const rounds = 7
const sendEveryMs = 200
/** The gateway's, and that of the service it calls. */
const servedEach = 2
const spansDeadlineMs = 20_000
/** Nobody asks for a hint here. */
const providerUrl = 'http://127.0.0.1:1'

export async function telemetryRows(options: WorkerOptions): Promise<Row[]> {
  await using sink = startWorker<SinkTasks>('sink', options)
  await using load = startWorker<LoadTasks>('load', options)
  const [collector, metricsPort] = [await sink.ask('start'), await freePort()]
  await using off = startWorker<MeshTasks>('mesh', options, { profile: 'off' })
  await using on = startWorker<MeshTasks>('mesh', options, {
    profile: 'on',
    nodeOptions: ['--import', import.meta.resolve('@quint/telemetry/start.ts')],
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      METRICS_PORT: String(metricsPort),
      // More often than by default, so that every round pays for its own spans.
      OTEL_BSP_SCHEDULE_DELAY: String(sendEveryMs),
    },
  })
  const asked = { on: 0, off: 0 }
  const open = async (name: 'on' | 'off', mesh: Worker<MeshTasks>) => {
    const { url } = await mesh.ask('start', { providerUrl })
    const { token } = await register(url, 1)
    const read = async (count: number): Promise<number> => {
      await load.ask('repeat', { url, shot: { method: 'GET', path: '/api/user/sessions', token }, count, perSecond })
      asked[name] += count
      return count
    }
    const run = () => read(requests)
    await read(warmUp)
    return { cpuMs: mesh.cpuMs, run }
  }
  const withIt = await open('on', on)
  const without = await open('off', off)
  const told = async (): Promise<void> => {
    await scrape(metricsPort)
    await arrived(sink, asked.on * servedEach)
  }
  // Both get the same time to rest.
  const rest = async (): Promise<void> => void (await delay(sendEveryMs))
  const compared = await compare({ ...withIt, settle: told }, { ...without, settle: rest }, rounds)
  const { spans } = await sink.ask('received')
  const more = `; ${(spans / asked.on).toFixed(1)} spans each, none lost`
  return [
    comparison({ name: 'Telemetry on over off: CPU of the mesh, a read through two services', atMost: 1.8, piece: 'a request', compared, more }),
  ]
}

/** As Prometheus does; the page must tell of the requests. */
async function scrape(port: number): Promise<void> {
  const page = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(5000) })
  if (!/^http_server_request_duration_seconds_count.* [1-9]/m.test(await page.text())) throw new Error('the metrics say nothing of the requests')
}

/** What was measured but not told would be no telemetry. */
async function arrived(sink: Worker<SinkTasks>, expected: number): Promise<void> {
  const deadline = performance.now() + spansDeadlineMs
  for (;;) {
    const { served } = await sink.ask('received')
    if (served >= expected) return
    if (performance.now() > deadline) throw new Error(`only ${served} of ${expected} spans of servers reached the collector`)
    await delay(100)
  }
}
