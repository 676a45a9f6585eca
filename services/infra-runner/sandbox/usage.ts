/** What a process and its descendants use, out of /proc; nothing where there is no such folder. */
import { readFileSync } from 'node:fs'

export interface Usage {
  readonly rssBytes: number
  readonly cpuMs: number
  /** All of them, the oldest first. */
  readonly pids: readonly number[]
}

const pageBytes = 4096
const tickMs = 10
const mostProcesses = 256

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function descendants(pid: number): readonly number[] {
  const found = [pid]
  for (const one of found) {
    if (found.length > mostProcesses) break
    for (const child of read(`/proc/${one}/task/${one}/children`).split(' ')) if (child !== '') found.push(Number(child))
  }
  return found
}

function cpuMs(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // utime, stime, and those of children that have ended and were waited for.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMs, 0)
}

/** @returns undefined where it cannot be told, or when the process is gone. */
export function usageOf(pid: number): Usage | undefined {
  if (process.platform !== 'linux') return undefined
  const pids = descendants(pid)
  let rssBytes = 0
  let cpu = 0
  for (const one of pids) {
    const resident = Number(read(`/proc/${one}/statm`).split(' ')[1] ?? 0)
    rssBytes += Number.isFinite(resident) ? resident * pageBytes : 0
    cpu += cpuMs(one) || 0
  }
  return rssBytes === 0 ? undefined : { rssBytes, cpuMs: cpu, pids }
}
