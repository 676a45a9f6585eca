/** The few figures a row is judged by. */

/** @param share 0.5 for the median, 0.95 for p95 (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  // A product such as 25 × 0.28 is a little above 7.
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share - 1e-9) - 1)]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Milliseconds of a clock that all processes of this machine share. */
export function nowMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000
}
