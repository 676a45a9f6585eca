/** A circuit breaker: after failures in a row nobody is let through for a while, then one at a time until one succeeds. */

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  readonly openMs: number
  readonly now: () => number
}

/** What became of one admitted call; only the first report counts. `neither` says nothing about the provider's health. */
export interface Pass {
  succeeded(): void
  /** `holdMs`: the provider asked to be left alone that long. */
  failed(holdMs?: number): void
  neither(): void
}

export interface Breaker {
  admit(): Pass | undefined
  /** Milliseconds until it may admit again; 0 when it admits now. */
  closedForMs(): number
}

export function createBreaker({ failures, openMs, now }: BreakerOptions): Breaker {
  let inRow = 0
  let openUntil = 0
  let probing = false
  const pass = (probe: boolean): Pass => {
    let open = true
    const once = (report: () => void): void => {
      if (!open) return
      open = false
      if (probe) probing = false
      report()
    }
    return {
      succeeded: () =>
        once(() => {
          inRow = 0
        }),
      failed: (holdMs = 0) =>
        once(() => {
          inRow += 1
          openUntil = Math.max(openUntil, now() + Math.max(holdMs, inRow >= failures ? openMs : 0))
        }),
      neither: () => once(() => undefined),
    }
  }
  return {
    admit: () => {
      const probe = inRow >= failures
      if (now() < openUntil || (probe && probing)) return undefined
      probing ||= probe
      return pass(probe)
    },
    closedForMs: () => Math.max(0, openUntil - now()),
  }
}
