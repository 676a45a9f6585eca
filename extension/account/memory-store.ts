/** A store for tests: as slow to answer as the real one, and seen by all its windows. */
import type { Store } from './store.ts'

export function memoryStore(entries: Readonly<Record<string, unknown>> = {}): Store & { readonly map: Map<string, unknown> } {
  const map = new Map(Object.entries(entries))
  const watchers = new Set<(key: string, value: unknown) => void>()
  const changed = (key: string, value: unknown): void => {
    for (const told of watchers) told(key, value)
  }
  return {
    map,
    get: async (key) => structuredClone(map.get(key)),
    all: async (prefix) => new Map([...map].filter(([key]) => key.startsWith(prefix))),
    async set(key, value) {
      map.set(key, structuredClone(value))
      changed(key, value)
    },
    async remove(key) {
      map.delete(key)
      changed(key, undefined)
    },
    watch(told) {
      watchers.add(told)
      return () => watchers.delete(told)
    },
  }
}
