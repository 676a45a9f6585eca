/** The workloads that a learner's program can be run under, by their names, and the faults that a screen offers. */
import { commitShown, raftShown } from '../virtual/invariants.ts'
import type { FaultKind } from '../virtual/nemesis.ts'
import { commitment } from './commit.ts'
import { election } from './election.ts'
import { efficientBroadcast } from './goals.ts'
import { broadcast, counterBothWays, echo, growCounter, growSet, keptLog, uniqueId } from './spread.ts'
import { locks, raftKv, txnListAppend, txnRwRegister } from './stored.ts'
import type { Workload } from './workload.ts'

/** A node that shows its role, term and log as Raft's is held to Raft's invariants as well. */
const consensus: Workload = { ...raftKv, name: 'lin-kv', invariant: raftShown }

const all: readonly Workload[] = [
  ...[echo, uniqueId, broadcast, growSet, growCounter, counterBothWays, keptLog],
  ...[consensus, { ...locks, invariant: raftShown }, { ...txnListAppend, invariant: raftShown }, { ...txnRwRegister, invariant: raftShown }],
  ...[election, efficientBroadcast],
  { ...commitment, name: 'two-phase-commit', invariant: commitShown },
]

export const workloadNames: readonly string[] = all.map(({ name }) => name)

export function workloadNamed(name: string): Workload | undefined {
  return all.find((one) => one.name === name)
}

const kindsOf: Readonly<Record<string, readonly FaultKind[]>> = {
  partition: ['halves', 'one-alone', 'primary-alone', 'ring', 'bridge'],
  'one-way': ['one-way'],
  loss: ['loss'],
  delay: ['delay'],
  duplicate: ['duplicate'],
  kill: ['crash', 'crash-primary', 'crash-all', 'crash-after-sending'],
  'torn-writes': ['torn'],
  pause: ['pause'],
  clock: ['skew', 'skew-primary', 'skew-primary', 'skew-primary'],
}

/** @param faults as the screen names them. */
export function faultKindsOf(faults: readonly string[]): readonly FaultKind[] {
  return faults.flatMap((fault) => kindsOf[fault] ?? [])
}
