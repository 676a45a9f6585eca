/** One process that waits for a job of a learner's: started beforehand, used for one program, killed with everything it started. */
import { spawn } from 'node:child_process'
import type { Duplex, Readable, Writable } from 'node:stream'
import { randomHex } from '@quint/runtime/random.ts'
import type { InsideDone, InsideJob } from './inside/wire.ts'
import type { Input, Limits, Outcome, Program } from './sandbox.ts'
import { type Excess, excessOf, watch } from './watch.ts'

export interface Box {
  readonly pid: number
  /** Rejects when it does not come up. */
  readonly ready: () => Promise<void>
  readonly isReady: () => boolean
  /** False once it has ended, or may not be used again. */
  fit(): boolean
  perform(job: Job): Promise<Outcome>
  /** Asks for a fresh inside in place of the used one; `ready` is then about that. */
  renew(): void
  kill(): void
  readonly ended: Promise<void>
}

export interface Job {
  readonly program: Program
  readonly input: Input
  readonly limits: Limits
}

export interface BoxOptions {
  readonly command: string
  readonly args: readonly string[]
}

const readyWithinMs = 20_000
/** After SIGINT, for what it has printed. */
const lastWordsMs = 250
const overheadBytes = 48 * 1024 * 1024
const mostFrameBytes = 8 * 1024 * 1024
const mostComplaint = 8192

export function startBox({ command, args }: BoxOptions): Box {
  // A group of its own, so that whatever it starts ends with it.
  const child = spawn(command, args, {
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const pid = child.pid ?? 0
  const [jobs, , complaints, frames, lifeline] = child.stdio as unknown as [Writable, null, Readable, Readable, Duplex]
  const kill = (): void => killGroup(pid)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  for (const stream of [jobs, complaints, frames, lifeline]) stream.on('error', () => undefined)
  let complaint = ''
  complaints.on('data', (chunk: Buffer) => {
    if (complaint.length < mostComplaint) complaint += chunk.toString('latin1')
  })
  const listening: { frame: (type: string, payload: Buffer) => void } = { frame: () => undefined }
  readFrames(frames, (type, payload) => listening.frame(type, payload), kill)
  let alive = true
  void ended.then(() => {
    alive = false
  })
  const becomingReady = (): Promise<void> => {
    const ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(kill, readyWithinMs)
      const settle = (work: () => void): void => {
        clearTimeout(late)
        work()
      }
      listening.frame = (type) => {
        if (type !== 'r') return
        isReady = true
        settle(resolve)
      }
      void ended.then(() => settle(() => reject(new Error(`a sandbox did not start: ${complaint.slice(0, 300)}`))))
    })
    ready.catch(() => undefined)
    return ready
  }
  let isReady = false
  let ready = becomingReady()
  return {
    pid,
    ready: () => ready,
    ended,
    kill,
    fit: () => alive,
    renew() {
      isReady = false
      ready = becomingReady()
      jobs.write(encode({ renew: true }))
    },
    isReady: () => isReady,
    perform: (job) => performed({ pid, job, jobs, listening, ended, kill, complaint: () => complaint }),
  }
}

interface Performing {
  readonly pid: number
  readonly job: Job
  readonly jobs: Writable
  readonly listening: { frame: (type: string, payload: Buffer) => void }
  readonly ended: Promise<void>
  readonly kill: () => void
  readonly complaint: () => string
}

async function performed({ pid, job, jobs, listening, ended, kill, complaint }: Performing): Promise<Outcome> {
  const { limits, program, input } = job
  const nonce = randomHex(16)
  const startedMs = performance.now()
  const out = { stdout: '', stderr: '' }
  let interruptedMs = 0
  const watched = watch(pid, {
    timeMs: limits.timeMs,
    memoryBytes: limits.memoryBytes,
    overheadBytes,
    end(excess, usage) {
      interruptedMs ||= performance.now()
      if (excess === 'memory_limit' || performance.now() - interruptedMs > lastWordsMs) kill()
      else interrupt(usage?.pids ?? [pid])
    },
  })
  try {
    const done = await new Promise<InsideDone | undefined>((resolve) => {
      listening.frame = (type, payload) => {
        if (type === 'o') out.stdout += payload.toString('utf8')
        else if (type === 'e') out.stderr += payload.toString('utf8')
        else if (type === 'd') resolve(readDone(payload, nonce))
      }
      void ended.then(() => resolve(undefined))
      jobs.write(encode({ nonce, ...program, ...input, outputBytes: limits.outputBytes, timeMs: limits.timeMs * 5 + 900 }))
    })
    const excess = excessOf(watched, limits)
    const seen = { timeMs: performance.now() - startedMs, excess, peakBytes: watched.peakBytes(), complaint: complaint() }
    return { ...out, ...judged(done, seen) }
  } finally {
    watched.stop()
    listening.frame = () => undefined
  }
}

interface Seen {
  readonly timeMs: number
  readonly excess: Excess | undefined
  readonly peakBytes: number
  readonly complaint: string
}

const words: Readonly<Record<string, string>> = {
  time_limit: 'it took too long',
  memory_limit: 'it used too much memory',
  output_limit: 'it printed too much',
}

/** What the service itself saw goes before what the inside says. */
function judged(done: InsideDone | undefined, seen: Seen): Omit<Outcome, 'stdout' | 'stderr'> {
  const kind = seen.excess ?? done?.kind ?? (/heap out of memory|allocation failed/i.test(seen.complaint) ? 'memory_limit' : 'runtime_error')
  const ok = kind === 'ok'
  return {
    kind,
    exitCode: ok ? 0 : (done?.exitCode ?? 137) || 1,
    value: ok ? done?.value : undefined,
    message: ok ? '' : (words[kind] ?? done?.message ?? 'the program ended the process it ran in'),
    line: ok ? 0 : (done?.line ?? 0),
    timeMs: seen.timeMs,
    cpuMs: done?.cpuMs ?? seen.timeMs,
    memoryBytes: Math.max(done?.memoryBytes ?? 0, seen.peakBytes, 0),
    steps: done?.steps,
    allocatedBytes: done?.allocatedBytes,
  }
}

/** Undefined for what is no answer to the job, whoever wrote it. */
function readDone(payload: Buffer, nonce: string): InsideDone | undefined {
  try {
    const done = JSON.parse(payload.toString('utf8')) as InsideDone
    return done.nonce === nonce ? done : undefined
  } catch {
    return undefined
  }
}

function encode(job: InsideJob | { readonly renew: true }): Buffer {
  const body = Buffer.from(JSON.stringify(job))
  const head = Buffer.alloc(4)
  head.writeUInt32LE(body.length)
  return Buffer.concat([head, body])
}

function readFrames(stream: Readable, take: (type: string, payload: Buffer) => void, refuse: () => void): void {
  let held: Buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= 5) {
      const length = held.readUInt32LE(1)
      if (length > mostFrameBytes) return refuse()
      if (held.length < 5 + length) return
      take(String.fromCharCode(held[0] ?? 0), held.subarray(5, 5 + length))
      held = held.subarray(5 + length)
    }
  })
}

function killGroup(pid: number): void {
  if (pid <= 0) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** The youngest is the one that runs the program, also behind a wrapper. */
function interrupt(pids: readonly number[]): void {
  try {
    process.kill(pids.at(-1) ?? 0, 'SIGINT')
  } catch {
    // Gone already.
  }
}
