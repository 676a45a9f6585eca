/** Workloads with a goal beside being right: so few messages, so soon. */
import { elementsOf } from '../check/elements.ts'
import type { Anomaly, Verdict } from '../check/verdict.ts'
import type { Operation } from '../history/operation.ts'
import { broadcast } from './spread.ts'
import type { Workload } from './workload.ts'

/** Broadcast as on a wide network: 25 nodes, 100 ms each way, a hundred operations a second. */
export const efficientBroadcast: Workload = {
  ...broadcast,
  name: 'broadcast-efficient',
  faults: [],
  nodes: 25,
  latencyMs: 100,
  goal: { messagesPerOperation: 8, stableMs: 2_000 },
}

/** What is right and misses its goal fails, with by how much. */
export function withGoal(
  verdict: Verdict,
  { goal }: Workload,
  { operations, messages }: { readonly operations: readonly Operation[]; readonly messages: number },
): Verdict {
  if (verdict.kind !== 'valid' || goal === undefined) return verdict
  const perOperation = messages / Math.max(1, operations.length)
  const failed = (explanation: string, more: Pick<Anomaly, 'inTheEnd'> = {}): Verdict => ({
    kind: 'invalid',
    anomalies: [{ name: 'goal-missed', explanation, operations: [], ...more }],
  })
  if (perOperation >= goal.messagesPerOperation)
    return failed(
      `all is right, but it took ${perOperation.toFixed(1)} messages for each operation; the goal is fewer than ${goal.messagesPerOperation}`,
    )
  const latest = Math.max(0, ...elementsOf(operations, { adds: 'broadcast', reads: 'read' }).latenciesMs)
  if (latest <= goal.stableMs) return verdict
  return failed(`all is right, but a number was seen everywhere only after ${Math.round(latest)} ms; the goal is ${goal.stableMs} ms`, {
    inTheEnd: true,
  })
}
