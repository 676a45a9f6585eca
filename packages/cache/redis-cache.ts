/** A cache in Redis: one hash for a scope, gone at the latest when its time is over, with a mark by which late answers are known. */
import { randomUUID } from 'node:crypto'
import { type Cache, type CacheOptions, mostKeys as usually } from './cache.ts'
import type { Redis } from './redis.ts'

/** The mark is made with the hash and goes with it. */
export const lookScript = `local mark = redis.call('hget', KEYS[1], 'mark')
if not mark then
  redis.call('hset', KEYS[1], 'mark', ARGV[2])
  redis.call('pexpire', KEYS[1], ARGV[3])
  return { ARGV[2] }
end
return { mark, redis.call('hget', KEYS[1], ARGV[1]) }`

/** The first key of the hash is the mark. */
export const keepScript = `if redis.call('hget', KEYS[1], 'mark') ~= ARGV[2] then return 0 end
if redis.call('hlen', KEYS[1]) > tonumber(ARGV[4]) then return 0 end
return redis.call('hset', KEYS[1], ARGV[1], ARGV[3])`

/** Drops that Redis could not be told of; with more than so many, it is not asked until all that it can hold is out of date. */
const mostOwed = 10_000

export interface RedisCacheOptions extends CacheOptions {
  readonly now?: () => number
}

export function redisCache(redis: Redis, { name, ttlMs, mostKeys = usually, now = Date.now }: RedisCacheOptions): Cache & Disposable {
  const keyOf = (scope: string): string => `${redis.prefix}${name}:${scope}`
  const debts = openDebts(redis, { ttlMs, now })
  const keep = async (place: string, args: readonly (string | number)[]): Promise<void> => {
    await redis.run(keepScript, place, args).catch(() => undefined)
  }
  return {
    name,
    async look(scope, key) {
      const place = keyOf(scope)
      const field = `=${key}`
      if (!(await debts.paid(place))) return { kind: 'away' }
      try {
        const [mark, value] = (await redis.run(lookScript, place, [field, randomUUID(), ttlMs])) as [string, (string | null)?]
        if (typeof value === 'string') return { kind: 'hit', value }
        return { kind: 'miss', keep: (read) => keep(place, [field, mark, read, mostKeys]) }
      } catch {
        return { kind: 'away' }
      }
    },
    drop: (scope) => debts.drop(keyOf(scope)),
    [Symbol.dispose]: () => debts[Symbol.dispose](),
  }
}

/** Removes keys, at the latest when Redis is back: nothing that was to be removed is read here meanwhile. */
function openDebts(redis: Redis, { ttlMs, now }: { readonly ttlMs: number; readonly now: () => number }) {
  /** Until when the key can hold what was to be removed. */
  const owed = new Map<string, number>()
  let blindUntil = 0
  const owe = (key: string): void => {
    for (const [oldest, until] of owed) {
      if (until > now()) break
      owed.delete(oldest)
    }
    if (owed.size >= mostOwed) blindUntil = now() + ttlMs
    owed.delete(key)
    owed.set(key, now() + ttlMs)
  }
  const pay = async (keys: readonly string[]): Promise<boolean> => {
    const debts = keys.map((key) => [key, owed.get(key)] as const)
    try {
      await redis.remove(keys)
    } catch {
      return false
    }
    // What was owed anew meanwhile stays.
    for (const [key, until] of debts) if (owed.get(key) === until) owed.delete(key)
    return true
  }
  const back = redis.onBack(() => {
    if (owed.size > 0) void pay([...owed.keys()])
  })
  return {
    async drop(key: string): Promise<void> {
      owe(key)
      await pay([key])
    },
    async paid(key: string): Promise<boolean> {
      if (now() < blindUntil) return false
      return !owed.has(key) || pay([key])
    },
    [Symbol.dispose]: () => back[Symbol.dispose](),
  }
}
