/** The time that a caller will wait goes along with the call's signal: who calls on with that signal has no more of it. */

const endsAt = Symbol('deadline')

/** On the signal itself: a map beside it would cost every call a place in it. */
interface Timed extends AbortSignal {
  [endsAt]?: number
}

/** @param remainingMs as the caller told it. */
export function carryDeadline(signal: Timed, remainingMs: number): void {
  if (Number.isFinite(remainingMs) && remainingMs > 0) signal[endsAt] = performance.now() + remainingMs
}

/** @returns ms; as much as is asked for where the signal came with no call. */
export function withinDeadline(signal: Timed | undefined, wantedMs: number): number {
  const end = signal?.[endsAt]
  return end === undefined ? wantedMs : Math.max(1, Math.min(wantedMs, end - performance.now()))
}

export interface Ending extends Disposable {
  /** Aborted when the time is over, or with the given one. */
  readonly signal: AbortSignal
  timedOut(): boolean
}

/** Dispose of it when the call has ended, so that nothing of the call stays behind with a signal that lives longer. */
export function endingAfter(ms: number, given: AbortSignal | undefined): Ending {
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort()
  }, ms)
  // A stream that nobody reads on is never disposed of: what is over needs no clock.
  const leave = (): void => {
    clearTimeout(timer)
    controller.abort()
  }
  if (given?.aborted === true) leave()
  else given?.addEventListener('abort', leave)
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    [Symbol.dispose]() {
      clearTimeout(timer)
      given?.removeEventListener('abort', leave)
    },
  }
}
