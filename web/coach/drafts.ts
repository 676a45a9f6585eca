/** What was typed and not yet sent, kept on this device across failures and reloads. */
export interface Draft {
  readonly text: string
  /** Time spent so far. */
  readonly seconds: number
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export interface Drafts {
  load(sessionId: string, place: string | number): Draft | undefined
  save(sessionId: string, place: string | number, draft: Draft): void
  forget(sessionId: string, place: string | number): void
  forgetAll(): void
}

const prefix = 'quint:draft:'

/** @param storage undefined, full or refused: then drafts last as long as the page. */
export function openDrafts(storage: DraftStorage | undefined): Drafts {
  const held = new Map<string, Draft>()
  const key = (sessionId: string, place: string | number): string => `${prefix}${sessionId}:${place}`
  return {
    load: (sessionId, place) => held.get(key(sessionId, place)) ?? attempt(() => toDraft(storage?.getItem(key(sessionId, place)))),
    save(sessionId, place, draft) {
      held.set(key(sessionId, place), draft)
      attempt(() => storage?.setItem(key(sessionId, place), JSON.stringify(draft)))
    },
    forget(sessionId, place) {
      held.delete(key(sessionId, place))
      attempt(() => storage?.removeItem(key(sessionId, place)))
    },
    forgetAll() {
      held.clear()
      attempt(() => {
        if (storage === undefined) return
        const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
        for (const found of keys) if (found?.startsWith(prefix)) storage.removeItem(found)
      })
    },
  }
}

/** The browser's storage; undefined on a server and where it is refused. */
export function deviceStorage(): DraftStorage | undefined {
  return attempt(() => (typeof window === 'undefined' ? undefined : window.localStorage))
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function toDraft(json: string | null | undefined): Draft | undefined {
  if (json === null || json === undefined) return undefined
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return undefined
  return { text: value.text, seconds: 'seconds' in value && typeof value.seconds === 'number' && value.seconds >= 0 ? value.seconds : 0 }
}
