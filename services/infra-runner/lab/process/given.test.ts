import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Demand, none, openDemand } from './demand.ts'
import { openSpan } from './given.ts'

/** On two processors. */
function open() {
  const seen: { now: number; demand: Demand } = { now: 0, demand: none }
  const span = openSpan(
    () => seen.demand,
    () => seen.now,
    2,
  )
  return { seen, span }
}

test('what the machine kept back for others is not given, and nobody waits for it for ever', () => {
  const { seen, span } = open()
  seen.now = 1_000
  assert.deepEqual([span.givenMs, span.isOver(1_000), span.wasBusy()], [1_000, true, false])
  seen.demand = { usedMs: 200, withheldMs: 750 }
  assert.deepEqual([span.givenMs, span.isOver(1_000), span.wasBusy()], [250, false, true])
  seen.now = 4_000
  seen.demand = { usedMs: 300, withheldMs: 3_900 }
  assert.deepEqual([span.givenMs, span.isOver(1_000), span.wasBusy()], [100, true, true])
})

test('who has nearly all processors waits for nobody but itself', () => {
  const { seen, span } = open()
  seen.now = 1_000
  seen.demand = { usedMs: 1_900, withheldMs: 3_000 }
  assert.deepEqual([span.givenMs, span.wasBusy()], [1_000, false])
  seen.demand = { usedMs: 600, withheldMs: 3_000 }
  assert.deepEqual([span.givenMs, span.wasBusy()], [0, true])
})

test('a program waits no longer than time has passed, and what threads that are gone wanted still counts', () => {
  let now = 0
  let threads: readonly (readonly [string, Demand])[] = [
    ['1', { usedMs: 10, withheldMs: 40 }],
    ['2', { usedMs: 5, withheldMs: 30 }],
  ]
  const demand = openDemand(
    () => now,
    () => threads,
  )
  now = 100
  demand.look([1])
  assert.deepEqual(demand.soFar, { usedMs: 15, withheldMs: 70 })
  now = 200
  threads = [['1', { usedMs: 20, withheldMs: 400 }]]
  demand.look([1])
  assert.deepEqual(demand.soFar, { usedMs: 25, withheldMs: 170 })
})

test('what a process of this machine has used is told, where the system tells it', { skip: process.platform !== 'linux' }, () => {
  const demand = openDemand()
  const beganMs = process.cpuUsage().user
  while (process.cpuUsage().user - beganMs < 50_000);
  demand.look([process.pid, 2 ** 30])
  assert.ok(demand.soFar.usedMs >= 40, `${demand.soFar.usedMs} ms`)
})
