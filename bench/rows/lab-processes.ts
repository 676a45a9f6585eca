/** The lab with real processes: how fast its router is, and how soon nodes in the sandbox are ready. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { HistoryEvent } from '../../services/infra-runner/lab/history/operation.ts'
import { judged } from '../../services/infra-runner/lab/process/judged.ts'
import type { Launcher } from '../../services/infra-runner/lab/process/launcher.ts'
import { openLauncher } from '../../services/infra-runner/lab/process/launcher.ts'
import { startNode } from '../../services/infra-runner/lab/process/node-process.ts'
import { openRouter, type RealCluster } from '../../services/infra-runner/lab/process/router.ts'
import { openSandbox } from '../../services/infra-runner/sandbox/open.ts'
import type { Row } from '../row.ts'

const messages = 100_000
const batch = 500
const programs = path.join(import.meta.dirname, '../../services/infra-runner/lab/programs')
const quiet = { latencyMs: 0, random: Math.random, wrong: fail, log: () => undefined }

export async function labProcessRows(): Promise<Row[]> {
  const routing = await secondsToRoute()
  const javascript = await msUntilReady('javascript', 'javascript/echo.js')
  const python = await msUntilReady('python', 'python/echo.py')
  const hard = await judgedHard()
  return [
    {
      name: `Lab: ${messages} messages routed between processes`,
      measured: routing,
      unit: 's',
      atMost: messages / 40_000,
      note: `${Math.round(messages / routing)} messages a second`,
    },
    {
      name: 'Lab: an answer about histories that are hard to judge, the slowest',
      measured: Math.max(...hard.map(({ seconds }) => seconds)),
      unit: 's',
      atMost: 10,
      note: hard.map(({ what, kind, seconds }) => `${what}: ${kind} after ${seconds.toFixed(1)} s`).join(', '),
    },
    { name: 'Lab: 5 nodes in JavaScript in the sandbox ready', measured: javascript, unit: 'ms', atMost: 1_000 },
    { name: 'Lab: 5 nodes in Python in the sandbox ready', measured: python, unit: 'ms', atMost: 1_000 },
  ]
}

function fail(name: string, explanation: string): never {
  throw new Error(`${name}: ${explanation}`)
}

/** Processes that read all they are sent; what they would print is given in their place, as fast as it is taken. */
async function secondsToRoute(): Promise<number> {
  const printing: ((lines: readonly string[]) => void)[] = []
  const launcher: Pick<Launcher, 'start'> = {
    start(id, hearing) {
      const started = startNode({ command: '/bin/sh', args: ['-c', 'exec cat > /dev/null'] }, { memoryBytes: 1e9, cpuShare: 1 }, hearing)
      printing.push(hearing.lines)
      return {
        ...started,
        send(line) {
          started.send(line)
          if (line.includes('"init"')) hearing.lines([JSON.stringify({ src: id, dest: `c-init-${id}`, body: { type: 'init_ok', in_reply_to: 1 } })])
        },
      }
    },
  }
  await using router = openRouter({ ...quiet, launcher, nodes: 5 })
  await begun(router, 5_000)
  const startedMs = performance.now()
  for (let sent = 0; sent < messages; sent += batch) {
    const from = (sent / batch) % 5
    const line = (at: number): string =>
      `{"src":"n${from}","dest":"n${(from + 1 + (at % 4)) % 5}","body":{"type":"gossip","msg_id":${at},"messages":[${at},${at + 1}]}}`
    printing[from]?.(Array.from({ length: batch }, (_, at) => line(sent + at)))
    await new Promise((resolve) => setImmediate(resolve))
  }
  const seconds = (performance.now() - startedMs) / 1_000
  if (router.network.counts.delivered !== messages) throw new Error(`${router.network.counts.delivered} of ${messages} messages arrived`)
  return seconds
}

async function begun(router: RealCluster, withinMs: number): Promise<void> {
  await Promise.race([router.begin(), setTimeout(withinMs, undefined, { ref: false })])
  if (router.silent() !== undefined) throw new Error('the nodes did not start')
}

async function msUntilReady(language: 'javascript' | 'python', file: string): Promise<number> {
  await using sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
  const source = readFileSync(path.join(programs, file), 'utf8')
  await using launcher = await openLauncher({ language, style: 'maelstrom', source }, sandbox, AbortSignal.timeout(30_000))
  await using router = openRouter({ ...quiet, launcher, nodes: 5 })
  const startedMs = performance.now()
  await begun(router, 20_000)
  return performance.now() - startedMs
}

interface Hard {
  readonly what: string
  readonly kind: string
  readonly seconds: number
}

/** Wrong ones, of which that can only be known by trying every order. */
async function judgedHard(): Promise<readonly Hard[]> {
  await using sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
  const results: Hard[] = []
  for (const [what, history] of [
    ['30 writes at once', allAtOnce(30)],
    ['200 writes at once', allAtOnce(200)],
    ['60 writes that nobody knows about', allAtOnce(60, 'info')],
  ] as const) {
    const startedMs = performance.now()
    const { kind } = await judged('lin-kv', history, { sandbox, signal: AbortSignal.timeout(60_000) })
    results.push({ what, kind, seconds: (performance.now() - startedMs) / 1_000 })
  }
  return results
}

/** One write stays open, is read when all others have returned, and then the first of the others is. */
function allAtOnce(count: number, end: 'ok' | 'info' = 'ok'): readonly HistoryEvent[] {
  const of = (kind: HistoryEvent['kind'], process: string, f: string, value?: number): HistoryEvent => ({
    kind,
    process,
    f,
    key: 'k',
    value,
    timeMs: 0,
  })
  const values = Array.from({ length: count }, (_, at) => at)
  return [
    of('invoke', 'w', 'write', count),
    ...values.map((value) => of('invoke', `c${value}`, 'write', value)),
    ...values.map((value) => of(end, `c${value}`, 'write', value)),
    ...[count, 0, count].flatMap((value) => [of('invoke', 'r', 'read'), of('ok', 'r', 'read', value)]),
  ]
}
