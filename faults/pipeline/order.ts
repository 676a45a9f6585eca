/** What a job of the pipeline is asked to do. */
export const kind = 'line'

export const steps: readonly number[] = [1, 2, 3, 4, 5, 6]

export interface Order {
  /** Where its first attempt stands still: before the step's effect, or behind it and before its result is kept. */
  readonly stillAt?: { readonly step: number; readonly place: 'before' | 'behind' }
  /** The step at which the provider refuses for good. */
  readonly refusedAt?: number
}
