/** How often one may ask: per learner, or per address for who has no account, told in RateLimit headers (draft-ietf-httpapi-ratelimit-headers). */
import type { Count, Tally, TallyOptions } from '@quint/cache/tally.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Response } from 'express'

export interface Limit {
  /** Counts one; throws Failure('exhausted') when there were too many. */
  take(key: string, response?: Response): Promise<void>
  /** Throws when there were too many already; counts nothing. */
  check(key: string): Promise<void>
}

export interface LimitOptions extends TallyOptions {
  readonly message: string
}

export function limit(open: (options: TallyOptions) => Tally, { message, ...options }: LimitOptions): Limit {
  const { points, windowSeconds } = options
  const tally = open({ ...options, name: `limit:${options.name}` })
  const refuse = ({ resetMs }: Count): never => {
    throw new Failure('exhausted', message, { retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)) })
  }
  const tell = (response: Response | undefined, { used, resetMs }: Count): void => {
    response?.setHeader('RateLimit-Policy', `${points};w=${windowSeconds}`)
    response?.setHeader('RateLimit', `limit=${points}, remaining=${Math.max(0, points - used)}, reset=${Math.ceil(resetMs / 1000)}`)
  }
  return {
    async take(key, response) {
      const count = await tally.add(key, 1)
      tell(response, count)
      if (count.over) refuse(count)
    },
    async check(key) {
      const count = await tally.add(key, 0)
      if (count.used >= points) refuse(count)
    },
  }
}
