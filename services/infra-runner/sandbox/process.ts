/** One process behind bubblewrap: started, again where it did not come up, watched, and what came of it. */
import { spawn } from 'node:child_process'
import os from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Input, Limits } from './sandbox.ts'
import { excessOf, watch } from './watch.ts'

const mostValueBytes = 8 * 1024 * 1024

export interface Ended {
  readonly excess: 'time_limit' | 'memory_limit' | 'output_limit' | undefined
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly value: string
  readonly timeMs: number
  readonly peakBytes: number
}

export interface Started {
  readonly command: readonly string[]
  readonly limits: Limits
  readonly compiling: boolean
  readonly signal: AbortSignal
  readonly input?: Input
  readonly entry?: string
}

/** Somebody else has taken the processes that there are for it; nothing of the program has run. */
const isUnstarted = ({ code, stdout, stderr, value }: Ended): boolean =>
  code !== 0 && stdout + value === '' && /^bwrap: (Can't|Creating|Unable)/.test(stderr)
const pausesMs = [50, 250, 1000] as const

export async function untilStarted(signal: AbortSignal, start: () => Promise<Ended>, otherwise: () => void): Promise<Ended> {
  for (const pauseMs of pausesMs) {
    const ended = await start()
    if (!isUnstarted(ended)) return ended
    await sleep(pauseMs, signal)
    otherwise()
  }
  throw new Failure('unavailable', 'The sandbox could not be started. Try again.')
}

export async function execute(command: readonly string[], job: Started & { readonly overheadBytes: number }): Promise<Ended> {
  const { limits, signal, input } = job
  const [program = '', ...args] = command
  const startedMs = performance.now()
  const child = spawn(program, args, {
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const [stdin, stdout, stderr, args3, value4] = child.stdio as unknown as [Writable, Readable, Readable, Writable, Readable]
  const pid = child.pid ?? 0
  const kill = (): void => {
    try {
      if (pid > 0) process.kill(-pid, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  for (const stream of [stdin, stdout, stderr, args3, value4]) stream.on('error', () => undefined)
  signal.addEventListener('abort', kill)
  const watched = watch(pid, { timeMs: limits.timeMs, memoryBytes: limits.memoryBytes, overheadBytes: job.overheadBytes, end: kill })
  let flooded = false
  const flood = (): void => {
    flooded = true
    kill()
  }
  const texts = [
    collect(stdout, limits.outputBytes, flood),
    collect(stderr, limits.outputBytes, flood),
    collect(value4, mostValueBytes, flood),
  ] as const
  stdin.end(input?.stdin ?? '')
  args3.end(`[${JSON.stringify(job.entry ?? '')},${input?.args === undefined || input.args === '' ? '[]' : input.args}]`)
  try {
    const code = await new Promise<number>((resolve) => {
      child.once('close', (given, by) => resolve(given ?? (by === null ? 1 : 128 + (os.constants.signals[by] ?? 0))))
      child.once('error', () => resolve(127))
    })
    const [out, err, value] = texts.map((text) => text())
    const excess = flooded ? 'output_limit' : excessOf(watched, limits)
    return {
      excess,
      code,
      stdout: out ?? '',
      stderr: err ?? '',
      value: value ?? '',
      timeMs: performance.now() - startedMs,
      peakBytes: watched.peakBytes(),
    }
  } finally {
    watched.stop()
    signal.removeEventListener('abort', kill)
    kill()
  }
}

function collect(stream: Readable, most: number, flood: () => void): () => string {
  const chunks: Buffer[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    if (length <= most) chunks.push(chunk.subarray(0, Math.max(0, most - length)))
    length += chunk.length
    if (length > most) flood()
  })
  return () => Buffer.concat(chunks).toString('utf8')
}
