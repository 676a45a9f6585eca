/** Answers that wait to be sent, in the extension's storage. */
import type { OutboxStore, Waiting } from '@quint/web/coach/outbox.ts'
import type { Store } from '../account/store.ts'

export interface OutboxStoreOptions {
  readonly store: Store
  /** Runs one change at a time, over all windows. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>
}

export const waitingKey = 'quint:answers'

export function outboxStore({ store, exclusively }: OutboxStoreOptions): OutboxStore {
  const list = async (): Promise<readonly Waiting[]> => toWaiting(await store.get(waitingKey))
  const change = (to: (all: readonly Waiting[]) => readonly Waiting[]): Promise<void> =>
    exclusively(async () => {
      const all = to(await list())
      await (all.length === 0 ? store.remove(waitingKey) : store.set(waitingKey, all))
    })
  return {
    list,
    put: (posted) =>
      change((all) => {
        const at = all.findIndex(
          (one) => one.userId === posted.userId && one.sessionId === posted.sessionId && one.promptIndex === posted.promptIndex,
        )
        const known = all[at]
        const id = known?.id ?? Math.max(0, ...all.map((one) => one.id)) + 1
        return known === undefined ? [...all, { ...posted, id }] : all.with(at, { ...posted, id })
      }),
    remove: (waiting) => change((all) => all.filter((one) => !isStill(one, waiting))),
    refuse: (waiting, refused) => change((all) => all.map((one) => (isStill(one, waiting) ? { ...one, refused } : one))),
    clear: (userId) => change((all) => all.filter((one) => userId !== undefined && one.userId !== userId)),
  }
}

/** What was damaged is left out. */
export function toWaiting(value: unknown): readonly Waiting[] {
  return Array.isArray(value) ? value.filter(isWaiting) : []
}

function isStill(one: Waiting, { id, key }: Waiting): boolean {
  return one.id === id && one.key === key
}

const texts = ['userId', 'sessionId', 'responseText', 'key'] as const
const numbers = ['id', 'promptIndex', 'timeSpentSeconds'] as const

function isWaiting(value: unknown): value is Waiting {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return texts.every((name) => typeof fields[name] === 'string') && numbers.every((name) => typeof fields[name] === 'number')
}
