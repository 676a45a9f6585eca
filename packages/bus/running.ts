/** The subscriptions of one bus that still run: each ends when it is disposed, and all of them with the bus. */
import type { Subscription } from './bus.ts'

export interface Running extends AsyncDisposable {
  subscribe(subscription: Subscription): AsyncDisposable
}

export function openRunning(begin: (subscription: Subscription) => AsyncDisposable): Running {
  const all = new Set<AsyncDisposable>()
  return {
    subscribe(subscription) {
      const one = begin(subscription)
      all.add(one)
      return {
        async [Symbol.asyncDispose]() {
          all.delete(one)
          await one[Symbol.asyncDispose]()
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...all].map((one) => one[Symbol.asyncDispose]()))
    },
  }
}
