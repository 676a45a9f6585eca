/** A tally in Redis, common to all processes; while Redis is away each goes on by itself, from what it knows of the common count. */
import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { Redis } from './redis.ts'
import { type Tally, type TallyOptions, tallyOf } from './tally.ts'

export function redisTally(redis: Redis, { name, points, windowSeconds, refunds }: TallyOptions): Tally {
  const insurance = new RateLimiterMemory({ points, duration: windowSeconds })
  const limiter = new RateLimiterRedis({
    storeClient: redis.client,
    keyPrefix: `${redis.prefix}${name}`,
    points,
    duration: windowSeconds,
    rejectIfRedisNotReady: true,
    // Who has used up everything costs Redis nothing more until the window ends.
    inMemoryBlockOnConsumed: refunds === true ? 0 : points,
    insuranceLimiter: insurance,
  })
  const tally = tallyOf(limiter, points)
  const own = async (key: string): Promise<number> => {
    const known = await insurance.get(key)
    return known === null || known.msBeforeNext <= 0 ? 0 : known.consumedPoints
  }
  return {
    async add(given, more) {
      const key = opaque(given)
      const before = await own(key)
      const count = await tally.add(key, more)
      // Without this, who has used up much would begin anew when Redis goes away. What the insurance has counted itself is there already.
      const begun = more > 0 && count.used <= more
      const known = begun ? count.used : Math.max(before + more, count.used)
      const now = await own(key)
      // The library takes a window of no length for one without an end.
      if (count.resetMs > 0 && (begun ? now !== known : now < known)) await insurance.set(key, known, count.resetMs / 1000)
      return count
    },
  }
}

/** Keys are addresses and e-mail addresses too: Redis does not see them. */
function opaque(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22)
}
