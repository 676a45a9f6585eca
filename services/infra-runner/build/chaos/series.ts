/** What clients felt, out of quarter-seconds of their requests: how long an outage was, and when all was as before. */
import { type Bucket, bucketMs } from '../load/told.ts'
import type { ChaosResult, Point } from '../trial.ts'

type Steady = ChaosResult['before']

/** Of two requests and one in ten on, a quarter of a second was an outage. */
function isOut({ sent, failed }: Pick<Bucket, 'sent' | 'failed'>): boolean {
  return failed >= 2 && failed * 10 >= sent
}

/** @param from, to epoch milliseconds; the quarter in which the blow falls counts to what it did. */
export function between(buckets: readonly Bucket[], from: number, to: number): readonly Bucket[] {
  return buckets.filter(({ at }) => at + bucketMs > from && at < to)
}

export function steadyOf(buckets: readonly Bucket[]): Steady {
  const sent = buckets.reduce((sum, one) => sum + one.sent, 0)
  const failed = buckets.reduce((sum, one) => sum + one.failed, 0)
  return { answered: sent === 0 ? 1 : (sent - failed) / sent, p99Ms: p99Of(buckets.flatMap(({ latenciesMs }) => latenciesMs)) }
}

function p99Of(latenciesMs: readonly number[]): number {
  const sorted = latenciesMs.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0
}

/** Of the quarter in which the blow fell, what came after it. */
export function outageMs(buckets: readonly Bucket[], struckAt: number): number {
  return Math.round(buckets.filter(isOut).reduce((sum, { at }) => sum + at + bucketMs - Math.max(at, struckAt), 0))
}

interface Limits {
  readonly struckAt: number
  /** Two requests and one in ten that are slower, or fail, are not as before. */
  readonly limitMs: number
}

function isBad(one: Bucket, limitMs: number): boolean {
  const slow = one.latenciesMs.filter((ms) => ms > limitMs).length
  return one.open > 0 || isOut({ sent: one.sent, failed: one.failed + slow })
}

/** From the blow to the end of the last quarter that was not as before; null: the last ones are not. */
export function recoveryMs(buckets: readonly Bucket[], { struckAt, limitMs }: Limits): number | null {
  const bad = buckets.findLastIndex((one) => isBad(one, limitMs))
  if (bad === -1) return 0
  const last = buckets[bad]
  if (last === undefined || buckets.length - bad - 1 < calm) return null
  return Math.round(Math.max(0, last.at + bucketMs - struckAt))
}

/** So many quarters without trouble are peace. */
const calm = 3

export function isCalm(buckets: readonly Bucket[], limitMs: number): boolean {
  const latest = buckets.slice(-calm)
  return latest.length === calm && latest.every((one) => !isBad(one, limitMs))
}

export function pointsOf(buckets: readonly Bucket[], struckAt: number): readonly Point[] {
  return buckets.map(({ at, sent, failed, latenciesMs }) => ({
    ms: Math.round(at - struckAt),
    rps: (sent * 1000) / bucketMs,
    failed,
    p99Ms: p99Of(latenciesMs),
  }))
}
