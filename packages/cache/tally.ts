/** The port to a tally: how often something happened under a key within a window of time. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface Count {
  readonly used: number
  /** More than the points, or as many as are known to be over without asking. */
  readonly over: boolean
  /** Until the window ends. */
  readonly resetMs: number
}

export interface Tally {
  /** Adds to the key's count; 0 only reads it. Never throws. */
  add(key: string, points: number): Promise<Count>
}

export interface TallyOptions {
  /** One of a few: keys of different tallies do not meet. */
  readonly name: string
  readonly points: number
  readonly windowSeconds: number
}

/** The part of a limiter of the library that is used. */
interface Limiter {
  consume(key: string, points: number): Promise<RateLimiterRes>
}

/** A tally of this process alone. */
export function memoryTally({ points, windowSeconds }: TallyOptions): Tally {
  return tallyOf(new RateLimiterMemory({ points, duration: windowSeconds }))
}

export function tallyOf(limiter: Limiter): Tally {
  return {
    async add(key, points) {
      try {
        return toCount(await limiter.consume(key, points), false)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return toCount(error, true)
      }
    },
  }
}

function toCount({ consumedPoints, msBeforeNext }: RateLimiterRes, over: boolean): Count {
  return { used: consumedPoints, over, resetMs: msBeforeNext }
}
