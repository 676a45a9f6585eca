/** A cache: values by key until they expire or are taken out; the oldest go when it is full. */
import { type Answer, serveHttp } from './http.ts'
import type { Running, Setup } from './setup.ts'

const mostEntries = 10_000

export async function startCache({ process: { ttlSeconds }, at }: Extract<Setup, { process: unknown }>): Promise<Running> {
  const entries = new Map<string, { readonly value: string; readonly until: number }>()
  let hits = 0
  let misses = 0
  let flushed = 0
  const put = (key: string, value: string, seconds: number): void => {
    entries.delete(key)
    if (entries.size >= mostEntries) entries.delete(entries.keys().next().value ?? '')
    entries.set(key, { value, until: seconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000 })
  }
  const get = (key: string): Answer => {
    const entry = entries.get(key)
    const isFresh = entry !== undefined && entry.until > performance.now()
    if (isFresh) hits += 1
    else misses += 1
    return isFresh ? { status: 200, body: { value: entry.value } } : { status: 404 }
  }
  const port = await serveHttp(at, async ({ method, path, query, body }) => {
    const key = path.slice(1)
    if (method === 'GET') return get(key)
    if (method === 'PUT') put(key, body, Number(query.get('ttl') ?? 0) || ttlSeconds)
    else entries.delete(key)
    return { status: 204 }
  })
  return {
    ports: { listen: port },
    async obey({ kind }) {
      if (kind === 'flush') {
        flushed += entries.size
        entries.clear()
      }
      return { hits, misses, flushed, entries: entries.size }
    },
  }
}
