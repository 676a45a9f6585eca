/** Which scenarios a program can be led through, by what it shows of itself. */
import { paxosScenarios } from './paxos.ts'
import { raftScenarios } from './raft.ts'
import type { Scenario } from './stage.ts'
import { twoPhaseScenarios } from './two-phase.ts'

/** @param view the last that a node has shown, as JSON. */
export function scenariosFor(workload: string, view: string): readonly Scenario[] {
  const shown: unknown = JSON.parse(view)
  if (typeof shown !== 'object' || shown === null) return []
  if (workload === 'lin-kv' && ['role', 'term', 'commit', 'log'].every((name) => name in shown)) return raftScenarios
  if (workload === 'lin-kv' && 'chosen' in shown && 'touched' in shown) return paxosScenarios
  return workload === 'two-phase-commit' && 'decided' in shown && 'prepared' in shown ? twoPhaseScenarios : []
}
