/** How often one may ask: per learner, or per address for who has no account, told in RateLimit headers (draft-ietf-httpapi-ratelimit-headers). */
import { Failure } from '@quint/runtime/failure.ts'
import type { Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

export interface Limit {
  /** Counts one; throws Failure('exhausted') when there were too many. */
  take(key: string, response?: Response): Promise<void>
  /** Throws when there were too many already; counts nothing. */
  check(key: string): Promise<void>
}

export interface LimitOptions {
  readonly points: number
  readonly seconds: number
  readonly message: string
}

export function memoryLimit(options: LimitOptions): Limit {
  const limiter = new RateLimiterMemory({ points: options.points, duration: options.seconds })
  const refuse = (waitMs: number): never => {
    throw new Failure('exhausted', options.message, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) })
  }
  const tell = (response: Response | undefined, state: RateLimiterRes): void => {
    response?.setHeader('RateLimit-Policy', `${options.points};w=${options.seconds}`)
    response?.setHeader(
      'RateLimit',
      `limit=${options.points}, remaining=${Math.max(0, state.remainingPoints)}, reset=${Math.ceil(state.msBeforeNext / 1000)}`,
    )
  }
  return {
    async take(key, response) {
      try {
        tell(response, await limiter.consume(key))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        tell(response, error)
        refuse(error.msBeforeNext)
      }
    },
    async check(key) {
      const state = await limiter.get(key)
      if (state !== null && state.consumedPoints >= options.points) refuse(state.msBeforeNext)
    },
  }
}
