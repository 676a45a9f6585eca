/** The port to a cache: answers under a scope and a key, kept for some minutes; a scope is dropped as a whole. */
import { countLook } from './observed.ts'

export type Look =
  | { readonly kind: 'hit'; readonly value: string }
  /** What is read from now on may be kept, unless the scope is dropped before. */
  | { readonly kind: 'miss'; keep(value: string): Promise<void> }
  /** The cache cannot be asked now. */
  | { readonly kind: 'away' }
  /** Nothing is ever kept. */
  | { readonly kind: 'off' }

export interface Cache {
  readonly name: string
  /** Never throws. */
  look(scope: string, key: string): Promise<Look>
  /**
   * Once fulfilled, this process sees nothing of the scope that was kept before, or that was read before and is kept later.
   * Never throws: a cache that is away is told when it is back, before it is asked again.
   */
  drop(scope: string): Promise<void>
}

export interface CacheOptions {
  /** One of a few, for operators. */
  readonly name: string
  /** The longest that anything is kept. */
  readonly ttlMs: number
  /** In place of `mostKeys`. */
  readonly mostKeys?: number
}

/** Of one scope; further keys are not kept, so that nobody fills the cache with variants of one question. */
export const mostKeys = 16
/** Longer values are not kept. */
export const mostCharacters = 65_536

export interface Place {
  readonly scope: string
  readonly key: string
}

/** @returns what is kept, or what `read` gives, which is kept then; both as JSON would have it. */
export async function kept(cache: Cache, { scope, key }: Place, read: () => Promise<unknown>): Promise<unknown> {
  const look = await cache.look(scope, key)
  countLook(cache.name, look.kind)
  if (look.kind === 'hit') return JSON.parse(look.value)
  const value = await read()
  const text = look.kind === 'miss' ? JSON.stringify(value) : undefined
  if (look.kind === 'miss' && text !== undefined && text.length <= mostCharacters) await look.keep(text)
  return value
}

/** A cache that keeps nothing: for answers of a learner, where other processes would not learn that they are out of date. */
export function noCache(name: string): Cache {
  return { name, look: async () => ({ kind: 'off' }), drop: async () => undefined }
}
