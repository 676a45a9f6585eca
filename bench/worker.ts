/** A process of its own that does what the bench asks, so that exactly its CPU can be counted. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

// biome-ignore lint/suspicious/noExplicitAny: a task takes whatever its caller and it agree on; `ask` checks that.
export type Tasks = Readonly<Record<string, (input: any) => unknown>>

export interface Worker<Known extends Tasks> extends AsyncDisposable {
  ask<Name extends keyof Known & string>(name: Name, ...input: Parameters<Known[Name]>): Promise<Awaited<ReturnType<Known[Name]>>>
  /** Milliseconds of CPU, user and system, since the process began. */
  cpuMs(): Promise<number>
}

interface Question {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}

export interface WorkerOptions {
  /** Lets every worker go. */
  readonly signal: AbortSignal
  /** Where a CPU profile of each worker is written; none when undefined. */
  readonly profiles?: string | undefined
}

export interface Started {
  /** Added to the environment of the bench. */
  readonly environment?: Readonly<Record<string, string>>
  /** Node's own arguments, such as --import. */
  readonly nodeOptions?: readonly string[]
  /** Names its profile, where several workers of one bench are of the same name. */
  readonly profile?: string
}

const graceMs = 30_000

/** @param name of a file in workers/. */
export function startWorker<Known extends Tasks>(name: string, options: WorkerOptions, started: Started = {}): Worker<Known> {
  options.signal.throwIfAborted()
  const profiling =
    options.profiles === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${options.profiles}`, `--cpu-prof-name=${started.profile ?? name}.cpuprofile`]
  const child = fork(path.join(import.meta.dirname, 'workers', `${name}.ts`), [], {
    execArgv: [...(started.nodeOptions ?? []), ...profiling],
    env: { ...process.env, ...started.environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let asked = 0
  child.on('message', (message) => {
    const { id, result, error } = message as Answer
    const entry = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) entry?.resolve(result)
    else entry?.reject(new Error(`${name}: ${error}`))
  })
  const letGo = (): void => {
    if (child.connected) child.disconnect()
  }
  options.signal.addEventListener('abort', letGo, { once: true })
  const ended = once(child, 'exit').then(() => {
    options.signal.removeEventListener('abort', letGo)
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended before it answered`))
  })
  const ask = (task: string, input?: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve, reject })
      child.send({ id: asked, name: task, input } satisfies Question)
    })
  return {
    ask: (task, ...input) => ask(task, input[0]) as never,
    cpuMs: async () => (await ask('cpuMs')) as number,
    async [Symbol.asyncDispose]() {
      letGo()
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(force)
    },
  }
}

/** The worker's side: answers until the bench lets go or is gone, then gives back what it holds. */
export function answer(tasks: Tasks, owned?: AsyncDisposable): void {
  const busy = new Set<Promise<void>>()
  process.on('message', (message) => {
    const done = reply(tasks, message as Question).then((said) => {
      busy.delete(done)
      // The bench may have gone in between: then nobody is there to be told.
      if (process.connected) process.send?.(said, undefined, undefined, () => undefined)
    })
    busy.add(done)
  })
  // The bench ends it, also on Ctrl-C, which every process of the group receives.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  process.on('disconnect', () => {
    const leave = (): never => process.exit()
    if (owned === undefined) leave()
    // A task on its way may still take hold of something.
    else void Promise.allSettled(busy).then(() => owned[Symbol.asyncDispose]().then(leave, leave))
  })
}

async function reply(tasks: Tasks, { id, name, input }: Question): Promise<Answer> {
  try {
    if (name === 'cpuMs') {
      const { user, system } = process.cpuUsage()
      return { id, result: (user + system) / 1000 }
    }
    const task = tasks[name]
    if (task === undefined) throw new Error(`there is no task ${name}`)
    return { id, result: await task(input) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
