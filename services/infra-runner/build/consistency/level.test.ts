/** Of a history the strongest level is told that nothing in it speaks against. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HistoryEvent } from '../../lab/history/operation.ts'
import { levelOf } from './level.ts'

/** `a w v1` writes, `b r v1` reads; one after another unless it is written `a w? v2`, which nobody knows about. */
function historyOf(...lines: readonly string[]) {
  const events: HistoryEvent[] = []
  const values: (string | null)[] = []
  for (const [at, line] of lines.entries()) {
    const [process = '', what = '', word = ''] = line.split(' ')
    const value = word === '-' ? null : word
    const f = what.startsWith('w') ? 'write' : 'read'
    if (f === 'write') values.push(value)
    const told = { process, f, key: 'k', timeMs: at }
    events.push({ ...told, kind: 'invoke', value: f === 'write' ? value : null }, { ...told, kind: what.endsWith('?') ? 'info' : 'ok', value })
  }
  return { events, written: new Map([['k', values]]), paths: new Map() }
}

const levelIn = (...lines: readonly string[]) => levelOf(historyOf(...lines), new Set(['last']), () => false).observed

test('what everybody sees at once is linearizable', () => {
  assert.equal(levelIn('a w v1', 'b r v1', 'a w v2', 'b r v2', 'last r v2'), 'linearizable')
  assert.equal(levelIn('a w v1', 'a w? v2', 'b r v1', 'b r v2', 'last r v2'), 'linearizable')
  assert.equal(levelIn('a w v1', 'a w -', 'b r -', 'last r -'), 'linearizable')
})

test('a stale read of somebody else leaves reading one’s own writes', () => {
  assert.equal(levelIn('a w v1', 'a w v2', 'a r v2', 'b r v1', 'last r v2'), 'read-your-writes')
})

test('an own write that is not read leaves monotonic reads', () => {
  assert.equal(levelIn('a w v1', 'a w v2', 'a r v1', 'a r v2', 'last r v2'), 'monotonic-reads')
})

test('reads that go back leave that writes arrive in the end', () => {
  assert.equal(levelIn('a w v1', 'a w v2', 'b r v2', 'b r v1', 'last r v2'), 'eventual')
  assert.equal(levelIn('a w v1', 'a w -', 'b r -', 'b r v1', 'last r -'), 'eventual')
})

test('a write that never arrives leaves nothing, and is told by name', () => {
  const { observed, anomalies } = levelOf(historyOf('a w v1', 'a w -', 'last r v1'), new Set(['last']), () => false)
  assert.equal(observed, 'none')
  assert.equal(anomalies[0]?.name, 'never-came')
})
