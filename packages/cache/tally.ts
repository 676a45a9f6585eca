/** The port to a tally: how often something happened under a key within a window of time. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface Count {
  /** Once everything is used up, perhaps fewer than were asked for, never fewer than the points. */
  readonly used: number
  readonly over: boolean
  /** Until the window ends. */
  readonly resetMs: number
}

export interface Tally {
  /** Adds to the key's count; 0 only reads it, fewer than 0 gives back where that is allowed. Never throws. */
  add(key: string, points: number): Promise<Count>
}

export interface TallyOptions {
  /** One of a few: keys of different tallies do not meet. */
  readonly name: string
  readonly points: number
  readonly windowSeconds: number
  /** Points may be given back, so that who is over may be under again before the window ends. */
  readonly refunds?: true
}

/** The part of a limiter of the library that is used. */
interface Limiter {
  consume(key: string, points: number): Promise<RateLimiterRes>
}

/** A tally of this process alone. */
export function memoryTally({ points, windowSeconds }: TallyOptions): Tally {
  return tallyOf(new RateLimiterMemory({ points, duration: windowSeconds }), points)
}

export function tallyOf(limiter: Limiter, most: number): Tally {
  return {
    async add(key, points) {
      try {
        const { consumedPoints, msBeforeNext } = await limiter.consume(key, points)
        return { used: consumedPoints, over: false, resetMs: msBeforeNext }
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        // The library tells 0 for a key that it knows to be over without asking.
        return { used: Math.max(error.consumedPoints, most), over: true, resetMs: error.msBeforeNext }
      }
    },
  }
}
