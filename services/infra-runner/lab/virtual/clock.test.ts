/** Clocks that run at another pace, or are set: consensus does not mind, a lease does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from '../../bank/random.ts'
import { leases } from '../mutants/leases.ts'
import { load } from '../mutants/mutant.ts'
import { cutOffLeader } from '../scenarios/raft-clocks.ts'
import { faultKindsOf, workloadNamed } from '../workloads/by-name.ts'
import { run } from '../workloads/run.ts'
import { locks, paxosKv, raftKv } from '../workloads/stored.ts'
import type { Workload } from '../workloads/workload.ts'
import { openClock } from './clock.ts'
import { openCluster } from './cluster.ts'
import { type FaultKind, scheduleOf } from './nemesis.ts'
import type { Start } from './node.ts'

const durationMs = 6_000
const strikes: readonly FaultKind[] = ['primary-alone', 'halves', 'one-way', 'pause', 'crash', 'loss', 'delay']
const skews: readonly FaultKind[] = ['skew', 'skew-primary']

function outcome(workload: Workload, start: Start, { seed, kinds }: { readonly seed: number; readonly kinds: readonly FaultKind[] }) {
  const faults = scheduleOf(randomFrom(seed * 7 + 1), { kinds, fromMs: 0, untilMs: durationMs })
  return run(workload, start, { seed, clients: 8, durationMs, faults })
}

test('a clock passes slower and faster, is set back, and is right again', () => {
  let now = 1_000
  const clock = openClock(() => now)
  assert.equal(clock.now(), 1_000)
  clock.skew({ rate: 0.5, jumpMs: 0 })
  now = 1_100
  assert.deepEqual([clock.now(), clock.lasting(100)], [1_050, 200])
  clock.skew({ rate: 1, jumpMs: -400 })
  now = 1_200
  assert.deepEqual([clock.now(), clock.lasting(100)], [750, 100])
  clock.set()
  assert.equal(clock.now(), 1_200)
})

test('a node whose clock is slow has its timers late, and the others theirs in time', () => {
  const heard: (readonly [string, number, number])[] = []
  const cluster = openCluster({
    nodes: 2,
    seed: 1,
    start(env) {
      env.setTimer('first', 100)
      return {
        onMessage: () => undefined,
        onClient: () => undefined,
        onTimer(name) {
          heard.push([`${env.id} ${name}`, cluster.now(), env.now()])
          if (name === 'first') env.setTimer('second', 100)
        },
      }
    },
  })
  cluster.skew('n0', { rate: 0.2, jumpMs: 0 })
  cluster.at(700, () => cluster.skew('n0', undefined))
  cluster.runUntil(2_000, 1_000)
  assert.deepEqual(heard, [
    ['n1 first', 100, 100],
    ['n1 second', 200, 200],
    ['n0 first', 500, 100],
    // Of the second, 40 ms had passed when the clock was right again.
    ['n0 second', 760, 760],
  ])
})

for (const [name, node, workload] of [
  ['Raft on registers', 'raft', raftKv],
  ['Raft on locks', 'raft', locks],
  ['Paxos', 'paxos', paxosKv],
] as const) {
  test(`${name} does not mind what clocks say`, async () => {
    await using reference = await load({ node, name: 'none', edits: [] })
    for (let seed = 1; seed <= 8; seed += 1) {
      const { verdict, faults } = outcome(workload, reference.start, { seed, kinds: [...strikes, ...skews, ...skews] })
      assert.deepEqual(verdict, { kind: 'valid' }, `seed ${seed}`)
      assert.ok(faults.every(({ kind, effects }) => !kind.startsWith('skew') || effects === 1))
    }
  })
}

test('a leader that reads under a lease is right while clocks agree, and wrong when its own is slow', async () => {
  await using leased = await load(leases)
  await using plain = await load({ node: 'raft', name: 'none', edits: [] })
  for (let seed = 1; seed <= 8; seed += 1)
    assert.deepEqual(outcome(raftKv, leased.start, { seed, kinds: strikes }).verdict, { kind: 'valid' }, `seed ${seed}, clocks agree`)
  const [right, slow] = [cutOffLeader(1), cutOffLeader(0.1)]
  assert.deepEqual([right.play(leased.start), right.play(plain.start), slow.play(plain.start)], Array(3).fill({ kind: 'valid' }))
  const verdict = slow.play(leased.start)
  assert.equal(verdict.kind === 'invalid' && verdict.anomalies[0].name, 'stale-read')
})

test('what the lesson on registers offers shows a lease by chance alone, and nothing where clocks agree', async () => {
  await using leased = await load(leases)
  const registers = workloadNamed('lin-kv') ?? raftKv
  const found = (names: readonly string[]): readonly number[] =>
    Array.from({ length: 16 }, (_, at) => at + 1).filter((seed) => {
      const faults = scheduleOf(randomFrom(seed * 7 + 1), { kinds: faultKindsOf(names), fromMs: 0, untilMs: 10_000 })
      const { verdict } = run(registers, leased.start, { seed, clients: 5, durationMs: 10_000, pauseMs: [13, 113], faults })
      return verdict.kind === 'invalid' && verdict.anomalies[0].name === 'stale-read'
    })
  assert.deepEqual(found(['partition']), [])
  assert.ok(found(['partition', 'clock']).length >= 4)
})
