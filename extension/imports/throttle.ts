/** Lets so many through in so long a time and makes the others wait, as a judge asks of its guests. */
import type { Store } from '../account/store.ts'

export interface ThrottleOptions {
  readonly most: number
  readonly withinMs: number
  /** Milliseconds. */
  readonly clock: () => number
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** When the latest passed; kept outside where several windows share one throttle. */
  readonly passed: Passed
}

export interface Passed {
  load(): Promise<readonly number[]>
  save(times: readonly number[]): Promise<void>
}

export type Throttle = (signal: AbortSignal) => Promise<void>

/** Within any span of that length no more than that many pass, if they come one at a time. */
export function createThrottle({ most, withinMs, clock, wait, passed }: ThrottleOptions): Throttle {
  return async (signal) => {
    for (;;) {
      signal.throwIfAborted()
      const known = await passed.load()
      const now = clock()
      const recent = known.filter((time) => time <= now && now - time < withinMs)
      if (recent.length < most) return passed.save([...recent, now])
      await wait(withinMs - (now - (recent[0] ?? now)), signal)
    }
  }
}

const passedKey = 'quint:asked'

export function passedIn(store: Store): Passed {
  return {
    async load() {
      const value = await store.get(passedKey)
      return Array.isArray(value) ? value.filter((time) => typeof time === 'number') : []
    },
    save: (times) => store.set(passedKey, times),
  }
}
