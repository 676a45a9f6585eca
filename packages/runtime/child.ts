/** A child process that ends with its owner: SIGTERM at disposal, SIGKILL when that is not enough. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Child extends AsyncDisposable {
  readonly process: ChildProcess
  readonly pid: number
  /** Fulfilled when the process has ended. */
  readonly ended: Promise<void>
}

export interface ChildOptions extends SpawnOptions {
  readonly graceMs?: number
}

export function startChild(command: string, args: readonly string[], options: ChildOptions = {}): Child {
  const { graceMs = 3000, ...spawnOptions } = options
  const child = spawn(command, args, spawnOptions)
  // A command that cannot be started ends with an error and no exit.
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => undefined,
    () => undefined,
  )
  return {
    process: child,
    pid: child.pid ?? 0,
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(force)
    },
  }
}
