/** Directed scenarios for Raft in the order in which MIT's course tests it: elections, agreement, logs that differ, crashes, an unreliable network. */
import { raftInvariants } from '../virtual/invariants.ts'
import { leaderAmong, shownBy } from './raft-stage.ts'
import { type Scenario, type Stage, scenario } from './stage.ts'

const raft = { invariant: raftInvariants }

function lengthOf(stage: Stage, node: string): number {
  const shown = shownBy(stage, node)
  return (shown?.base ?? 0) + (shown?.log.length ?? 0)
}

function commitOf(stage: Stage, node: string): number {
  return shownBy(stage, node)?.commit ?? 0
}

/** @returns the leader, or '' where none was elected in time. */
function elected(stage: Stage, among: readonly string[]): string {
  stage.connect(among)
  return stage.until(() => leaderAmong(stage, among) !== undefined) ? (leaderAmong(stage, among) ?? '') : ''
}

function agrees(stage: Stage, value: number): boolean {
  const { cluster, ask, until } = stage
  const up = cluster.ids.filter((id) => cluster.isUp(id))
  const leader = leaderAmong(stage, up) ?? up[0] ?? ''
  const heard = ask(leader, { type: 'write', key: 'x', value })
  return until(() => heard.length > 0) && heard[0]?.type === 'write_ok'
}

const election = scenario('a leader is elected, and stays while all is well', raft, (stage) => {
  const { cluster, run, expect } = stage
  const leader = elected(stage, cluster.ids)
  expect(leader !== '', 'no-leader', 'nobody leads although all nodes hear each other')
  const term = shownBy(stage, leader)?.term
  run(2_000)
  expect(
    leaderAmong(stage, cluster.ids) === leader && shownBy(stage, leader)?.term === term,
    'needless-election',
    'the leader changes although nothing is wrong',
  )
  return leader !== ''
})

const reelection = scenario('another leader follows the one that is cut off, and none leads without a majority', raft, (stage) => {
  const { cluster, run, expect, until } = stage
  const { ids } = cluster
  const first = elected(stage, ids)
  const rest = ids.filter((id) => id !== first)
  const second = elected(stage, rest)
  expect(second !== '' && second !== first, 'no-leader', `nobody follows ${first}, which is cut off`)
  stage.connect([first, second])
  const others = rest.filter((id) => id !== second)
  run(1_000)
  stage.connect(others.slice(0, 2))
  run(1_500)
  expect(
    others.every((id) => shownBy(stage, id)?.role !== 'leader'),
    'leader-without-majority',
    'two of five have elected a leader',
  )
  stage.connect(ids)
  expect(
    until(() => leaderAmong(stage, ids) !== undefined),
    'no-leader',
    'nobody leads although all nodes hear each other again',
  )
  return true
})

const manyElections = scenario('elections come to an end whoever is cut off', raft, (stage) => {
  const { cluster, expect } = stage
  for (let round = 0; round < 10; round += 1) {
    const away = [round % 5, (round * 3 + 1) % 5]
    const here = cluster.ids.filter((_, index) => !away.includes(index))
    expect(elected(stage, here) !== '', 'no-leader', `nobody leads ${here.join(', ')}, which are more than half`)
  }
  return true
})

const agreement = scenario('what is written is committed on all nodes, one after the other', raft, (stage) => {
  const { cluster, expect, until } = stage
  if (elected(stage, cluster.ids) === '') return false
  for (let value = 1; value <= 3; value += 1) expect(agrees(stage, value), 'no-agreement', `write ${value} is not answered although all is well`)
  const most = Math.max(...cluster.ids.map((id) => commitOf(stage, id)))
  expect(
    until(() => cluster.ids.every((id) => commitOf(stage, id) >= most)),
    'no-agreement',
    'not all nodes commit what is committed',
  )
  return true
})

const followersAway = scenario('agreement goes on with two of five gone, and not with three', raft, (stage) => {
  const { cluster, run, ask, expect, until } = stage
  const leader = elected(stage, cluster.ids)
  if (leader === '') return false
  const [one = '', two = '', three = ''] = cluster.ids.filter((id) => id !== leader)
  stage.connect(cluster.ids.filter((id) => id !== one && id !== two))
  expect(agrees(stage, 1), 'no-agreement', 'three of five do not agree')
  stage.connect(cluster.ids.filter((id) => ![one, two, three].includes(id)))
  const before = commitOf(stage, leader)
  const heard = ask(leader, { type: 'write', key: 'x', value: 2 })
  run(2_000)
  expect(heard.length === 0 || heard[0]?.type === 'error', 'committed-without-majority', 'a write was acknowledged with two of five')
  expect(commitOf(stage, leader) === before, 'committed-without-majority', `${leader} has committed with two of five`)
  stage.connect(cluster.ids)
  expect(
    until(() => agrees(stage, 3)),
    'no-agreement',
    'all are back, and do not agree',
  )
  return true
})

