/** A replica's strength: so many requests in hand at once, each for its time, a bounded number waiting, the rest refused at once. */

/** About half a second of work for a small replica; who waited longer would have gone. */
const mostWaiting = 25

export interface Slots {
  /** False where there is no room. */
  take(): Promise<boolean>
  give(): void
}

export function openSlots(slots: number): Slots {
  let free = slots
  const waiting: (() => void)[] = []
  return {
    async take() {
      if (free > 0) {
        free -= 1
        return true
      }
      if (waiting.length >= mostWaiting) return false
      await new Promise<void>((resolve) => waiting.push(resolve))
      return true
    },
    give() {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}
