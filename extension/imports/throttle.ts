/** Lets so many through in so long a time and makes the others wait, as a judge asks of its guests. */
export interface ThrottleOptions {
  readonly most: number
  readonly withinMs: number
  /** Milliseconds. */
  readonly clock: () => number
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export type Throttle = (signal: AbortSignal) => Promise<void>

/** Within any span of that length no more than that many pass. */
export function createThrottle({ most, withinMs, clock, wait }: ThrottleOptions): Throttle {
  const passed: number[] = []
  return async (signal) => {
    for (;;) {
      signal.throwIfAborted()
      const now = clock()
      while (passed[0] !== undefined && now - passed[0] >= withinMs) passed.shift()
      if (passed.length < most) break
      await wait(withinMs - (now - (passed[0] ?? now)), signal)
    }
    passed.push(clock())
  }
}
