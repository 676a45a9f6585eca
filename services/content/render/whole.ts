/**
 * Encoders hand their packets over from threads of their own. What such a thread has not done yet when it is told to end may get lost, without a word:
 * so they are told once everything is there, and what is not whole all the same is made again.
 */
import { setTimeout as pause } from 'node:timers/promises'

const mostTries = 4
const lookEveryMs = 1
const mostWaitMs = 1000

/** Until it is so, or for as long as nobody hopes any more. */
export async function awaited(isSo: () => boolean): Promise<void> {
  const end = performance.now() + mostWaitMs
  while (!isSo() && performance.now() < end) await pause(lookEveryMs)
}

/** @param make gives nothing when a part of it is missing. */
export async function whole<T>(make: () => Promise<T | undefined>): Promise<T> {
  for (let tried = 0; tried < mostTries; tried += 1) {
    const made = await make()
    if (made !== undefined) return made
  }
  throw new Error('the encoder has lost a part')
}

export interface Heard {
  /** When each packet begins, in order, s. */
  readonly starts: readonly number[]
  /** Of one packet, s. */
  readonly each: number
  /** Of all, s. */
  readonly seconds: number
}

/** Whether packets lie side by side from the first sample to the last. */
export function isUnbroken({ starts, each, seconds }: Heard): boolean {
  return [...starts, seconds].every((at, index) => at - (starts[index - 1] ?? 0) < 1.25 * each)
}
