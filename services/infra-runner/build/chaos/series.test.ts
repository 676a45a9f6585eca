/** Outage, recovery and proof are read out of what clients and processes counted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bucket, bucketMs } from '../load/told.ts'
import { effectOf, type Felt } from './effect.ts'
import { isCalm, outageMs, recoveryMs, steadyOf } from './series.ts'

const bucket = (at: number, failed: number, latencyMs = 10): Bucket => ({
  at: at * bucketMs,
  sent: 10,
  failed,
  open: 0,
  latenciesMs: Array.from({ length: 10 - failed }, () => latencyMs),
})
const limits = { struckAt: 0, limitMs: 100 }

test('one failure in a quarter of a second is no outage, two of ten are', () => {
  assert.equal(outageMs([bucket(0, 1), bucket(1, 0), bucket(2, 1)], 0), 0)
  assert.equal(outageMs([bucket(0, 2), bucket(1, 10), bucket(2, 0)], 0), 2 * bucketMs)
  // It was no outage before the blow: an outage is never longer than the way back.
  assert.equal(outageMs([bucket(0, 2), bucket(1, 10), bucket(2, 0)], 100), 2 * bucketMs - 100)
})

test('recovery is when the last bad quarter is over, and not before there was peace', () => {
  const peace = [4, 5, 6].map((at) => bucket(at, 0))
  assert.equal(recoveryMs([bucket(0, 5), bucket(1, 5), bucket(2, 0), bucket(3, 5), ...peace], limits), 4 * bucketMs)
  assert.equal(recoveryMs([bucket(0, 5), bucket(1, 0)], limits), null)
  assert.equal(recoveryMs(peace, limits), 0)
})

test('slow answers are not as before, though nothing fails', () => {
  const slow = [bucket(0, 0, 500), bucket(1, 0), bucket(2, 0), bucket(3, 0)]
  assert.equal(recoveryMs(slow, limits), bucketMs)
  assert.equal(isCalm(slow, 100), true)
  assert.equal(isCalm(slow.slice(0, 3), 100), false)
  assert.equal(outageMs(slow, 0), 0)
})

test('the steady state is what was answered, and how late the slowest of a hundred was', () => {
  assert.deepEqual(steadyOf([bucket(0, 5, 10), bucket(1, 0, 30)]), { answered: 0.75, p99Ms: 30 })
  assert.deepEqual(steadyOf([]), { answered: 1, p99Ms: 0 })
})

const felt: Felt = { before: {}, during: {}, after: {}, traffic: { beforeRps: 50, duringRps: 50, reconnected: false } }

test('a fault whose counts did not grow is not proved', () => {
  const wires = { kind: 'wires', wires: ['a--b'], fault: { blackHole: 'both' } } as const
  assert.equal(effectOf([wires], felt).proved, false)
  assert.equal(effectOf([wires], { ...felt, during: { 'a--b': { touched: 3 } } }).proved, true)
  assert.equal(effectOf([{ kind: 'kill', processes: ['x'], held: true }], { ...felt, during: { x: { up: 1 } } }).proved, false)
  assert.equal(effectOf([{ kind: 'kill', processes: ['x'], held: true }], { ...felt, during: { x: { up: 0 } } }).proved, true)
  assert.equal(effectOf([{ kind: 'kill', processes: ['x'], held: false }], { ...felt, after: { x: { restarts: 1 } } }).proved, true)
  assert.equal(effectOf([{ kind: 'traffic', times: 5, reconnect: false }], felt).proved, false)
  assert.equal(
    effectOf([{ kind: 'traffic', times: 5, reconnect: false }, wires], { ...felt, traffic: { ...felt.traffic, duringRps: 250 } }).proved,
    false,
  )
})
