import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTime, tooLate } from './too-late.ts'

test('who waited for a build is not told to ask for less, and nobody who is late has failed', () => {
  assert.match(tooLate(7, 'building').explanation, /^Building .* try again/)
  assert.match(tooLate(7, 'running').explanation, /fewer nodes/)
  assert.deepEqual([tooLate(7, 'building').result, tooLate(7, 'checking').result], ['unknown', 'unknown'])
})

test('a build takes nothing from the time of the run, and both end', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  using time = openTime({ buildMs: 480, runMs: 130 })
  context.mock.timers.tick(470)
  time.built()
  context.mock.timers.tick(129)
  time.built()
  assert.equal(time.over.aborted, false)
  context.mock.timers.tick(1)
  assert.equal(time.over.aborted, true)
  using stuck = openTime({ buildMs: 480, runMs: 130 })
  context.mock.timers.tick(480)
  assert.equal(stuck.over.aborted, true)
})
