/** A node's clock, which may run faster or slower than time, and be set to another. */

export interface Skew {
  /** How much passes on it while one millisecond passes. */
  readonly rate: number
  /** Is added to it at once. */
  readonly jumpMs: number
}

export interface NodeClock {
  now(): number
  /** How much has passed on it: whatever it is set to, this only grows. */
  passed(): number
  /** How long it takes, as things are, until so much has passed on it. */
  lasting(ms: number): number
  skew(by: Skew): void
  /** It is right again. */
  set(): void
}

export function openClock(trueNow: () => number): NodeClock {
  let rate = 1
  let since = 0
  let before = 0
  /** What it shows beyond what has passed. */
  let ahead = 0
  const passed = (): number => before + (trueNow() - since) * rate
  const turn = (to: number): void => {
    before = passed()
    since = trueNow()
    rate = to
  }
  return {
    passed,
    now: () => passed() + ahead,
    lasting: (ms) => ms / rate,
    skew(by) {
      turn(by.rate)
      ahead += by.jumpMs
    },
    set() {
      turn(1)
      ahead = trueNow() - passed()
    },
  }
}
