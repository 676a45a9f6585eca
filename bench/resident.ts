/** The memory that a process holds, asked of itself. */
import { setTimeout as delay } from 'node:timers/promises'

/** In bytes. */
export interface Resident {
  readonly rss: number
  /** What the heap holds in use. */
  readonly heap: number
  /** What is resident outside the heap: buffers, sockets, parsers, code. */
  readonly beside: number
}

/** Garbage is collected first, and empty pages are given back, which needs --expose-gc. */
export async function resident(): Promise<Resident> {
  if (globalThis.gc === undefined) throw new Error('the process was started without --expose-gc')
  for (let round = 0; round < 3; round += 1) {
    await delay(500)
    await globalThis.gc({ type: 'major', execution: 'async', flavor: 'last-resort' })
  }
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  return { rss, heap: heapUsed, beside: rss - heapTotal }
}
