/** How each reference node is tested: its workloads under random faults, and scenarios that chance seldom brings about. */
import { paxosScenarios } from '../scenarios/paxos.ts'
import { raftScenarios } from '../scenarios/raft.ts'
import type { Scenario } from '../scenarios/stage.ts'
import { twoPhaseScenarios } from '../scenarios/two-phase.ts'
import { commitment } from './commit.ts'
import { election } from './election.ts'
import { broadcast, counterBothWays, echo, growCounter, growSet, keptLog, uniqueId } from './spread.ts'
import { locks, paxosKv, raftKv, txnListAppend, txnRwRegister } from './stored.ts'
import type { Workload } from './workload.ts'

export interface Suite {
  readonly workloads: readonly Workload[]
  readonly scenarios: readonly Scenario[]
}

export const suites = {
  raft: { workloads: [raftKv, txnListAppend, txnRwRegister, locks, election], scenarios: raftScenarios },
  paxos: { workloads: [paxosKv], scenarios: paxosScenarios },
  'two-phase': { workloads: [commitment], scenarios: twoPhaseScenarios },
  broadcast: { workloads: [broadcast, growSet], scenarios: [] },
  counter: { workloads: [growCounter, counterBothWays], scenarios: [] },
  log: { workloads: [keptLog], scenarios: [] },
  echo: { workloads: [echo, uniqueId], scenarios: [] },
} as const satisfies Readonly<Record<string, Suite>>
