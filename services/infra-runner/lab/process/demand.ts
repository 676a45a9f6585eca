/** What processes wanted of the processors: what they were given, and how long they stood ready while these were with others. By the system's own count, where there is one. */
import { readdirSync, readFileSync } from 'node:fs'

export interface Demand {
  readonly usedMs: number
  /** Of no process more than has passed. */
  readonly withheldMs: number
}

export const none: Demand = { usedMs: 0, withheldMs: 0 }

export function sumOf(all: readonly Demand[]): Demand {
  return all.reduce((sum, { usedMs, withheldMs }) => ({ usedMs: sum.usedMs + usedMs, withheldMs: sum.withheldMs + withheldMs }), none)
}

export interface Demanding {
  /** Takes note of what these, and nobody else, wanted since it was last called. */
  look(pids: readonly number[]): void
  /** Until then. */
  readonly soFar: Demand
}

const nanosecondsInMs = 1e6

/** Of one program, with all that it has started. Where nobody counts, it wanted nothing. */
export function openDemand(now: () => number = () => performance.now(), threads = threadsOf): Demanding {
  let lookedMs = now()
  let last = new Map<string, Demand>()
  const demanding = {
    soFar: none,
    look(pids: readonly number[]) {
      const passedMs = now() - lookedMs
      lookedMs += passedMs
      const seen = new Map<string, Demand>()
      let [usedMs, withheldMs] = [0, 0]
      for (const [thread, demand] of pids.flatMap((pid) => threads(pid))) {
        const before = last.get(thread) ?? none
        seen.set(thread, demand)
        usedMs += demand.usedMs - before.usedMs
        withheldMs += demand.withheldMs - before.withheldMs
      }
      last = seen
      // Threads that wait beside each other wait for the same time.
      demanding.soFar = sumOf([demanding.soFar, { usedMs, withheldMs: Math.min(passedMs, withheldMs) }])
    },
  }
  return demanding
}

/** Of the thread that carries messages: its loop had something to do, and the thread was not on a processor. Waking for nothing, as it often does, is no want. */
export function openOwnDemand(): () => Demand {
  const begun = performance.eventLoopUtilization()
  const usedBefore = threadMs()
  return () => {
    const usedMs = threadMs() - usedBefore
    return { usedMs, withheldMs: Math.max(0, performance.eventLoopUtilization(begun).active - usedMs) }
  }
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** A process that is going may be gone in the middle of it. */
function threadsOf(pid: number): readonly (readonly [thread: string, Demand])[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => threadOf(pid, thread))
  } catch {
    return []
  }
}

function threadOf(pid: number, thread: string): readonly (readonly [thread: string, Demand])[] {
  try {
    const [used = 0, withheld = 0] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ').map(Number)
    return [[thread, { usedMs: used / nanosecondsInMs, withheldMs: withheld / nanosecondsInMs }]]
  } catch {
    return []
  }
}
