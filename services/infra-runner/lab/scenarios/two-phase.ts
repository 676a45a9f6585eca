/** Directed scenarios for two-phase commit: who dies when, and for how long the others have to wait. */
import { commitInvariants } from '../virtual/invariants.ts'
import { type Scenario, type Stage, scenario } from './stage.ts'

interface Shown {
  readonly decided: readonly (readonly [transaction: string, decision: string])[]
  readonly prepared: readonly string[]
}

const two = { invariant: commitInvariants, nodes: 4 }

function decisionOf({ shown }: Stage, node: string, transaction: string): string {
  return shown<Shown>(node)?.decided.find(([name]) => name === transaction)?.[1] ?? 'open'
}

function isPrepared({ shown }: Stage, node: string, transaction: string): boolean {
  return shown<Shown>(node)?.prepared.includes(transaction) === true
}

const begin = (transaction: string, refusing: readonly string[] = []) => ({ type: 'begin', transaction, refusing })

const coordinatorBefore = scenario('a coordinator dies before it has decided', two, (stage) => {
  const { cluster, ask, until, run, expect } = stage
  const [first = '', ...others] = cluster.ids
  ask(first, begin('t'))
  if (!until(() => others.every((id) => isPrepared(stage, id, 't')))) return false
  cluster.crash(first, 'unsynced-lost')
  run(3_000)
  // Those who have promised may not decide alone, however long it takes.
  expect(
    others.every((id) => decisionOf(stage, id, 't') === 'open'),
    'decided-alone',
    'whoever had promised has decided without its coordinator',
  )
  cluster.restart(first)
  expect(
    until(() => cluster.ids.every((id) => decisionOf(stage, id, 't') !== 'open')),
    'blocked',
    'the coordinator is back, and the transaction stays open',
  )
  return true
})

const coordinatorAfter = scenario('a coordinator dies after it has decided, and before anybody hears of it', two, (stage) => {
  const { cluster, ask, until, expect } = stage
  const { ids } = cluster
  const [first = ''] = ids
  ask(first, begin('t'))
  if (!until(() => decisionOf(stage, first, 't') === 'commit')) return false
  stage.connect([])
  cluster.crash(first, 'unsynced-lost')
  stage.run(1_000)
  cluster.restart(first)
  stage.connect(ids)
  expect(
    until(() => ids.every((id) => decisionOf(stage, id, 't') === 'commit')),
    'blocked',
    'a commit does not reach all although all is well again',
  )
  return true
})

const participantPrepared = scenario('a member dies when it has promised', two, (stage) => {
  const { cluster, ask, until, expect } = stage
  const { ids } = cluster
  const [first = '', second = ''] = ids
  ask(first, begin('t'))
  if (!until(() => isPrepared(stage, second, 't'))) return false
  cluster.crash(second, 'unsynced-lost')
  stage.run(2_000)
  cluster.restart(second)
  expect(
    until(() => ids.every((id) => decisionOf(stage, id, 't') !== 'open')),
    'blocked',
    `${second} is back, and the transaction stays open`,
  )
  return true
})

const refusal = scenario('one that refuses makes all abort', two, (stage) => {
  const { cluster, ask, until, expect } = stage
  const [first = '', , third = ''] = cluster.ids
  const heard = ask(first, begin('t', [third]))
  expect(
    until(() => heard[0]?.decision === 'abort'),
    'no-abort',
    'a transaction that one refuses is not aborted',
  )
  expect(
    until(() => cluster.ids.every((id) => decisionOf(stage, id, 't') === 'abort')),
    'no-abort',
    'not all have aborted what one refused',
  )
  return true
})

const lostVotes = scenario('votes that are lost end in an abort, not in waiting for ever', two, (stage) => {
  const { cluster, ask, until, expect } = stage
  const [first = '', second = ''] = cluster.ids
  cluster.network.weather.cut = (from, to) => from === second && to === first
  const heard = ask(first, begin('t'))
  expect(
    until(() => heard[0]?.decision === 'abort'),
    'blocked',
    'a coordinator that misses a vote does not come to an end',
  )
  stage.connect(cluster.ids)
  expect(
    until(() => cluster.ids.every((id) => decisionOf(stage, id, 't') === 'abort')),
    'blocked',
    'an abort does not reach all although all is well again',
  )
  return true
})

export const twoPhaseScenarios: readonly Scenario[] = [coordinatorBefore, coordinatorAfter, participantPrepared, refusal, lostVotes]
