/** What the screen makes of what it is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TrialEvent } from '../api/design.ts'
import { begin, componentsOf, faultNow, statesOf, told } from './run.ts'

const news = (seq: number, event: TrialEvent) => ({ kind: 'told', told: { seq, at: '', event } }) as const
const result = (fault: string, struck: readonly string[], held: boolean): TrialEvent => ({ kind: 'chaos', measure: 'result', fault, struck, held })

test('a trial that begins again forgets what was found out before', () => {
  const once = [news(1, { kind: 'trial', measure: 'begun' }), news(2, { kind: 'functional', passed: true })].reduce(told, begin)
  assert.equal(once.events.length, 2)
  assert.equal(told(once, news(100_001, { kind: 'trial', measure: 'begun' })).events.length, 1)
  assert.deepEqual(told(once, { kind: 'anew' }), begin)
})

test('a fault is at work from its beginning to its result', () => {
  const begun: TrialEvent = { kind: 'chaos', measure: 'begun', fault: 'zone-killed', title: 'A zone is lost' }
  assert.equal(faultNow([begun])?.title, 'A zone is lost')
  assert.equal(faultNow([begun, result('zone-killed', ['api-1'], true)]), undefined)
})

test('what is struck is shown while it is struck, and then what it came through', () => {
  const ids = new Set(['api', 'db'])
  const begun: TrialEvent = { kind: 'chaos', measure: 'begun', fault: 'replica-killed', struck: ['api-1'] }
  assert.deepEqual(
    [...statesOf([result('a', ['db'], true), begun], ids)],
    [
      ['db', 'held'],
      ['api', 'struck'],
    ],
  )
  assert.deepEqual([...statesOf([begun, result('replica-killed', ['api-1'], true)], ids)], [['api', 'held']])
})

test('processes and wires are about components, and what broke once stays broken', () => {
  const ids = new Set(['api', 'db', 'read-api'])
  assert.deepEqual(componentsOf(['api-1', 'lb-1--api-2', 'api-1--db', 'read-api-1', 'nobody-1'], ids), ['api', 'db', 'read-api'])
  const states = statesOf([result('a', ['api-1'], false), result('b', ['api-2', 'db'], true)], ids)
  assert.deepEqual(
    [...states],
    [
      ['api', 'broke'],
      ['db', 'held'],
    ],
  )
})
