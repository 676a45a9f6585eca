/** Directed scenarios for logs that are compacted: who is too far behind is given a snapshot. Nodes that keep all of their log are not judged by them. */
import { raftInvariants } from '../virtual/invariants.ts'
import { leaderAmong, shownBy } from './raft-stage.ts'
import { type Scenario, type Stage, scenario } from './stage.ts'

const raft = { invariant: raftInvariants }
/** More than a node keeps before it takes a snapshot. */
const many = 150

function commitOf(stage: Stage, node: string): number {
  return shownBy(stage, node)?.commit ?? 0
}

function baseOf(stage: Stage, node: string): number {
  return shownBy(stage, node)?.base ?? 0
}

/** One write after the other, among nodes that hear each other. @returns the last value that was acknowledged */
function written(stage: Stage, among: readonly string[], [from, count]: readonly [from: number, count: number]): number {
  let last = 0
  for (let value = from; value < from + count; value += 1) {
    stage.until(() => leaderAmong(stage, among) !== undefined)
    const heard = stage.write(leaderAmong(stage, among) ?? among[0] ?? '', value)
    if (stage.until(() => heard.length > 0) && heard[0]?.type === 'write_ok') last = value
  }
  return last
}

/** A read that is right tells the last write. */
function expectRead(stage: Stage, among: readonly string[], value: number): void {
  let answer: unknown
  const told = (): boolean => {
    const leader = leaderAmong(stage, among)
    if (leader === undefined) return false
    const heard = stage.ask(leader, { type: 'read', key: 'x' })
    stage.run(150)
    if (heard[0]?.type === 'read_ok') answer = heard[0].value
    return heard[0]?.type === 'read_ok'
  }
  stage.expect(stage.until(told), 'no-agreement', `${among.join(', ')} do not answer a read`)
  stage.expect(answer === undefined || answer === value, 'lost-update', `${value} was acknowledged, and ${answer} is read`)
}

/** @returns false where no node takes snapshots. */
function compacted(stage: Stage): boolean {
  return stage.cluster.ids.some((id) => baseOf(stage, id) > 0)
}

function catchesUp(stage: Stage, node: string, to: number): void {
  stage.expect(
    stage.until(() => commitOf(stage, node) >= to),
    'left-behind',
    `${node} is connected again, and does not come by what is gone into a snapshot`,
  )
}

const basic = scenario('a log stays short, and nothing is lost by that', raft, (stage) => {
  const { cluster } = stage
  stage.connect(cluster.ids)
  const last = written(stage, cluster.ids, [1, many])
  if (!compacted(stage)) return false
  for (const id of cluster.ids) catchesUp(stage, id, many)
  expectRead(stage, cluster.ids, last)
  return true
})

const leftBehind = scenario('a follower that was away is given a snapshot, and is as good as any', raft, (stage) => {
  const { cluster } = stage
  stage.connect(cluster.ids)
  written(stage, cluster.ids, [1, 5])
  const leader = leaderAmong(stage, cluster.ids) ?? ''
  const [away = '', other = '', ...rest] = cluster.ids.filter((id) => id !== leader)
  const here = cluster.ids.filter((id) => id !== away)
  stage.connect(here)
  const last = written(stage, here, [10, many])
  if (!compacted(stage)) return false
  stage.connect(cluster.ids)
  catchesUp(stage, away, many)
  // It is needed now for a majority, and so is what it was given.
  for (const id of rest) cluster.crash(id, 'unsynced-lost')
  const needed = cluster.ids.filter((id) => !rest.includes(id))
  expectRead(stage, needed, last)
  const later = written(stage, needed, [1_000, 20])
  cluster.crash(away, 'unsynced-lost')
  cluster.crash(other, 'unsynced-lost')
  cluster.restart(away)
  cluster.restart(rest[0] ?? '')
  expectRead(stage, [leader, away, rest[0] ?? ''], later)
  return true
})

const allRestart = scenario('all crash after a snapshot, and go on where they were', raft, (stage) => {
  const { cluster } = stage
  stage.connect(cluster.ids)
  let last = 0
  for (let round = 0; round < 3; round += 1) {
    last = written(stage, cluster.ids, [1 + round * many, 45 + 40 * round])
    for (const id of cluster.ids) cluster.crash(id, 'unsynced-lost')
    for (const id of cluster.ids) cluster.restart(id)
    expectRead(stage, cluster.ids, last)
  }
  return compacted(stage)
})

/** The first snapshot is on its way for so long that later ones, and the log after them, are there before; the leader and its term are the same all the while. */
const overtaken = scenario('a snapshot that comes late takes nothing away', { ...raft, seeds: [1, 2, 3, 4] }, (stage) => {
  const { cluster } = stage
  const { weather } = cluster.network
  stage.connect(cluster.ids)
  written(stage, cluster.ids, [1, 5])
  const leader = leaderAmong(stage, cluster.ids) ?? ''
  const away = cluster.ids.find((id) => id !== leader) ?? ''
  const here = cluster.ids.filter((id) => id !== away)
  cluster.crash(away, 'unsynced-lost')
  written(stage, here, [10, many])
  if (!compacted(stage)) return false
  weather.slow = (from, to) => (from === leader && to === away ? 4_000 : 0)
  cluster.restart(away)
  // Long enough for a heartbeat, and not for an election.
  stage.run(60)
  weather.slow = () => 0
  written(stage, cluster.ids, [500, many])
  catchesUp(stage, away, 2 * many)
  const before = commitOf(stage, away)
  let least = before
  stage.until(() => {
    least = Math.min(least, commitOf(stage, away))
    return false
  })
  stage.expect(least >= before, 'went-back', `${away} had committed ${before} entries and holds ${least} after a snapshot that came late`)
  return leaderAmong(stage, cluster.ids) === leader
})

const unreliable = scenario('followers come and go on a bad network, and are given snapshots', { ...raft, seeds: [1, 2] }, (stage) => {
  const { cluster } = stage
  const { weather } = cluster.network
  let value = 1
  for (let round = 0; round < 6; round += 1) {
    const away = cluster.ids[round % 5] ?? ''
    const here = cluster.ids.filter((id) => id !== away)
    stage.connect(here)
    if (round % 2 === 0) cluster.crash(away, 'unsynced-lost')
    for (let count = 0; count < 20; count += 1) {
      for (const id of here) stage.write(id, value++)
      stage.run(40)
    }
    Object.assign(weather, { loss: 0.1, latencyMs: 15 })
    cluster.restart(away)
    stage.connect(cluster.ids)
    stage.run(600)
    Object.assign(weather, { loss: 0, latencyMs: 5 })
  }
  if (!compacted(stage)) return false
  expectRead(stage, cluster.ids, written(stage, cluster.ids, [10_000, 3]))
  return true
})

export const snapshotScenarios: readonly Scenario[] = [basic, leftBehind, allRestart, overtaken, unreliable]
