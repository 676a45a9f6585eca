/** A few operations of a partition that cannot be put in order, which is all that a person need look at. */
import type { Operation } from '../history/operation.ts'
import { type Model, onlyAnswers } from './model.ts'
import { type Partition, partitionOf } from './partition.ts'
import { type SearchLimits, search } from './search.ts'

interface Hopeless {
  /** Of the certain operations, by index: the longest order that was found. */
  readonly longest: readonly number[]
  readonly limits: SearchLimits
}

/** Each attempt costs a search, and a large witness can be made smaller for long. */
const mostAttempts = 400

/**
 * Cuts the history where it first goes wrong, then leaves out, group by group, what is not needed for that: an answer alone is always left out
 * safely; what changes the state only with all that touches its values.
 */
export function witnessOf({ certain, pending }: Partition, model: Model, { longest, limits }: Hopeless): readonly Operation[] {
  const all = [...certain, ...pending].sort((one, other) => one.calledAt - other.calledAt)
  const wrong = (operations: readonly Operation[]): boolean => search(partitionOf(operations, model), limits).kind === 'none'
  const returns = certain.map(({ returnedAt }) => returnedAt).sort((one, other) => one - other)
  let right = longest.length === 0 ? 0 : 1
  let last = returns.length
  while (right < last) {
    const middle = (right + last) >> 1
    if (wrong(until(all, returns[middle - 1] ?? 0))) last = middle
    else right = middle + 1
  }
  const least = until(all, returns[last - 1] ?? 0)
  return without(wrong(least) ? least : all, model, wrong)
}

/** What was known then: later answers are not there yet. */
function until(operations: readonly Operation[], at: number): readonly Operation[] {
  return operations
    .filter(({ calledAt }) => calledAt <= at)
    .map((operation) =>
      operation.returnedAt <= at ? operation : { ...operation, outcome: 'info' as const, output: undefined, returnedAt: Number.POSITIVE_INFINITY },
    )
}

function without(operations: readonly Operation[], model: Model, wrong: (operations: readonly Operation[]) => boolean): readonly Operation[] {
  let kept = operations
  let attempts = 0
  for (let pieces = 2; attempts < mostAttempts; pieces *= 2) {
    const groups = groupsOf(kept, model)
    const size = Math.max(1, Math.ceil(groups.length / pieces))
    for (let from = 0; from < groups.length && attempts < mostAttempts; from += size) {
      const gone = new Set(groups.slice(from, from + size).flat())
      const fewer = kept.filter((operation) => !gone.has(operation))
      if (fewer.length === kept.length || fewer.length === 0) continue
      attempts += 1
      if (wrong(fewer)) kept = fewer
    }
    if (size === 1) break
  }
  return kept
}

/** Answers one by one, then the others by the values that they touch together. */
function groupsOf(operations: readonly Operation[], model: Model): readonly (readonly Operation[])[] {
  const answers = operations.filter(onlyAnswers)
  const leader = new Map<string, string>()
  const find = (value: string): string => {
    const above = leader.get(value) ?? value
    return above === value ? value : find(above)
  }
  for (const operation of operations) {
    const [first = '', ...others] = model.touches(operation)
    for (const other of others) leader.set(find(other), find(first))
  }
  const groups = Map.groupBy(operations, (operation) => find(model.touches(operation)[0] ?? ''))
  return [...answers.map((operation) => [operation]), ...groups.values()]
}
