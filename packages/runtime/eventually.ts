/** Reads until something is so, and gives up rather than read for ever: for tests of what others do in their own time. */
import { setTimeout } from 'node:timers/promises'

const longestRestMs = 40

/**
 * @param probe read again and again until it is truthy; what is waited for needs the processor more than the waiting does, so rests between reads grow.
 * @param within milliseconds after which it throws; a bound for what never comes, not a measure of speed.
 */
export async function eventually<T>(probe: () => T | Promise<T>, within = 60_000): Promise<NonNullable<T>> {
  const giveUp = performance.now() + within
  for (let rest = 1; ; rest = Math.min(longestRestMs, rest * 1.5)) {
    const seen = await probe()
    if (seen) return seen
    if (performance.now() > giveUp) throw new Error(`Not so within ${within} ms: ${probe.toString()}`)
    await setTimeout(rest)
  }
}