const rejoin = scenario('a leader that was cut off comes back and takes over the log of the others', raft, (stage) => {
  const { cluster, write, expect, until } = stage
  const first = elected(stage, cluster.ids)
  if (first === '') return false
  stage.connect([])
  for (let value = 1; value <= 5; value += 1) write(first, value)
  const others = cluster.ids.filter((id) => id !== first)
  if (elected(stage, others) === '') return false
  expect(agrees(stage, 10), 'no-agreement', 'four of five do not agree')
  stage.connect(cluster.ids)
  const goal = Math.max(...others.map((id) => commitOf(stage, id)))
  expect(
    until(() => commitOf(stage, first) >= goal),
    'no-agreement',
    `${first} does not catch up`,
  )
  return true
})

/** Two groups in turn write much that is never committed; in the end all logs are the same, in few messages. */
const backup = scenario('a leader finds back quickly over logs that are wrong', raft, (stage) => {
  const { cluster, write, expect, until } = stage
  const { ids, network } = cluster
  const first = elected(stage, ids)
  if (first === '') return false
  const [mate = '', ...three] = ids.filter((id) => id !== first)
  stage.connect([first, mate])
  for (let value = 1; value <= 60; value += 1) write(first, value)
  until(() => lengthOf(stage, mate) > 50)
  const second = elected(stage, three)
  if (second === '') return false
  for (let value = 101; value <= 160; value += 1) write(second, value)
  if (!until(() => commitOf(stage, second) > 55)) return false
  const sent = network.counts.sent
  stage.connect(ids)
  const goal = commitOf(stage, second)
  expect(
    until(() => ids.every((id) => commitOf(stage, id) >= goal)),
    'no-agreement',
    'logs that differ do not become the same',
  )
  expect(
    network.counts.sent - sent < 1_500,
    'too-many-messages',
    `it took ${network.counts.sent - sent} messages to bring logs of 60 entries together`,
  )
  return true
})

const counts = scenario('agreement takes few messages, and silence few', raft, (stage) => {
  const { cluster, run, expect } = stage
  const leader = elected(stage, cluster.ids)
  if (leader === '') return false
  run(500)
  const { counts: seen } = cluster.network
  const before = seen.sent
  for (let value = 1; value <= 10; value += 1) agrees(stage, value)
  expect(seen.sent - before < 10 * 30, 'too-many-messages', `ten writes took ${seen.sent - before} messages`)
  const quiet = seen.sent
  run(1_000)
  expect(seen.sent - quiet < 400, 'too-many-messages', `a second in which nothing happens takes ${seen.sent - quiet} messages`)
  return true
})

const persistence = scenario('what is committed outlives a crash of all', raft, (stage) => {
  const { cluster, expect, until } = stage
  if (elected(stage, cluster.ids) === '') return false
  for (let round = 1; round <= 4; round += 1) {
    expect(agrees(stage, round), 'no-agreement', `write ${round} is not answered although all is well`)
    const before = Math.max(...cluster.ids.map((id) => commitOf(stage, id)))
    for (const id of cluster.ids) cluster.crash(id, 'unsynced-lost')
    for (const id of cluster.ids) cluster.restart(id)
    expect(
      until(() => leaderAmong(stage, cluster.ids) !== undefined),
      'no-leader',
      'nobody leads after all were killed',
    )
    expect(
      until(() => commitOf(stage, leaderAmong(stage, cluster.ids) ?? '') >= before),
      'lost',
      'what had been committed is gone after all were killed',
    )
  }
  return true
})

/** The leader is asked for much, and dies now and then; some of those who are down come back. */
function disturb(stage: Stage, round: number): void {
  const { cluster, run, write } = stage
  const { ids } = cluster
  const leader = leaderAmong(
    stage,
    ids.filter((id) => cluster.isUp(id)),
  )
  const down = ids.filter((id) => !cluster.isUp(id))
  const [back] = down
  if (leader !== undefined) for (let value = 0; value < 3; value += 1) write(leader, round * 10 + value)
  run(round % 5 === 0 ? 120 : 25)
  if (leader !== undefined && round % 2 === 0 && down.length < 2) cluster.crash(leader, 'unsynced-lost')
  if (back !== undefined && round % 3 === 0) cluster.restart(back)
}

/** Leaders die in the middle of things, in all kinds of weather. */
function churn(name: string, weather: Partial<Stage['cluster']['network']['weather']>): Scenario {
  return scenario(name, raft, (stage) => {
    const { cluster, expect, until } = stage
    Object.assign(cluster.network.weather, weather)
    for (let round = 0; round < 40; round += 1) disturb(stage, round)
    Object.assign(cluster.network.weather, { loss: 0, delayMs: 0, duplication: 0 })
    for (const id of cluster.ids) cluster.restart(id)
    const isBack = until(() => leaderAmong(stage, cluster.ids) !== undefined) && until(() => agrees(stage, 999))
    expect(isBack, 'no-progress', 'after all has healed nothing is agreed on')
    return true
  })
}

export const agreementScenarios: readonly Scenario[] = [
  ...[election, reelection, manyElections, agreement, followersAway, rejoin, backup, counts, persistence],
  churn('leaders that die in the middle of things lose nothing', {}),
  churn('figure 8 on an unreliable network', { loss: 0.1, delayMs: 60 }),
  churn('churn on a network that loses, doubles and delays', { loss: 0.2, duplication: 0.2, delayMs: 200 }),
]
