/** What a checker says of a history: it is right, it is wrong and why, or nobody can tell. */

export interface Anomaly {
  /** Its name in the field: 'stale-read', 'G1a', 'lost' … */
  readonly name: string
  /** In a sentence, by the few operations that show it. */
  readonly explanation: string
  /** Ids of these operations. */
  readonly operations: readonly number[]
  /** It shows only in what was asked at the end, or in how late something was: with more time it might not. */
  readonly inTheEnd?: true
}

export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly anomalies: readonly [Anomaly, ...Anomaly[]] }
  | { readonly kind: 'unknown'; readonly reason: string }

export function verdictOf(anomalies: readonly Anomaly[]): Verdict {
  const [first, ...others] = anomalies
  return first === undefined ? { kind: 'valid' } : { kind: 'invalid', anomalies: [first, ...others] }
}
