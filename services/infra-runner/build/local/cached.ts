/** A replica's view of the design's caches: entries by row, spread over the cache's replicas by key; a cache that fails is a miss. */
import { createHash } from 'node:crypto'
import type { ProcessPlan } from '../derive/local-plan.ts'
import { type Caller, openCaller } from './caller.ts'
import type { Ways } from './setup.ts'

export interface Caches {
  get(cache: string, key: string): Promise<string | undefined>
  put(cache: string, key: string, entry: { readonly value: string; readonly ttlSeconds: number }): Promise<void>
  /** From every cache of the design. */
  remove(key: string): Promise<void>
  counts(): Readonly<Record<string, number>>
}

export function cachesOf({ calls }: ProcessPlan, ways: Ways): Caches {
  const shards = new Map<string, readonly Caller[]>()
  for (const call of calls)
    if (call.role === 'cache')
      shards.set(
        call.to,
        call.wires.map((wire) => openCaller({ ...call, wires: [wire] }, ways)),
      )
  const counts = { hits: 0, misses: 0, failed: 0 }
  const ask = async (
    cache: string,
    key: string,
    sent: { readonly method: string; readonly search?: string; readonly body?: string },
  ): Promise<string | undefined> => {
    const digest = createHash('sha256').update(key).digest()
    const all = shards.get(cache) ?? []
    const shard = all[digest.readUInt32BE() % Math.max(1, all.length)]
    try {
      const { method, search = '', body } = sent
      const answer = await shard?.call({
        method,
        path: `/${digest.toString('hex')}${search}`,
        repeatable: true,
        ...(body === undefined ? {} : { body }),
      })
      return answer?.status === 200 ? answer.body : undefined
    } catch {
      counts.failed += 1
      return undefined
    }
  }
  return {
    async get(cache, key) {
      const text = await ask(cache, key, { method: 'GET' })
      if (text === undefined) counts.misses += 1
      else counts.hits += 1
      return text === undefined ? undefined : (JSON.parse(text) as { value: string }).value
    },
    async put(cache, key, { value, ttlSeconds }) {
      await ask(cache, key, { method: 'PUT', search: `?ttl=${ttlSeconds}`, body: value })
    },
    async remove(key) {
      await Promise.all([...shards.keys()].map((cache) => ask(cache, key, { method: 'DELETE' })))
    },
    counts: () => ({ ...counts }),
  }
}
