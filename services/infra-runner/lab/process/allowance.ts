/** How much a node may say: far more than any workload asks for, and little enough that whoever carries it has time for others. */

const atOnce = 100_000
const perSecond = 30_000
const charactersEach = 1_000

/** Of calls, each of which costs whoever takes it as much as many lines: what answers to something is free, what nobody asked for is not. */
const callsAtOnce = 5_000
const callsPerSecond = 500
const callsForEach = 4

export interface CallAllowance {
  /** It was given a message, which it may pass on and answer. */
  given(): void
  /** @returns false once it is too much. */
  sends(): boolean
}

export function openCallAllowance(now: () => number = () => performance.now()): CallAllowance {
  let left = callsAtOnce
  let lastMs = now()
  return {
    given() {
      left += callsForEach
    },
    sends() {
      const nowMs = now()
      left = Math.min(callsAtOnce, left + (callsPerSecond * (nowMs - lastMs)) / 1_000) - 1
      lastMs = nowMs
      return left >= 0
    },
  }
}

/** @returns takes note of what was said; false once it is too much. */
export function openAllowance(now: () => number = () => performance.now()): (lines: number, characters: number) => boolean {
  const startedMs = now()
  let said = 0
  return (lines, characters) => {
    said += lines + characters / charactersEach
    return said <= atOnce + (perSecond * (now() - startedMs)) / 1_000
  }
}
