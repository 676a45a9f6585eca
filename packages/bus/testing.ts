/** A bus for tests, in memory, that delivers every record twice. */
import type { Bus, BusRecord, Subscription } from './bus.ts'

export interface MemoryBus extends Bus {
  readonly published: readonly BusRecord[]
  /** Fulfilled by the first record, past or to come, that satisfies the predicate. */
  seen(predicate: (record: BusRecord) => boolean): Promise<BusRecord>
}

export function memoryBus(): MemoryBus {
  const published: BusRecord[] = []
  const subscriptions = new Set<(record: BusRecord) => void>()
  const watchers = new Set<(record: BusRecord) => void>()
  return {
    published,
    async publish(records) {
      for (const record of records) {
        published.push(record)
        for (const deliver of [...subscriptions, ...watchers]) deliver(record)
      }
    },
    subscribe: (subscription) => subscribe(subscription, subscriptions),
    seen(predicate) {
      const known = published.find(predicate)
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => {
        const watch = (record: BusRecord): void => {
          if (!predicate(record)) return
          watchers.delete(watch)
          resolve(record)
        }
        watchers.add(watch)
      })
    },
    async [Symbol.asyncDispose]() {
      subscriptions.clear()
    },
  }
}

function subscribe(subscription: Subscription, subscriptions: Set<(record: BusRecord) => void>): AsyncDisposable {
  const stop = new AbortController()
  let tail = Promise.resolve()
  const deliver = (record: BusRecord): void => {
    if (!subscription.topics.includes(record.topic)) return
    for (let time = 0; time < 2; time += 1) {
      tail = tail.then(() => subscription.each(record, stop.signal)).catch(() => undefined)
    }
  }
  subscriptions.add(deliver)
  return {
    async [Symbol.asyncDispose]() {
      subscriptions.delete(deliver)
      stop.abort()
      await tail
    },
  }
}
