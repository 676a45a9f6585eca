import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstFound, mutants } from './mutants/caught.ts'
import { load } from './mutants/mutant.ts'
import { start as echoStart } from './nodes/echo.ts'
import { start as raft } from './nodes/raft.ts'
import type { Start } from './virtual/node.ts'
import { openTrace } from './virtual/trace.ts'
import { run } from './workloads/run.ts'
import { echo } from './workloads/spread.ts'
import { raftKv } from './workloads/stored.ts'
import { suites } from './workloads/suites.ts'
import { faultTold } from './workloads/told.ts'
import type { Workload } from './workloads/workload.ts'

const brief = { seeds: [1, 2], durationMs: 2_000 }

for (const [node, suite] of Object.entries(suites)) {
  test(`the reference node ${node} passes a few runs under faults`, async () => {
    await using reference = await load({ node: node as keyof typeof suites, name: 'none', edits: [] })
    const found = firstFound({ ...suite, scenarios: [] }, reference.start, brief)
    assert.equal(found, undefined)
  })
}

test('the same seed is the same run to the last message, another seed another run', () => {
  const once = (seed: number): readonly string[] => {
    const trace = openTrace()
    run(raftKv, raft, { seed, clients: 4, durationMs: 1_500, trace })
    return trace.moments.map((moment) => JSON.stringify(moment))
  }
  const [one, again, other] = [once(3), once(3), once(4)]
  assert.ok(one.length > 1_000)
  assert.deepEqual(one, again)
  assert.notDeepEqual(one, other)
})

test('a trace tells what a node showed of itself at any moment', () => {
  const trace = openTrace()
  run(raftKv, raft, { seed: 1, clients: 2, durationMs: 500, trace, faults: [] })
  const roles = (at: number): readonly string[] => [...trace.stateAt(at).values()].map((text) => (JSON.parse(text) as { role: string }).role)
  assert.ok(!roles(100).includes('leader'))
  assert.equal(roles(3_000).filter((role) => role === 'leader').length, 1)
})

test('every mutant is the reference node with its bug', async () => {
  assert.ok(mutants.length >= 30)
  for (const mutant of mutants) {
    await using loaded = await load(mutant)
    assert.equal(typeof loaded.start, 'function')
  }
  await assert.rejects(load({ node: 'raft', name: 'nothing to replace', edits: [['stands nowhere', '']] }), /stands 0 times/)
})

test('what is meant for the leader strikes some node where nobody leads, and is told by what it was', () => {
  const named = (workload: Workload, start: Start): readonly string[] => {
    const faults = [{ kind: 'primary-alone', fromMs: 1_500, untilMs: 1_900, chance: 0.5 }] as const
    return run(workload, start, { seed: 1, clients: 2, durationMs: 2_000, faults }).faults.map((one) => faultTold(one).name)
  }
  assert.deepEqual([named(echo, echoStart), named(raftKv, raft)], [['one node cut off'], ['the leader cut off']])
})

test('a run whose time for a verdict is over is neither right nor wrong', () => {
  const { verdict } = run(raftKv, raft, { seed: 1, clients: 2, durationMs: 500, faults: [], expired: () => true })
  assert.equal(verdict.kind, 'unknown')
})

test('a node that throws, that sends without end or answers nothing is told so', () => {
  const silent = { onMessage: () => undefined, onTimer: () => undefined, onClient: () => undefined }
  const nameOf = (start: Parameters<typeof run>[1]): string => {
    const { verdict } = run(raftKv, start, { seed: 1, clients: 1, durationMs: 200, faults: [] })
    return verdict.kind === 'invalid' ? verdict.anomalies[0].name : verdict.kind
  }
  assert.equal(
    nameOf(() => ({ ...silent, onClient: () => assert.fail('no') })),
    'node-crashed',
  )
  assert.equal(
    nameOf(() => silent),
    'no-progress',
  )
  const flooding: Parameters<typeof run>[1] = (env) => {
    env.setTimer('flood', 1)
    return { ...silent, onTimer: () => env.setTimer('flood', 0) }
  }
  assert.equal(nameOf(flooding), 'flood')
})
