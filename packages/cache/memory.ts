/** A cache in this process. */
import { type Cache, type CacheOptions, mostKeys as usually } from './cache.ts'

export interface MemoryCacheOptions extends CacheOptions {
  /** The oldest scope makes room for one more. */
  readonly mostScopes: number
  readonly now?: () => number
}

interface Shelf {
  readonly until: number
  readonly values: Map<string, string>
}

export function memoryCache({ name, ttlMs, mostScopes, mostKeys = usually, now = Date.now }: MemoryCacheOptions): Cache {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (scope: string): Shelf => {
    const known = shelves.get(scope)
    if (known !== undefined && known.until > now()) return known
    const fresh = { until: now() + ttlMs, values: new Map<string, string>() }
    shelves.delete(scope)
    shelves.set(scope, fresh)
    for (const oldest of shelves.keys()) {
      if (shelves.size <= mostScopes) break
      shelves.delete(oldest)
    }
    return fresh
  }
  return {
    name,
    async look(scope, key) {
      const shelf = shelfOf(scope)
      const value = shelf.values.get(key)
      if (value !== undefined) return { kind: 'hit', value }
      return {
        kind: 'miss',
        // On a shelf that was dropped meanwhile nobody looks any more.
        async keep(read) {
          if (shelf.values.size < mostKeys) shelf.values.set(key, read)
        },
      }
    },
    async drop(scope) {
      shelves.delete(scope)
    },
  }
}
