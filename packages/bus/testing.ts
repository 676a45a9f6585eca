/** A bus for tests, in memory, that delivers every record twice. */
import { sleep } from '@quint/runtime/sleep.ts'
import { type Bus, type BusRecord, type Delivery, pauseMsOf, type Subscription } from './bus.ts'

export interface TestBus extends Bus {
  readonly published: readonly BusRecord[]
  /** Fulfilled by the first record, past or to come, that satisfies the predicate. */
  seen(predicate: (record: BusRecord) => boolean): Promise<BusRecord>
}

export function memoryBus(): TestBus {
  const log = new Map<string, Delivery[]>()
  const subscriptions = new Set<(delivery: Delivery) => void>()
  const { published, seen, note } = watching()
  return {
    published,
    seen,
    async publish(records) {
      for (const record of records) {
        const before = log.get(record.topic) ?? []
        const delivery = { ...record, partition: 0, offset: before.length }
        log.set(record.topic, [...before, delivery])
        note(record)
        for (const deliver of subscriptions) deliver(delivery)
      }
    },
    subscribe: (subscription) => subscribe(subscription, subscriptions),
    async *read(topic) {
      yield* log.get(topic) ?? []
    },
    topics: async () => [...log.keys()],
    async [Symbol.asyncDispose]() {
      subscriptions.clear()
    },
  }
}

/** Records what passes by, for tests that wait for it. */
function watching() {
  const published: BusRecord[] = []
  const watchers = new Set<(record: BusRecord) => void>()
  return {
    published,
    note(record: BusRecord): void {
      published.push(record)
      for (const watch of watchers) watch(record)
    },
    seen(predicate: (record: BusRecord) => boolean): Promise<BusRecord> {
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
  }
}

/** One partition a topic: its records one at a time, each again until it was taken, and then once more. */
function subscribe(subscription: Subscription, subscriptions: Set<(delivery: Delivery) => void>): AsyncDisposable {
  const stop = new AbortController()
  const tails = new Map<string, Promise<void>>()
  const take = async (delivery: Delivery): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        return await subscription.each(delivery, stop.signal)
      } catch (error) {
        await sleep(pauseMsOf(error), stop.signal)
      }
    }
  }
  const deliver = (delivery: Delivery): void => {
    if (!subscription.topics.includes(delivery.topic)) return
    const tail = tails.get(delivery.topic) ?? Promise.resolve()
    tails.set(
      delivery.topic,
      tail.then(() => take(delivery)).then(() => take(delivery)),
    )
  }
  subscriptions.add(deliver)
  return {
    async [Symbol.asyncDispose]() {
      subscriptions.delete(deliver)
      stop.abort()
      await Promise.all(tails.values())
    },
  }
}
