/** How long a learner had a prompt before them: only while the page was visible. */
export interface Stopwatch {
  start(): void
  pause(): void
  seconds(): number
}

/** @param now milliseconds that never run backwards. @param already seconds counted before. */
export function createStopwatch(now: () => number, already = 0): Stopwatch {
  let counted = already * 1000
  let since: number | undefined
  return {
    start() {
      since ??= now()
    },
    pause() {
      if (since !== undefined) counted += now() - since
      since = undefined
    },
    seconds: () => Math.round((counted + (since === undefined ? 0 : now() - since)) / 1000),
  }
}
