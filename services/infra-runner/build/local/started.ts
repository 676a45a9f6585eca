/** One process of a deployment in the hands of the provisioner: told things over its channel, ended for sure. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Order, Reply } from './setup.ts'

export interface Started {
  /** Of this machine; 0 where it is on another. */
  readonly pid: number
  /** @param withinMs of its answer. */
  tell(order: Order, withinMs?: number): Promise<Reply>
  kill(signal: Signal): void
  /** Fulfilled when it is gone. */
  readonly ended: Promise<void>
}

export const signals = ['SIGKILL', 'SIGSTOP', 'SIGCONT'] as const
export type Signal = (typeof signals)[number]

const program = path.join(import.meta.dirname, 'main.ts')
const mostMegabytes = 96
const answerWithinMs = 20_000

/** It gets nothing of our environment. @param cacheFolder where Node keeps what it compiled, for the next one. */
export function spawnProcess(cacheFolder: string): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', `--max-old-space-size=${mostMegabytes}`, program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { NODE_COMPILE_CACHE: cacheFolder },
    cwd: '/',
  })
}

/** Fulfilled when it is gone, or never came. */
export function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

export function startProcess(cacheFolder: string): Started {
  const child = spawnProcess(cacheFolder)
  const ended = endOf(child)
  const talk = openTalk((order, failed) => {
    if (!child.connected) {
      failed(gone())
      return
    }
    child.send(order, (error) => {
      if (error !== null) failed(error)
    })
  }, ended)
  child.on('message', (reply: Reply) => talk.heard(reply))
  return { pid: child.pid ?? 0, ended, kill: (signal) => void child.kill(signal), tell: talk.tell }
}

const gone = (): Error => new Error('the process ended')

interface Open {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

export interface Talk {
  readonly tell: Started['tell']
  /** Of the order that waits longest. */
  heard(reply: Reply): void
}

/** Orders and replies over whatever carries them in their order. */
export function openTalk(send: (order: Order, failed: (error: Error) => void) => void, ended: Promise<void>): Talk {
  const open: Open[] = []
  let over = false
  ended
    .then(() => {
      over = true
      for (const { reject } of open.splice(0)) reject(gone())
    })
    .catch(() => undefined)
  return {
    heard(reply) {
      const first = open.shift()
      if (reply.failed === undefined) first?.resolve(reply)
      else first?.reject(new Error(reply.failed))
    },
    tell: (order, withinMs = answerWithinMs) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(gone())
          return
        }
        const timer = setTimeout(() => reject(new Error('the process does not answer')), withinMs)
        timer.unref()
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T): void => {
            clearTimeout(timer)
            then(value)
          }
        open.push({ resolve: settle(resolve), reject: settle(reject) })
        send(order, settle(reject))
      }),
  }
}
