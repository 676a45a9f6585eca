/** Directed scenarios for Raft: schedules that chance seldom brings about. They need a node that shows its role, term and log. */
import { raftInvariants } from '../virtual/invariants.ts'
import { agreementScenarios } from './raft-agreement.ts'
import { cutOffLeader } from './raft-clocks.ts'
import { snapshotScenarios } from './raft-snapshots.ts'
import { leaderAmong, shownBy } from './raft-stage.ts'
import { type Scenario, scenario } from './stage.ts'

const raft = { invariant: raftInvariants }

/**
 * An entry of an old term reaches a majority under a later leader, who dies; one without it, but with an entry of a term between, is elected. Raft (2014),
 * figure 8: the first entry must not have counted as committed.
 */
const figure8 = scenario('an old entry on a majority is not yet committed', raft, (stage) => {
  const { cluster, connect, until, run, write } = stage
  const { ids } = cluster
  connect(ids)
  if (!until(() => leaderAmong(stage, ids) !== undefined)) return false
  const first = leaderAmong(stage, ids) ?? ''
  run(200)
  const [second = '', third = '', fourth = '', fifth = ''] = ids.filter((id) => id !== first)
  connect([first, second])
  const length = shownBy(stage, first)?.log.length ?? 0
  write(first, 1)
  if (!until(() => (shownBy(stage, second)?.log.length ?? 0) > length)) return false
  cluster.crash(first, 'unsynced-lost')
  const others = [third, fourth, fifth]
  connect(others)
  if (!until(() => leaderAmong(stage, others) !== undefined)) return false
  const between = leaderAmong(stage, others) ?? ''
  connect([])
  write(between, 2)
  run(20)
  cluster.crash(between, 'unsynced-lost')
  cluster.restart(first)
  const heir = others.find((id) => id !== between) ?? ''
  connect([first, second, heir])
  if (
    !until(
      () => (shownBy(stage, leaderAmong(stage, [first, second]) ?? '')?.commit ?? 0) > length || (shownBy(stage, heir)?.log.length ?? 0) > length,
    )
  )
    return false
  run(120)
  cluster.crash(first, 'unsynced-lost')
  cluster.crash(second, 'unsynced-lost')
  cluster.restart(between)
  connect(others)
  until(() => leaderAmong(stage, others) !== undefined)
  run(400)
  return true
})

/** Voters die as soon as they have voted, and hear a second candidate of the same term when they are back. */
const forgottenVotes = scenario('a vote outlives a crash', raft, (stage) => {
  const { cluster, connect, until, run } = stage
  const { ids } = cluster
  for (let round = 0; round < 6; round += 1) {
    cluster.network.weather.latencyMs = 40
    cluster.fragile(0.25)
    run(1_500)
    cluster.fragile(0)
    connect(ids)
    cluster.network.weather.latencyMs = 5
    for (const id of ids) cluster.restart(id)
    until(() => leaderAmong(stage, ids) !== undefined)
    const leader = leaderAmong(stage, ids)
    connect(ids.filter((id) => id !== leader))
  }
  return true
})

/** Acknowledgements take longer than a leader's time; by then, what was acknowledged may have been overwritten. */
const lateAnswers = scenario('answers that are late count for nothing', raft, (stage) => {
  const { cluster, connect, run, write } = stage
  const { ids, network } = cluster
  for (let round = 0; round < 30; round += 1) {
    network.weather.delayMs = round % 2 === 0 ? 900 : 0
    network.weather.latencyMs = 30
    for (const [index, id] of ids.entries()) write(id, round * 10 + index)
    run(400)
    const leader = leaderAmong(stage, ids)
    if (leader !== undefined) write(leader, round)
    connect(round % 3 === 0 ? ids : ids.filter((id) => id !== leader))
  }
  return true
})

/** What a leader of an earlier term was told arrives when it leads again, and its log is another. */
const acknowledgedBefore = scenario('acknowledgements of an earlier term count for nothing', { ...raft, seeds: [1, 2, 3, 4, 5, 6] }, (stage) => {
  const { cluster, connect, until, run, write } = stage
  const { ids, network } = cluster
  connect(ids)
  if (!until(() => leaderAmong(stage, ids) !== undefined)) return false
  const first = leaderAmong(stage, ids) ?? ''
  run(200)
  const [second = '', third = '', ...rest] = ids.filter((id) => id !== first)
  const length = shownBy(stage, first)?.log.length ?? 0
  // The first leader and one follower hold entries that nobody else has; the follower's answers are on their way for long.
  connect([first, second])
  network.weather.slow = (from, to) => (from === second && to === first ? 5_000 : 0)
  for (let value = 1; value <= 6; value += 1) write(first, value)
  if (!until(() => (shownBy(stage, second)?.log.length ?? 0) >= length + 6)) return false
  const others = [third, ...rest]
  connect(others)
  if (!until(() => leaderAmong(stage, others) !== undefined)) return false
  // Their leader overwrites what the follower held.
  network.weather.slow = () => 0
  connect([second, ...others])
  if (!until(() => [second, ...others].every((id) => (shownBy(stage, id)?.log.length ?? 0) === length + 1))) return false
  run(100)
  cluster.pause(second)
  // The first leads again, but what it appends reaches only one of the five.
  connect([first, ...others])
  run(100)
  for (let round = 0; round < 40 && leaderAmong(stage, ids) !== first; round += 1) {
    const leader = leaderAmong(stage, ids)
    connect(ids.filter((id) => id !== leader && id !== second))
    run(60)
    connect([first, ...others])
    run(30)
  }
  if (leaderAmong(stage, ids) !== first) return false
  network.weather.cut = (from, to) => !([first, third].includes(to) && [first, second, third].includes(from))
  for (let value = 11; value <= 16; value += 1) write(first, value)
  run(5_500)
  return true
})

export const raftScenarios: readonly Scenario[] = [
  figure8,
  forgottenVotes,
  lateAnswers,
  acknowledgedBefore,
  ...agreementScenarios,
  ...snapshotScenarios,
  cutOffLeader(0.1),
]
