/** Answers that could not be sent yet: kept on the device, sent once and in the order they were given. */
import type { Answering } from './coach-client.ts'

export interface Waiting extends Answering {
  readonly id: number
  /** Whose words these are: nobody else sends or sees them. */
  readonly userId: string
  /** The same for each attempt, so that a repeated one changes nothing. */
  readonly key: string
  /** Why it will never be taken, in words to show; undefined while it waits. */
  readonly refused?: string | undefined
}

export type Posted = Omit<Waiting, 'id' | 'refused'>

export interface OutboxStore {
  /** In the order they were given. */
  list(): Promise<readonly Waiting[]>
  /** An answer that waits for the same prompt of the same session is replaced, and keeps its place. */
  put(posted: Posted): Promise<void>
  /** Unless it was replaced since. */
  remove(waiting: Waiting): Promise<void>
  /** Unless it was replaced since. */
  refuse(waiting: Waiting, reason: string): Promise<void>
  /** Of one learner, or, without a name, of all. */
  clear(userId?: string): Promise<void>
}

/** "later": nobody answers now. */
export type Sent = { readonly kind: 'sent' } | { readonly kind: 'later' } | { readonly kind: 'refused'; readonly reason: string }

export interface OutboxPorts {
  readonly store: OutboxStore
  readonly send: (waiting: Waiting) => Promise<Sent>
  /** Who is signed in; undefined when that cannot be known now. */
  readonly owner: () => Promise<string | undefined>
  /** Over all tabs, windows and the service worker, one at a time. */
  readonly exclusively: (work: () => Promise<void>) => Promise<void>
  /** Tells every tab that something is different. */
  readonly changed: () => void
  /** Told when something waits, so that the browser can wake us. */
  readonly awaited: () => void
}

export interface Outbox {
  post(posted: Posted): Promise<void>
  waiting(userId: string, sessionId?: string): Promise<readonly Waiting[]>
  /** Sends what can be sent; never throws for what the network does. */
  flush(): Promise<void>
  letGo(waiting: Waiting): Promise<void>
  clear(userId?: string): Promise<void>
}

export function openOutbox({ store, send, owner, exclusively, changed, awaited }: OutboxPorts): Outbox {
  const told = async (work: Promise<void>): Promise<void> => {
    await work
    changed()
  }
  /** @returns whether the next one may be tried. */
  const sendOne = async (waiting: Waiting): Promise<boolean> => {
    const sent = await send(waiting)
    if (sent.kind === 'later') return false
    await told(sent.kind === 'sent' ? store.remove(waiting) : store.refuse(waiting, sent.reason))
    return true
  }
  return {
    async post(posted) {
      await told(store.put(posted))
      awaited()
    },
    async waiting(userId, sessionId) {
      const all = await store.list()
      return all.filter((one) => one.userId === userId && (sessionId === undefined || one.sessionId === sessionId))
    },
    flush: () =>
      exclusively(async () => {
        if (!(await store.list()).some(isOpen)) return
        const userId = await owner()
        // Asked anew each time: an answer may be replaced while an earlier one is on its way.
        const next = async (): Promise<Waiting | undefined> => (await store.list()).find((one) => isOpen(one) && one.userId === userId)
        for (let one = await next(); one !== undefined && (await sendOne(one)); ) one = await next()
      }),
    letGo: (waiting) => told(store.remove(waiting)),
    clear: (userId) => told(store.clear(userId)),
  }
}

function isOpen({ refused }: Waiting): boolean {
  return refused === undefined
}

const unanswered: readonly unknown[] = [0, 408, 429, 502, 503, 504]

/** Nobody answered, or nobody who could: the same request may go well later. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && 'status' in error && unanswered.includes(error.status)
}

export function sentOrNot(error: unknown): Sent {
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  // Signed out: it goes when the learner is back.
  if (isUnanswered(error) || status === 401 || status === undefined) return { kind: 'later' }
  const reason = error instanceof Error ? error.message : ''
  // The first attempt, whose reply got lost, may be under way still.
  const underWay = status === 409 && /still running/.test(reason)
  return underWay || Number(status) >= 500 ? { kind: 'later' } : { kind: 'refused', reason }
}
