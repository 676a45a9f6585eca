/** Watches one process tree while a program of a learner runs in it, and ends it when it takes too much. */
import { type Usage, usageOf } from './usage.ts'

export type Excess = 'time_limit' | 'memory_limit'

export interface Watched {
  /** Undefined as long as nothing was too much. */
  excess(): Excess | undefined
  readonly peakBytes: () => number
  stop(): void
}

export interface WatchOptions {
  readonly timeMs: number
  readonly memoryBytes: number
  /** Of the process that carries the program, beside what the program holds. */
  readonly overheadBytes: number
  /** Ends the program; called again as long as it lives. */
  readonly end: (excess: Excess, usage: Usage | undefined) => void
}

const everyMs = 15
/** The clock allows more than the processor: programs run beside each other. */
const clockMs = (timeMs: number): number => timeMs * 5 + 1000

export function watch(pid: number, options: WatchOptions): Watched {
  const before = usageOf(pid)
  const startedMs = performance.now()
  let peak = 0
  let excess: Excess | undefined
  const look = (): void => {
    const usage = usageOf(pid)
    const clock = performance.now() - startedMs
    const used =
      usage === undefined
        ? // Where nobody tells what a process used, the clock stands for it.
          { cpuMs: clock, bytes: 0 }
        : { cpuMs: usage.cpuMs - (before?.cpuMs ?? 0), bytes: usage.rssBytes - (before?.rssBytes ?? 0) }
    peak = Math.max(peak, used.bytes)
    if (used.bytes > options.memoryBytes + options.overheadBytes) excess ??= 'memory_limit'
    else if (used.cpuMs > options.timeMs || clock > clockMs(options.timeMs)) excess ??= 'time_limit'
    if (excess !== undefined) options.end(excess, usage)
  }
  const timer = setInterval(look, everyMs)
  return {
    excess: () => excess,
    peakBytes: () => peak,
    stop: () => clearInterval(timer),
  }
}

/** Whose memory is full spends its time on making room: what was too much then is memory. */
export function excessOf(watched: Watched, { memoryBytes }: { readonly memoryBytes: number }): Excess | undefined {
  const excess = watched.excess()
  return excess === 'time_limit' && watched.peakBytes() > memoryBytes ? 'memory_limit' : excess
}
