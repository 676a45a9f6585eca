import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAllowance } from './allowance.ts'

test('a node may say much at once and less in the long run, whether in many lines or in long ones', () => {
  let now = 0
  const clock = (): number => now
  const [chatty, wordy, steady] = [openAllowance(clock), openAllowance(clock), openAllowance(clock)]
  assert.deepEqual([chatty(100_000, 0), chatty(1, 0)], [true, false])
  assert.deepEqual([wordy(1, 60e6), wordy(1, 60e6)], [true, false])
  for (let second = 0; second < 60; second += 1) {
    now += 1_000
    assert.ok(steady(20_000, 5e6), `second ${second}`)
  }
  assert.equal(steady(1_000_000, 0), false)
})
