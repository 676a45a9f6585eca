import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAllowance, openCallAllowance } from './allowance.ts'

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

test('a node that calls may answer and pass on whatever it is given, and say little that nobody asked for', () => {
  let now = 0
  const clock = (): number => now
  const [busy, burst, idle] = [openCallAllowance(clock), openCallAllowance(clock), openCallAllowance(clock)]
  const all = (allowance: typeof busy, many: number): boolean => Array.from({ length: many }, () => allowance.sends()).every(Boolean)
  assert.deepEqual([all(burst, 5_000), all(burst, 1)], [true, false])
  for (let second = 0; second < 60; second += 1) {
    now += 1_000
    // A leader of five that is asked a thousand times a second.
    for (let operation = 0; operation < 1_000; operation += 1) {
      busy.given()
      assert.ok(all(busy, 4), `second ${second}`)
    }
    assert.ok(all(idle, 400), `second ${second}`)
  }
  let seconds = 0
  do {
    now += 1_000
    seconds += 1
  } while (all(idle, 1_500))
  assert.ok(seconds <= 6, `${seconds} s`)
})
