/** A process of ours that may read its own files and nothing else, for one task: a line goes in, lines come out, and it ends with whoever wanted it. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Duplex, Readable, Writable } from 'node:stream'
import { takeUser, wrapped } from '../../sandbox/bubblewrap.ts'
import { insideFiles, interpreter, sealedNode } from '../../sandbox/embedded.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { watch } from '../../sandbox/watch.ts'

const inside = path.join(import.meta.dirname, 'inside')
const lab = path.join(import.meta.dirname, '..')
const random = path.join(lab, '..', 'bank', 'random.ts')

export type ChildEnd = 'done' | 'time_limit' | 'memory_limit'

export interface ChildLimits {
  readonly timeMs: number
  readonly memoryMiB: number
}

export interface Child {
  /** Ends with the process. */
  readonly lines: AsyncIterable<string>
  /** Known once the lines have ended. */
  end(): ChildEnd
  complaint(): string
  kill(): void
}

const overheadBytes = 192 * 1024 * 1024

/** @param program a file of `inside`. */
export function startChild(program: string, task: unknown, { sandbox, limits }: { readonly sandbox: Sandbox; readonly limits: ChildLimits }): Child {
  const { command, args } = commandOf(program, sandbox, limits)
  const child = spawn(command, args, {
    detached: true,
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [input, , complaints, lines, lifeline] = child.stdio as unknown as [Writable, null, Readable, Readable, Duplex]
  for (const stream of [input, complaints, lines, lifeline]) stream.on('error', () => undefined)
  child.on('error', () => undefined)
  let complaint = ''
  complaints.on('data', (chunk: Buffer) => {
    if (complaint.length < 4_000) complaint += chunk.toString('utf8')
  })
  const pid = child.pid ?? 0
  const kill = (): void => {
    try {
      if (pid > 0) process.kill(-pid, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  const watched = watch(pid, { timeMs: limits.timeMs, memoryBytes: limits.memoryMiB * 1024 * 1024, overheadBytes, end: kill })
  child.once('exit', () => watched.stop())
  input.end(JSON.stringify(task))
  return {
    lines: createInterface({ input: lines, crlfDelay: Number.POSITIVE_INFINITY }),
    end: () => watched.excess() ?? (/heap out of memory|allocation failed/i.test(complaint) ? 'memory_limit' : 'done'),
    complaint: () => complaint,
    kill,
  }
}

function commandOf(
  program: string,
  { bubblewrap }: Sandbox,
  { timeMs, memoryMiB }: ChildLimits,
): { readonly command: string; readonly args: readonly string[] } {
  const plain = sealedNode(path.join(inside, program), {
    flags: ['--stack-size=3900', `--max-old-space-size=${memoryMiB}`],
    reads: [path.join(lab, '*'), random, interpreter],
  })
  if (bubblewrap === undefined) return plain
  const shown = [process.execPath, ...insideFiles, lab, random, interpreter].map((file) => [file, file] as const)
  const [command = '', ...args] = wrapped(bubblewrap, {
    command: [plain.command, ...plain.args],
    cpuSeconds: Math.ceil(timeMs / 1_000) + 2,
    processes: 64,
    user: takeUser(),
    shows: shown,
  })
  return { command, args }
}
