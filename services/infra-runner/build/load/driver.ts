/** Traffic on a deployed design from a process of its own, in the hands of a tester: started, sped up, counted, ended for sure. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Begin, Collected, Order } from './told.ts'

export interface Driver extends AsyncDisposable {
  rate(rps: number, retries?: number): Promise<void>
  reconnect(): Promise<void>
  /** What was due since the last time. */
  collect(): Promise<Collected>
  peek(): Promise<Collected>
  /** So many seconds at a rate, then none until all is answered. */
  step(rps: number, seconds: number, signal: AbortSignal): Promise<Collected>
}

const program = path.join(import.meta.dirname, 'main.ts')
const answerWithinMs = 20_000

interface Waiting {
  readonly resolve: (reply: unknown) => void
  readonly reject: (error: Error) => void
}

export async function startDriver(begin: Begin): Promise<Driver> {
  const child = spawn(process.execPath, ['--no-warnings', '--max-old-space-size=256', program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
    cwd: '/',
  })
  const open = new Map<number, Waiting>()
  let orders = 0
  const refuseAll = (): void => {
    for (const { reject } of open.values()) reject(new Error('the traffic ended'))
    open.clear()
  }
  child.once('exit', refuseAll)
  child.once('error', refuseAll)
  child.on('message', ({ id, reply, failed }: { id: number; reply?: unknown; failed?: string }) => {
    const waiting = open.get(id)
    open.delete(id)
    if (failed === undefined) waiting?.resolve(reply)
    else waiting?.reject(new Error(failed))
  })
  const tell = (order: Order): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!child.connected) {
        reject(new Error('the traffic ended'))
        return
      }
      orders += 1
      const id = orders
      const timer = setTimeout(() => reject(new Error('the traffic does not answer')), answerWithinMs)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer)
          then(value)
        }
      open.set(id, { resolve: settle(resolve), reject: settle(reject) })
      child.send({ id, order }, (error) => {
        if (error !== null) settle(reject)(error)
      })
    })
  const driver: Driver = {
    rate: async (rps, retries = 0) => void (await tell({ kind: 'rate', rps, retries })),
    reconnect: async () => void (await tell({ kind: 'reconnect' })),
    collect: async () => (await tell({ kind: 'collect' })) as Collected,
    peek: async () => (await tell({ kind: 'peek' })) as Collected,
    async step(rps, seconds, signal) {
      await driver.collect()
      await driver.rate(rps)
      await pause(seconds * 1000, undefined, { signal })
      await driver.rate(0)
      return await driver.collect()
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
  try {
    await tell({ kind: 'begin', begin })
  } catch (error) {
    await driver[Symbol.asyncDispose]()
    throw error
  }
  return driver
}
