/** A tally in Redis, common to all processes; while Redis is away each goes on by itself from what it has counted. */
import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { Redis } from './redis.ts'
import { type Tally, type TallyOptions, tallyOf } from './tally.ts'

export function redisTally(redis: Redis, { name, points, windowSeconds }: TallyOptions): Tally {
  const insurance = new RateLimiterMemory({ points, duration: windowSeconds })
  const limiter = new RateLimiterRedis({
    storeClient: redis.client,
    keyPrefix: `${redis.prefix}${name}`,
    points,
    duration: windowSeconds,
    rejectIfRedisNotReady: true,
    // Who has used up everything costs Redis nothing more until the window ends.
    inMemoryBlockOnConsumed: points,
    insuranceLimiter: insurance,
  })
  const tally = tallyOf({
    async consume(key, more) {
      const answer = await limiter.consume(key, more)
      return answer
    },
  })
  return { add: (key, more) => tally.add(opaque(key), more) }
}

/** Keys are addresses and e-mail addresses too: Redis does not see them. */
function opaque(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22)
}
