/** One process of a node: lines go in, lines come out, and it is killed with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { usageOf } from '../../sandbox/usage.ts'
import { openAllowance } from './allowance.ts'
import { type Complaint, openComplaint } from './complaint.ts'
import { type Demand, openDemand } from './demand.ts'
import { type Keeping, keepsTooMuch } from './kept.ts'

export interface Command {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

export interface ProcessLimits {
  readonly memoryBytes: number
  /** Of the processor, in a second of the clock; more only for a while. */
  readonly cpuShare: number
  /** Undefined: there is no folder that it may write. */
  readonly keeping?: Keeping
}

export interface Hearing {
  /** What it printed, line by line. */
  lines(lines: readonly string[]): void
  log(text: string): void
  /** By itself, or for taking too much; not when it was killed from outside. */
  ended(why: string): void
}

export interface NodeProcess {
  send(line: string): void
  kill(): void
  pause(): void
  resume(): void
  /** What it shows of itself; only over gRPC. */
  inspect?(): Promise<unknown>
  /** What it wanted of the processors until a moment ago. */
  demand(): Demand
  /** Once it is gone. */
  readonly gone: Promise<void>
}

const longestLine = 1024 * 1024
const mostWaitingBytes = 16 * 1024 * 1024
export const mostLogBytes = 4 * 1024 * 1024
const lookEveryMs = 250
const readOutMs = 2_000
/** What a shell, and bubblewrap, adds to the number of a signal that ended a program. */
const signalled = 128
const killedCode = signalled + 9
/** Of several names for one, the usual one comes first there. */
const signalNames: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals)
    .toReversed()
    .map(([name, number]) => [number, name]),
)

export function startNode({ command, args, env = {}, cwd = '/' }: Command, limits: ProcessLimits, hearing: Hearing): NodeProcess {
  const child = spawn(command, args, {
    detached: true,
    cwd,
    env: { PATH: '/usr/local/go/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ignore', 'pipe'],
  })
  const pid = child.pid ?? 0
  const [stdin, stdout, stderr, , lifeline] = child.stdio as unknown as [Writable, Readable, Readable, null, Readable]
  for (const stream of [stdin, stdout, stderr, lifeline]) stream.on('error', () => undefined)
  let silent = false
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (pid > 0) process.kill(-pid, name)
    } catch {
      // Gone already.
    }
  }
  const end = (why: string): void => {
    if (silent) return
    silent = true
    signal('SIGKILL')
    hearing.ended(why)
  }
  // What a sealed child says when it ends itself.
  let said: number | undefined
  lifeline.on('data', (bytes: Buffer) => {
    said = bytes.at(-1)
  })
  const complaint = readLog(stderr, hearing, end)
  readLines(stdout, (lines) => silent || hearing.lines(lines), end)
  const demand = openDemand()
  const stop = guard(pid, limits, { end, looked: demand.look })
  const gone = goneOf(child)
  child.once('exit', (code, by) => {
    stop()
    signal('SIGKILL')
    const tell = (): void => {
      const words = complaint.words()
      end(complaint.ranOut() ? 'held too much memory' : `ended by itself${howEnded(code, by, said)}${words === '' ? '' : `: ${words}`}`)
    }
    // Once all that it had printed was read.
    child.once('close', tell)
    setTimeout(tell, readOutMs).unref()
  })
  child.once('error', (error) => end(`did not start: ${error.message}`))
  let waiting = ''
  return {
    gone,
    send(line) {
      if (silent) return
      if (waiting === '') queueMicrotask(() => flush())
      waiting += `${line}\n`
    },
    kill() {
      silent = true
      signal('SIGKILL')
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    demand: () => demand.soFar,
  }
  function flush(): void {
    const text = waiting
    waiting = ''
    if (silent) return
    stdin.write(text)
    if (stdin.writableLength > mostWaitingBytes) end('does not read what it is sent')
  }
}

/** A child behind bubblewrap that was killed has a code of bubblewrap's. */
function howEnded(code: number | null, by: NodeJS.Signals | null, said: number | undefined): string {
  const own = code === null || code === killedCode ? (said ?? code) : code
  const name = own === null ? by : signalNames.get(own - signalled)
  return name === undefined ? ` with ${own}` : `, by ${name}`
}

function goneOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
}

function readLines(stream: Readable, hear: (lines: readonly string[]) => void, end: (why: string) => void): void {
  let rest = ''
  const allows = openAllowance()
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) return end('printed a line of more than 1 MB')
    if (!allows(lines.length, chunk.length)) return end('prints without end')
    if (lines.length > 0) hear(lines)
  })
}

function readLog(stream: Readable, { log }: Hearing, end: (why: string) => void): Complaint {
  let bytes = 0
  const complaint = openComplaint(log)
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    bytes += chunk.length
    if (bytes > mostLogBytes) return end('wrote more than 4 MB of log')
    complaint.hear(chunk)
  })
  stream.on('end', complaint.end)
  return complaint
}

interface Looking {
  readonly end: (why: string) => void
  readonly looked: (pids: readonly number[]) => void
}

/** What it holds and uses, looked at now and then. */
function guard(pid: number, { memoryBytes, cpuShare, keeping }: ProcessLimits, { end, looked }: Looking): () => void {
  const startedMs = performance.now()
  const timer = setInterval(() => {
    const usage = usageOf(pid)
    if (usage === undefined) return
    looked(usage.pids)
    if (usage.rssBytes > memoryBytes) end('held too much memory')
    if (keeping !== undefined && keepsTooMuch(keeping)) end('kept too much in its folder')
    // Ten seconds to begin with: compilers and runtimes are busy at first.
    if (usage.cpuMs > 10_000 + cpuShare * (performance.now() - startedMs)) end('kept the processor busy all the time')
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
