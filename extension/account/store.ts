/** What the extension keeps on this device; all its windows see the same. */
export interface Store {
  get(key: string): Promise<unknown>
  /** Every entry whose key begins so. */
  all(prefix: string): Promise<ReadonlyMap<string, unknown>>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
  /** Told of every change, by whichever window; undefined for what was removed. @returns ends the telling. */
  watch(told: (key: string, value: unknown) => void): () => void
}

export function chromeStore(area: chrome.storage.StorageArea): Store {
  return {
    get: async (key) => (await area.get(key))[key],
    all: async (prefix) => new Map(Object.entries(await area.get(null)).filter(([key]) => key.startsWith(prefix))),
    set: (key, value) => area.set({ [key]: value }),
    remove: (key) => area.remove(key),
    watch(told) {
      const listener = (changes: Record<string, chrome.storage.StorageChange>): void => {
        for (const [key, { newValue }] of Object.entries(changes)) told(key, newValue)
      }
      area.onChanged.addListener(listener)
      return () => area.onChanged.removeListener(listener)
    },
  }
}
