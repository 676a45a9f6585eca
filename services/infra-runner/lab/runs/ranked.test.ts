/** Which runs may stand on a board. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabStatistics } from '../run.ts'
import { figures } from '../service/testing.ts'
import { isRanked, type Tried } from './ranked.ts'

const lesson = { nodes: 5, seconds: 10, rate: 60, faultsOffered: ['partition'] }
const tried: Tried = { run: { nodes: 5, seconds: 10, rate: 60 }, verdict: { result: 'pass' }, statistics: figures }
const withFigures = (change: Partial<LabStatistics>): Tried => ({ ...tried, statistics: { ...figures, ...change } })

test('a run that passes as its lesson asks counts', () => {
  assert.equal(isRanked(lesson, tried), true)
})

test('a run that was made easier, did not pass, or asked nothing of the network does not', () => {
  const easier: readonly Tried[] = [
    ...(['nodes', 'seconds', 'rate'] as const).map((name) => ({ ...tried, run: { ...tried.run, [name]: 1 } })),
    ...(['fail', 'unknown'] as const).map((result) => ({ ...tried, verdict: { result } })),
    { ...tried, statistics: undefined },
    ...[{ faultsTaken: 0 }, { ok: 99 }, { ok: 100, operations: 201 }, { messagesPerOperation: 0 }].map(withFigures),
  ]
  for (const one of easier) assert.equal(isRanked(lesson, one), false, JSON.stringify(one))
  assert.equal(isRanked(undefined, tried), false)
})

test('a lesson without faults asks for none', () => {
  assert.equal(isRanked({ ...lesson, faultsOffered: [] }, withFigures({ faultsTaken: 0 })), true)
})
