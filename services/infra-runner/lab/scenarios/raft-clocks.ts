/** A directed scenario for clocks: a leader that is cut off, and whose clock is slow, believes for long that nobody else can have been elected. */
import { raftInvariants } from '../virtual/invariants.ts'
import { leaderAmong } from './raft-stage.ts'
import { type Scenario, scenario } from './stage.ts'

/** @param rate of the clock of the leader that is cut off: 1 is right. */
export function cutOffLeader(rate: number): Scenario {
  return scenario('a leader that is cut off with a slow clock answers nothing alone', { invariant: raftInvariants }, (stage) => {
    const { cluster, connect, until, run, write, ask, expect } = stage
    const { ids } = cluster
    connect(ids)
    if (!until(() => leaderAmong(stage, ids) !== undefined)) return false
    const first = leaderAmong(stage, ids) ?? ''
    const one = write(first, 1)
    if (!until(() => one[0]?.type === 'write_ok')) return false
    run(200)
    cluster.skew(first, { rate, jumpMs: 0 })
    const others = ids.filter((id) => id !== first)
    connect(others)
    if (!until(() => leaderAmong(stage, others) !== undefined)) return false
    const two = write(leaderAmong(stage, others) ?? '', 2)
    if (!until(() => two[0]?.type === 'write_ok')) return false
    const read = ask(first, { type: 'read', key: 'x' })
    run(100)
    expect(read[0]?.value !== 1, 'stale-read', `${first}, which is cut off, answers 1 after the write of 2 had been acknowledged`)
    cluster.skew(first, undefined)
    connect(ids)
    run(500)
    return true
  })
}
