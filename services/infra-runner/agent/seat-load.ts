/** How busy the processors of this seat are: told four times a second, as the time for which all that it may use would have been used. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import type { Task } from './task.ts'

export interface SeatLoad {
  /** Since some moment, ms. */
  readonly fullMs: number
  /** On this machine's clock, ms. */
  readonly atMs: number
}

const everyMs = 250

export const seatLoad: Task = ({ say, closed }) =>
  new Promise((resolve) => {
    const tell = (): void => say({ fullMs: fullOf(readCgroup), atMs: performance.now() } satisfies SeatLoad)
    const timer = setInterval(tell, everyMs)
    const end = (): void => {
      clearInterval(timer)
      resolve()
    }
    closed.addEventListener('abort', end, { once: true })
    if (closed.aborted) end()
    else tell()
  })

/** Of its control group where the seat is one with a limit; else of the machine that it sees. */
export function fullOf(read: (file: string) => string | undefined): number {
  const [, usedUs] = /^usage_usec (\d+)$/m.exec(read('cpu.stat') ?? '') ?? []
  const [, quota, period] = /^(\d+) (\d+)$/m.exec(read('cpu.max') ?? '') ?? []
  if (usedUs !== undefined && quota !== undefined) return (Number(usedUs) / 1000) * (Number(period) / Number(quota))
  const all = os.cpus()
  return all.reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / Math.max(1, all.length)
}

function readCgroup(file: string): string | undefined {
  try {
    return readFileSync(`/sys/fs/cgroup/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
