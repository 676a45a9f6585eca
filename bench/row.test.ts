import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOver, table } from './row.ts'

test('a row is over only above its budget', () => {
  assert.equal(isOver({ name: 'a', measured: 5, unit: 'ms', atMost: 5 }), false)
  assert.equal(isOver({ name: 'a', measured: 5.001, unit: 'ms', atMost: 5 }), true)
  assert.equal(isOver({ name: 'a', measured: 1e9, unit: 'ms' }), false)
})

test('what could not be measured is over', () => {
  assert.equal(isOver({ name: 'a', measured: Number.NaN, unit: 'ms', atMost: 5 }), true)
  assert.equal(isOver({ name: 'a', error: 'it broke' }), true)
})

test('the table shows figure, budget and verdict of each row', () => {
  const text = table([
    { name: 'kept', measured: 1.234, unit: '×', atMost: 1.6, note: 'nine rounds' },
    { name: 'over', measured: 251.6, unit: 'ms', atMost: 50 },
    { name: 'told', measured: 12.34, unit: 'ms' },
    { name: 'broken', error: 'a|b broke\nat some place' },
  ])
  assert.deepEqual(text.split('\n'), [
    '| What   |     Measured |  Budget | Verdict | Note        |',
    '| ------ | -----------: | ------: | ------- | ----------- |',
    '| kept   |       1.23 × | ≤ 1.6 × | kept    | nine rounds |',
    '| over   |       252 ms | ≤ 50 ms | over    |             |',
    '| told   |      12.3 ms |         |         |             |',
    '| broken | not measured |         | over    | a\\|b broke  |',
  ])
})

test('a figure that is over is never rounded down to its budget', () => {
  assert.match(table([{ name: 'close', measured: 1.604, unit: '×', atMost: 1.6 }]), /\| +1\.604 × \| ≤ 1\.6 × \| over +\|/)
  assert.match(table([{ name: 'close', measured: 400.2, unit: 'MiB', atMost: 400 }]), /\| +400\.2 MiB \| ≤ 400 MiB \| over +\|/)
})
