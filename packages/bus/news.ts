/** Wakes whoever follows something, by its id, when Postgres notifies a channel of it: one connection listens for all of them. */
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { startListener } from './listener.ts'

export interface News extends AsyncDisposable {
  /** Aborted when nobody is told any more. */
  readonly signal: AbortSignal
  about(id: string): Followed
}

export interface Followed extends Disposable {
  /** Fulfilled by the next notification. Asked for before what it is about is read, so that nothing is missed between. */
  next(): Promise<void>
}

/** The followers wait for a limited time themselves: a notification can be lost with its connection. */
const pollMs = 60_000

export function openNews(database: Pick<Database, 'listen'>, channel: string): News {
  const stop = new AbortController()
  const waiting = new Map<string, Set<() => void>>()
  const listener = startListener({
    database,
    channel,
    signal: stop.signal,
    pollMs,
    concerns(id) {
      for (const wake of waiting.get(id) ?? []) wake()
      return false
    },
  })
  return {
    signal: stop.signal,
    about: (id) => follow(waiting, id),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await listener[Symbol.asyncDispose]()
    },
  }
}

function follow(waiting: Map<string, Set<() => void>>, id: string): Followed {
  const own = waiting.get(id) ?? new Set()
  waiting.set(id, own)
  let next = Promise.withResolvers<void>()
  const wake = (): void => {
    next.resolve()
    next = Promise.withResolvers()
  }
  own.add(wake)
  return {
    next: () => next.promise,
    [Symbol.dispose]() {
      own.delete(wake)
      if (own.size === 0) waiting.delete(id)
    },
  }
}

/** @param heard what `next` gave; at the latest after `ms`, or when the signal is aborted, it is waited for no longer. */
export async function heardWithin(heard: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  await Promise.race([heard, sleep(ms, AbortSignal.any([signal, over.signal]))])
  over.abort()
}
