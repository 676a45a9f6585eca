/** One process of a deployment in the hands of the provisioner: told things over its channel, ended for sure. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Order, Reply } from './setup.ts'

export interface Started {
  readonly pid: number
  /** @param withinMs of its answer. */
  tell(order: Order, withinMs?: number): Promise<Reply>
  kill(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Fulfilled when it is gone. */
  readonly ended: Promise<void>
}

const program = path.join(import.meta.dirname, 'main.ts')
const mostMegabytes = 96
const answerWithinMs = 20_000

/** It gets nothing of our environment. @param cacheFolder where Node keeps what it compiled, for the next one. */
export function startProcess(cacheFolder: string): Started {
  const child = spawn(process.execPath, ['--no-warnings', `--max-old-space-size=${mostMegabytes}`, program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { NODE_COMPILE_CACHE: cacheFolder },
    cwd: '/',
  })
  const open: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = []
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const refuseAll = (): void => {
    for (const { reject } of open.splice(0)) reject(new Error('the process ended'))
  }
  child.once('exit', refuseAll)
  child.once('error', refuseAll)
  child.on('message', (reply: Reply) => {
    const first = open.shift()
    if (reply.failed === undefined) first?.resolve(reply)
    else first?.reject(new Error(reply.failed))
  })
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => void child.kill(signal),
    tell: (order, withinMs = answerWithinMs) => tell({ child, open, withinMs }, order),
  }
}

interface Channel {
  readonly child: ChildProcess
  readonly open: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[]
  readonly withinMs: number
}

function tell({ child, open, withinMs }: Channel, order: Order): Promise<Reply> {
  return new Promise((resolve, reject) => {
    if (!child.connected) {
      reject(new Error('the process ended'))
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
    child.send(order, (error) => {
      if (error !== null) reject(error)
    })
  })
}
