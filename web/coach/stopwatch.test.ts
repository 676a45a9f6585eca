import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStopwatch } from './stopwatch.ts'

test('time counts while it runs, and only then', () => {
  let time = 0
  const watch = createStopwatch(() => time, 5)
  time = 10_000
  assert.equal(watch.seconds(), 5)
  watch.start()
  time = 13_000
  assert.equal(watch.seconds(), 8)
  watch.pause()
  time = 60_000
  watch.pause()
  assert.equal(watch.seconds(), 8)
  watch.start()
  watch.start()
  time = 61_000
  assert.equal(watch.seconds(), 9)
})
