/** Judges a program by its suite: scenarios first, then random faults seed by seed, until something is found. */
import type { Anomaly, Verdict } from '../check/verdict.ts'
import type { Start } from '../virtual/node.ts'
import { run } from '../workloads/run.ts'
import type { Suite } from '../workloads/suites.ts'
import { paxosMutants, raftMutants } from './consensus.ts'
import { leases } from './leases.ts'
import type { Mutant } from './mutant.ts'
import { broadcastMutants, counterMutants, idMutants, logMutants, twoPhaseMutants } from './others.ts'

export const mutants: readonly Mutant[] = [
  ...[...raftMutants, leases, ...paxosMutants, ...twoPhaseMutants],
  ...[...broadcastMutants, ...counterMutants, ...logMutants, ...idMutants],
]

export interface Found {
  readonly where: string
  readonly anomaly: Anomaly
}

interface Effort {
  readonly seeds: readonly number[]
  readonly durationMs: number
}

export function firstFound(suite: Suite, start: Start, { seeds, durationMs }: Effort): Found | undefined {
  for (const { name, play } of suite.scenarios) {
    const found = foundIn(play(start))
    if (found !== undefined) return { where: name, anomaly: found }
  }
  for (const seed of seeds) {
    for (const workload of suite.workloads) {
      const found = foundIn(run(workload, start, { seed, clients: 8, durationMs }).verdict)
      if (found !== undefined) return { where: `${workload.name}, seed ${seed}`, anomaly: found }
    }
  }
  return undefined
}

function foundIn(verdict: Verdict): Anomaly | undefined {
  return verdict.kind === 'invalid' ? verdict.anomalies[0] : undefined
}
