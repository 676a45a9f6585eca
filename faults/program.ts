/** A program of the mesh as a process of its own, which is started again whenever it ends, as its cluster would. */
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Child, startChild } from '@quint/runtime/child.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface Program extends AsyncDisposable {
  readonly name: string
  pid(): number
  /** Fulfilled when the process that runs now has said that it is ready. */
  ready(): Promise<void>
  /** kill -9; another one is started at once. */
  kill(): void
  signal(name: NodeJS.Signals): void
  /** Asks it to end and starts no other; fulfilled with its exit code. */
  leave(): Promise<number | null>
  /** The end of what it has said on standard error, all its processes together. */
  said(): readonly string[]
}

export interface ProgramOptions {
  readonly name: string
  /** Seen from the root of the repository. */
  readonly file: string
  readonly env: Readonly<Record<string, string>>
}

const root = path.join(import.meta.dirname, '..')
const readyDeadlineMs = 120_000
const pauseMs = 100

export function startProgram(options: ProgramOptions): Program {
  const lines: string[] = []
  let over = false
  let current = launch(options, lines)
  const running = (async () => {
    for (;;) {
      await current.child.ended
      if (over) return
      await sleep(pauseMs)
      if (over) return
      current = launch(options, lines)
    }
  })()
  return {
    name: options.name,
    pid: () => current.child.pid,
    async ready() {
      const deadline = Date.now() + readyDeadlineMs
      while (gone(current) || !(await current.ready)) {
        if (Date.now() > deadline) throw new Error(`${options.name} was not ready in time:\n${lines.slice(-20).join('\n')}`)
        await sleep(pauseMs / 2)
      }
    },
    kill: () => void current.child.process.kill('SIGKILL'),
    // Not through the child, which would count it as killed.
    signal: (name) => void process.kill(current.child.pid, name),
    async leave() {
      over = true
      current.child.process.kill('SIGTERM')
      await running
      return current.child.process.exitCode
    },
    said: () => lines,
    async [Symbol.asyncDispose]() {
      over = true
      current.child.process.kill('SIGKILL')
      await running
    },
  }
}

interface Launched {
  readonly child: Child
  /** False when it ended before it was ready. */
  readonly ready: Promise<boolean>
}

function launch({ file, env }: ProgramOptions, lines: string[]): Launched {
  const child = startChild(process.execPath, ['--no-warnings', path.join(root, file)], {
    cwd: root,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { promise, resolve } = Promise.withResolvers<boolean>()
  void child.ended.then(() => resolve(false))
  if (child.process.stderr !== null)
    createInterface({ input: child.process.stderr }).on('line', (line) => {
      if (lines.push(line) > 400) lines.splice(0, 200)
      if (line.includes('"message":"ready"')) resolve(true)
    })
  return { child, ready: promise }
}

function gone({ child }: Launched): boolean {
  return child.process.killed || child.process.exitCode !== null || child.process.signalCode !== null
}

/** Nothing of the caller's environment but what finds programs, and the mark by which a run's processes are known. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'FAULTS_RUN', 'NODE_COMPILE_CACHE', 'KAFKAJS_NO_PARTITIONER_WARNING']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}
