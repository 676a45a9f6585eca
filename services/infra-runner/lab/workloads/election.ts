/** The workload of leader election: whoever is asked names the leader and its term. */
import { type Anomaly, verdictOf } from '../check/verdict.ts'
import { lastOf, latestOf } from '../history/last.ts'
import type { HistoryEvent, Operation } from '../history/operation.ts'
import type { Nodes } from '../virtual/cluster.ts'
import { raftShown } from '../virtual/invariants.ts'
import type { Workload } from './workload.ts'

interface Named {
  readonly leader: unknown
  readonly term: unknown
}

export const election: Workload = {
  name: 'leader-election',
  faults: [
    'halves',
    'one-alone',
    'primary-alone',
    'ring',
    'bridge',
    'one-way',
    'loss',
    'delay',
    'duplicate',
    'crash',
    'crash-primary',
    'crash-all',
    'crash-after-sending',
    'torn',
    'pause',
  ],
  nodes: 5,
  ask: () => () => ({ f: 'leader', value: null, body: { type: 'leader' } }),
  last: () => [{ f: 'leader', value: null, body: { type: 'leader' } }],
  answer: (_, { leader, term }) => ({ leader, term }),
  harmless: new Set(['leader']),
  check: (operations) => verdictOf([...twoLeaders(operations), ...goingBack(operations), ...disagreement(operations), ...deadLeader(operations)]),
  invariant: raftShown,
  finale: killLeader,
}

const answersWithinMs = 300

/** Whomever most name is killed, and stays so. */
function killLeader(cluster: Nodes, history: HistoryEvent[]): void {
  const votes = new Map<string, number>()
  for (const node of cluster.ids) {
    cluster.request(`c-finale-${node}`, node, { type: 'leader' }, ({ leader }) => {
      const name = String(leader)
      if (cluster.ids.includes(name)) votes.set(name, (votes.get(name) ?? 0) + 1)
    })
  }
  cluster.at(cluster.now() + answersWithinMs, () => {
    const [leader] = [...votes].sort(([, one], [, other]) => other - one)[0] ?? []
    if (leader === undefined) return
    const event = { process: 'finale', f: 'killed', value: leader, timeMs: cluster.now() }
    history.push({ ...event, kind: 'invoke' }, { ...event, kind: 'ok' })
    cluster.crash(leader, 'unsynced-lost')
  })
}

/** Whoever is dead leads no more. */
function deadLeader(operations: readonly Operation[]): readonly Anomaly[] {
  const killed = operations.find(({ f }) => f === 'killed')
  const last = latestOf(lastOf(answered(operations))).find((one) => killed !== undefined && named(one).leader === killed.output)
  if (killed === undefined || last === undefined) return []
  const explanation = `${killed.output} was killed, and ${Math.round(last.calledMs - killed.calledMs)} ms later ${last.process} was still told that it leads`
  return [{ name: 'dead-leader', explanation, operations: [killed.id, last.id], inTheEnd: true }]
}

function named({ output }: Operation): Named {
  return (output ?? {}) as Named
}

function answered(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(({ f, outcome }) => f === 'leader' && outcome === 'ok')
}

/** One leader in a term. */
function twoLeaders(operations: readonly Operation[]): readonly Anomaly[] {
  const leaders = new Map<unknown, Operation>()
  for (const operation of answered(operations)) {
    const { leader, term } = named(operation)
    const first = leaders.get(term)
    if (first === undefined) leaders.set(term, operation)
    else if (named(first).leader !== leader) {
      const explanation = `${first.process} was told that ${named(first).leader} leads term ${term}, and ${operation.process} that ${leader} does`
      return [{ name: 'two-leaders', explanation, operations: [first.id, operation.id] }]
    }
  }
  return []
}

/** Whoever asks the same node again hears of no earlier term. */
function goingBack(operations: readonly Operation[]): readonly Anomaly[] {
  const last = new Map<string, Operation>()
  for (const operation of answered(operations)) {
    const [process = ''] = operation.process.split('.')
    const before = last.get(process)
    last.set(process, operation)
    if (before === undefined || Number(named(operation).term) >= Number(named(before).term)) continue
    const explanation = `${process} was told of term ${named(before).term}, and later by the same node of term ${named(operation).term}`
    return [{ name: 'term-went-back', explanation, operations: [before.id, operation.id] }]
  }
  return []
}

/** In the end all name the same. */
function disagreement(operations: readonly Operation[]): readonly Anomaly[] {
  const last = latestOf(lastOf(answered(operations)))
  const [first] = last
  const other = last.find((one) => named(one).leader !== (first === undefined ? undefined : named(first).leader))
  if (first === undefined || other === undefined) return []
  const explanation = `in the end ${first.process} was told that ${named(first).leader} leads, and ${other.process} that ${named(other).leader} does`
  return [{ name: 'no-agreement', explanation, operations: [first.id, other.id], inTheEnd: true }]
}
