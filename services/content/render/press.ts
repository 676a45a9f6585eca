/** Renders in a process of its own: what hangs is killed with its whole group, and what leaks ends with it. */

import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Failure } from '@quint/runtime/failure.ts'
import type { VoiceChoice } from '../speech/open.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'
import type { RendererName } from './renderers.ts'

export interface PressOptions {
  /** Clips are kept here. */
  readonly clips: string
  readonly deadlineMs: number
  readonly renderer?: RendererName
  readonly voice?: VoiceChoice
  /** In place of the rendering program: what is run with Node. */
  readonly program?: string
}

export interface Print {
  readonly storyboard: Storyboard
  /** A folder that is there whole when it is there; empty: only the clips. */
  readonly out: string
  readonly signal: AbortSignal
  /** Scenes done, of how many. */
  readonly tell?: (done: number, of: number) => void
}

export interface Press {
  print(order: Print): Promise<void>
}

export function openPress({
  clips,
  deadlineMs,
  renderer = 'built-in',
  voice = { kind: 'flite' },
  program = path.join(import.meta.dirname, 'task.ts'),
}: PressOptions): Press {
  return {
    async print({ storyboard, out, signal, tell }) {
      if (out !== '') await rm(out, { recursive: true, force: true })
      const either = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
      const task = JSON.stringify({ storyboard, clips, out, renderer, voice })
      const failed = await run(program, { task, signal: either, tell: tell ?? (() => undefined) })
      signal.throwIfAborted()
      if (either.aborted) throw new Failure('deadline', 'Rendering took too long.')
      if (failed !== undefined) throw new Failure('unavailable', failed === 'ENOSPC' ? 'There is no room to render.' : 'Rendering failed.')
    },
  }
}

interface Running {
  readonly task: string
  readonly signal: AbortSignal
  readonly tell: (done: number, of: number) => void
}

/** @returns what went wrong, or nothing. */
async function run(program: string, { task, signal, tell }: Running): Promise<string | undefined> {
  signal.throwIfAborted()
  // A group of its own: whatever it starts ends with it. It is given no setting of this process.
  const child = spawn(process.execPath, ['--no-warnings', '--max-old-space-size=256', program], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/tmp' },
  })
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  let failed: string | undefined
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve).once('error', () => resolve(-1)))
  signal.addEventListener('abort', kill, { once: true })
  // What it cannot be told any more, it does not need.
  child.stdin.on('error', () => undefined).write(`${task}\n`)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const report = readReport(line)
    if (report === undefined) return
    if (report.failed !== undefined) failed = report.failed
    else tell(report.done, report.of)
  })
  const code = await ended
  signal.removeEventListener('abort', kill)
  // A program that it started and that it gave up stays behind in its group.
  kill()
  return code === 0 ? undefined : (failed ?? 'killed')
}

interface Report {
  readonly failed?: string
  readonly done: number
  readonly of: number
}

/** @returns nothing for half a line of one that was killed, and for what a library of its says to the world. */
function readReport(line: string): Report | undefined {
  try {
    const { failed, done = 0, of = 1 } = JSON.parse(line) as Partial<Report>
    return { ...(failed === undefined ? {} : { failed }), done, of }
  } catch {
    return undefined
  }
}
