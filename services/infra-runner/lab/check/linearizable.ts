/**
 * Whether operations could each have happened at one moment between their call and their return. Each key is judged alone (linearizability is local),
 * the easy ones first: a key that cannot be right ends the search, so one that is hard does not hide it.
 */
import type { Operation } from '../history/operation.ts'
import { explained } from './explained.ts'
import type { Model } from './model.ts'
import { type Partition, partitionsOf } from './partition.ts'
import { type SearchLimits, search } from './search.ts'
import type { Verdict } from './verdict.ts'
import { witnessOf } from './witness.ts'

export interface CheckLimits {
  /** True when the time for an answer is over. */
  readonly expired: () => boolean
  readonly cells?: number
}

const firstSteps = 20_000
const mostSteps = 50_000_000
/** 256 MB. */
const mostCells = 64 * 1024 * 1024

export function linearizable(operations: readonly Operation[], model: Model, { expired, cells = mostCells }: CheckLimits): Verdict {
  let open = partitionsOf(operations, model)
  for (let steps = firstSteps; open.length > 0; steps *= 10) {
    if (expired()) return { kind: 'unknown', reason: 'the time for a verdict was over' }
    if (steps >= 10 * mostSteps) return { kind: 'unknown', reason: `too many orders to try for ${namesOf(open)}` }
    const round = judged(open, model, { steps: Math.min(steps, mostSteps), cells, expired })
    if (round.verdict !== undefined) return round.verdict
    open = round.hard
  }
  return { kind: 'valid' }
}

interface Round {
  readonly verdict: Verdict | undefined
  /** Those that need more steps. */
  readonly hard: readonly Partition[]
}

function judged(open: readonly Partition[], model: Model, limits: SearchLimits): Round {
  const hard: Partition[] = []
  for (const partition of open) {
    const { kind, longest } = search(partition, limits)
    if (kind === 'none') {
      const witness = witnessOf(partition, model, { longest, limits })
      return { verdict: { kind: 'invalid', anomalies: [explained(witness, model)] }, hard }
    }
    if (kind === 'unknown' || limits.expired()) hard.push(partition)
  }
  return { verdict: undefined, hard }
}

function namesOf(partitions: readonly Partition[]): string {
  const keys = partitions.map(({ certain }) => certain[0]?.key ?? 'all')
  return keys.slice(0, 3).join(', ')
}
