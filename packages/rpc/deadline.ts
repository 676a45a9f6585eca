/** The time that a caller will wait goes along with the call's signal: who calls on with that signal has no more of it. */

const ends = new WeakMap<AbortSignal, number>()

/** @param remainingMs as the caller told it. */
export function carryDeadline(signal: AbortSignal, remainingMs: number): void {
  if (Number.isFinite(remainingMs) && remainingMs > 0) ends.set(signal, performance.now() + remainingMs)
}

/** @returns ms; as much as is asked for where the signal came with no call. */
export function withinDeadline(signal: AbortSignal | undefined, wantedMs: number): number {
  const end = signal === undefined ? undefined : ends.get(signal)
  return end === undefined ? wantedMs : Math.max(1, Math.min(wantedMs, end - performance.now()))
}
