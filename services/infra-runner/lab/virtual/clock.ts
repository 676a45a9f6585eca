/** A node's clock, which may run faster or slower than time, and be set to another. */

export interface Skew {
  /** How much passes on it while one millisecond passes. */
  readonly rate: number
  /** Is added to it at once. */
  readonly jumpMs: number
}

export interface NodeClock {
  now(): number
  /** How long a timer of so much on this clock takes. */
  lasting(ms: number): number
  skew(by: Skew): void
  /** It is right again. */
  set(): void
}

export function openClock(trueNow: () => number): NodeClock {
  let rate = 1
  let since = 0
  let shown = 0
  const now = (): number => (rate === 1 && shown === since ? trueNow() : shown + (trueNow() - since) * rate)
  return {
    now,
    lasting: (ms) => ms / rate,
    skew(by) {
      shown = now() + by.jumpMs
      since = trueNow()
      rate = by.rate
    },
    set() {
      rate = 1
      since = 0
      shown = 0
    },
  }
}
