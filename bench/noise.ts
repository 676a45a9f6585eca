/** How busy others kept the machine while a bench ran, from what Linux counts; elsewhere it is not known. */
import { readFileSync } from 'node:fs'
import { cpuTicks, family, readIfThere } from './family.ts'

/** In ticks, since the machine and the processes began. */
export interface Ticks {
  /** Of all cores, idle time included. */
  readonly all: number
  readonly idle: number
  /** Of the bench's processes and of their children that have ended. */
  readonly own: number
}

/** @param stat /proc/stat @param own the /proc/<pid>/stat of each process that belongs to the bench */
export function readTicks(stat: string, own: readonly string[]): Ticks {
  // user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in the first two.
  const cores = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '').split(' ').slice(0, 8).map(Number)
  return { all: sum(cores), idle: (cores[3] ?? 0) + (cores[4] ?? 0), own: sum(own.map(cpuTicks)) }
}

/** @returns the share of the machine's time that others used, from 0 to 1. */
export function othersShare(before: Ticks, after: Ticks): number {
  const all = after.all - before.all
  const busy = all - (after.idle - before.idle)
  return all === 0 ? 0 : Math.max(0, busy - (after.own - before.own)) / all
}

export function ticksNow(): Ticks | undefined {
  if (process.platform !== 'linux') return undefined
  const stats = family(process.pid).map(({ pid }) => readIfThere(`/proc/${pid}/stat`))
  return readTicks(readFileSync('/proc/stat', 'utf8'), stats)
}

export function noiseSince(before: Ticks | undefined): string {
  const after = ticksNow()
  if (before === undefined || after === undefined) return 'how busy others kept the machine is not known'
  return `other processes used ${(othersShare(before, after) * 100).toFixed(0)} % of the machine meanwhile`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
