/** Drafts in the extension's storage: read once at the beginning, then at hand at once and written through. */
import type { DraftStorage } from '@quint/web/coach/drafts.ts'
import type { Store } from '../account/store.ts'

export const draftPrefix = 'quint:draft:'

export async function openDraftStorage(store: Store): Promise<DraftStorage> {
  const entries = new Map<string, string>()
  for (const [key, value] of await store.all(draftPrefix)) if (typeof value === 'string') entries.set(key, value)
  store.watch((key, value) => {
    if (!key.startsWith(draftPrefix)) return
    if (typeof value === 'string') entries.set(key, value)
    else entries.delete(key)
  })
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem(key, value) {
      entries.set(key, value)
      // Full storage leaves the draft where it is: in this window.
      store.set(key, value).catch(() => undefined)
    },
    removeItem(key) {
      entries.delete(key)
      store.remove(key).catch(() => undefined)
    },
    key: (index) => [...entries.keys()][index] ?? null,
    get length() {
      return entries.size
    },
  }
}
