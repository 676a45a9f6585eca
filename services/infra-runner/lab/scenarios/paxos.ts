/** Directed scenarios for Paxos: proposers that overtake each other, and acceptors that die in between. They need a node that shows what it holds as chosen and what it has accepted. */
import { paxosInvariants } from '../virtual/paxos-invariants.ts'
import { type Scenario, type Stage, scenario } from './stage.ts'

interface Shown {
  readonly chosen: readonly (readonly [slot: number, id: string])[]
  readonly touched: readonly { readonly slot: number; readonly accepted: number }[]
}

const paxos = { invariant: paxosInvariants, seeds: [1, 2, 3, 4, 5, 6, 7, 8] }

function hasAccepted({ shown }: Stage, node: string): boolean {
  return shown<Partial<Shown>>(node)?.touched?.some(({ accepted }) => accepted > 0) === true
}

function chosenOn({ shown }: Stage, node: string): number {
  return shown<Partial<Shown>>(node)?.chosen?.length ?? 0
}

/**
 * One acceptor has accepted an early ballot that came no further, three a later one that is chosen; whoever proposes next hears of both, and has to take the later.
 */
const duel = scenario('of two ballots that were accepted the later counts', paxos, (stage) => {
  const { cluster, connect, until, run, write } = stage
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = cluster.ids
  connect([second, third, fourth])
  write(second, 1)
  if (!until(() => hasAccepted(stage, second))) return false
  connect([])
  cluster.crash(second, 'unsynced-lost')
  run(60)
  connect([first, fourth, fifth])
  write(first, 2)
  if (!until(() => chosenOn(stage, first) > 0)) return false
  // Nobody hears that it is chosen.
  connect([])
  cluster.crash(first, 'unsynced-lost')
  cluster.crash(fifth, 'unsynced-lost')
  run(60)
  cluster.restart(second)
  connect([second, third, fourth])
  write(third, 3)
  until(() => chosenOn(stage, third) > 0)
  run(300)
  connect(cluster.ids)
  for (const id of cluster.ids) cluster.restart(id)
  run(1_000)
  return true
})

/** Acceptors die as soon as they have said something; what they said binds them when they are back. */
const acceptorsDie = scenario('what an acceptor has said outlives a crash', paxos, ({ cluster, connect, run, write }) => {
  const { ids } = cluster
  for (let round = 0; round < 12; round += 1) {
    cluster.fragile(0.3)
    for (const [index, id] of ids.entries()) if (cluster.isUp(id)) write(id, round * 10 + index)
    connect(ids.filter((_, index) => index !== round % ids.length))
    run(250)
    cluster.fragile(0)
    run(40)
  }
  connect(ids)
  for (const id of ids) cluster.restart(id)
  run(2_000)
  return true
})

/** All propose at once, again and again; in the end something is chosen, and the same for all. */
const allAtOnce = scenario('proposers that duel come to an end', paxos, (stage) => {
  const { cluster, run, ask, expect } = stage
  const { ids } = cluster
  for (let round = 0; round < 10; round += 1) {
    for (const [index, id] of ids.entries()) ask(id, { type: 'write', key: 'x', value: round * 10 + index })
    run(20)
  }
  run(15_000)
  const last = ids.map((id) => ask(id, { type: 'read', key: 'x' }))
  run(5_000)
  expect(
    last.every((heard) => heard[0]?.type === 'read_ok'),
    'no-progress',
    'proposers that are left in peace do not come to an end',
  )
  return true
})

export const paxosScenarios: readonly Scenario[] = [duel, acceptorsDie, allAtOnce]
