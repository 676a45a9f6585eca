/** The lab with real processes: how fast its router is, and how soon nodes in the sandbox are ready. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Launcher } from '../../services/infra-runner/lab/process/launcher.ts'
import { openLauncher } from '../../services/infra-runner/lab/process/launcher.ts'
import { startNode } from '../../services/infra-runner/lab/process/node-process.ts'
import { openRouter } from '../../services/infra-runner/lab/process/router.ts'
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
  return [
    {
      name: `Lab: ${messages} messages routed between processes`,
      measured: routing,
      unit: 's',
      atMost: messages / 40_000,
      note: `${Math.round(messages / routing)} messages a second`,
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
  if ((await router.begin(5_000)) !== undefined) throw new Error('the processes did not start')
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

async function msUntilReady(language: 'javascript' | 'python', file: string): Promise<number> {
  await using sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
  const source = readFileSync(path.join(programs, file), 'utf8')
  await using launcher = await openLauncher({ language, style: 'maelstrom', source }, sandbox, AbortSignal.timeout(30_000))
  await using router = openRouter({ ...quiet, launcher, nodes: 5 })
  const startedMs = performance.now()
  if ((await router.begin(20_000)) !== undefined) throw new Error('the nodes did not start')
  return performance.now() - startedMs
}
