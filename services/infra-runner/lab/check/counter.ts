/** Whether what was read at the end is a sum that the additions allow: each acknowledged one counts once, each uncertain one once or not at all. */
import { latestOf } from '../history/last.ts'
import type { Operation } from '../history/operation.ts'
import { type Anomaly, type Verdict, verdictOf } from './verdict.ts'

type Interval = readonly [least: number, most: number]

const mostIntervals = 10_000

/** Reads called `final` are judged; those before may be as old as they like. */
export function counter(operations: readonly Operation[]): Verdict {
  const adds = operations.filter(({ f, outcome }) => f === 'add' && outcome !== 'fail')
  const finals = latestOf(operations.filter(({ f, outcome }) => f === 'final' && outcome === 'ok'))
  if (finals.length === 0) return { kind: 'unknown', reason: 'nothing was read at the end' }
  const sums = possibleSums(adds)
  if (sums === undefined) return { kind: 'unknown', reason: 'too many additions that nobody knows about' }
  const anomalies = finals
    .filter(({ output }) => !sums.some(([least, most]) => Number(output) >= least && Number(output) <= most && Number.isInteger(output)))
    .map(
      ({ id, process, output }): Anomaly => ({
        name: 'wrong-sum',
        explanation: `${process} read ${String(output)} at the end, and the additions allow ${wordsOf(sums)}`,
        operations: [id],
        inTheEnd: true,
      }),
    )
  return verdictOf(anomalies)
}

function possibleSums(adds: readonly Operation[]): readonly Interval[] | undefined {
  const certain = adds.filter(({ outcome }) => outcome === 'ok').reduce((sum, { input }) => sum + Number(input), 0)
  let sums: readonly Interval[] = [[certain, certain]]
  for (const { input, outcome } of adds) {
    if (outcome !== 'info') continue
    const delta = Number(input)
    sums = merged([...sums, ...sums.map(([least, most]): Interval => [least + delta, most + delta])])
    if (sums.length > mostIntervals) return undefined
  }
  return sums
}

function merged(intervals: readonly Interval[]): readonly Interval[] {
  const joined: [number, number][] = []
  for (const [least, most] of [...intervals].sort(([one], [other]) => one - other)) {
    const last = joined.at(-1)
    if (last !== undefined && least <= last[1] + 1) last[1] = Math.max(last[1], most)
    else joined.push([least, most])
  }
  return joined
}

function wordsOf(sums: readonly Interval[]): string {
  const shown = sums.slice(0, 4).map(([least, most]) => (least === most ? `${least}` : `${least} to ${most}`))
  return `${shown.join(', ')}${sums.length > shown.length ? ' and others' : ''}`
}
