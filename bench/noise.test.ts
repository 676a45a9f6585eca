import assert from 'node:assert/strict'
import { test } from 'node:test'
import { othersShare, readTicks } from './noise.ts'

const stat = (user: number, idle: number): string => `cpu  ${user} 0 0 ${idle} 0 0 0 0 7 7\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 1\n`
const own = (utime: number, cutime: number): string => `42 (a (strange) name) S 1 42 42 0 -1 4194304 1 2 3 4 ${utime} 1 ${cutime} 1 20 0 11 0 22\n`

test('the time of all cores, the idle time and that of the own processes are read', () => {
  assert.deepEqual(readTicks(stat(100, 50), [own(10, 5), own(1, 0)]), { all: 150, idle: 50, own: 20 })
})

test('others used what was neither idle nor our own', () => {
  const before = readTicks(stat(100, 100), [own(10, 0)])
  const after = readTicks(stat(180, 120), [own(60, 10)])
  assert.equal(othersShare(before, after), 0.2)
})

test('a quiet machine is quiet, also when our own time is counted a little too high', () => {
  const before = { all: 0, idle: 0, own: 0 }
  assert.equal(othersShare(before, { all: 100, idle: 60, own: 41 }), 0)
  assert.equal(othersShare(before, before), 0)
})
