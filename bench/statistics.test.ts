import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, nowMs, percentile } from './statistics.ts'

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test('a percentile is the nearest rank of values in any order', () => {
  assert.equal(percentile(oneToHundred, 0.95), 95)
  assert.equal(percentile(oneToHundred, 0.99), 99)
  assert.equal(percentile([7], 0.95), 7)
  assert.equal(percentile([1, 2], 0), 1)
  assert.equal(percentile([1, 2], 1), 2)
})

test('numbers are ordered as numbers', () => {
  assert.equal(median([10, 9, 100]), 10)
})

test('a percentile of nothing is an error', () => {
  assert.throws(() => percentile([], 0.5), RangeError)
})

test('a percentile is the least of the values that so many are not above', () => {
  for (let length = 1; length <= 40; length += 1) {
    const values = Array.from({ length }, (_, index) => (index * 7) % length)
    for (let percent = 1; percent <= 100; percent += 1) {
      const found = percentile(values, percent / 100)
      const covered = (limit: number): number => values.filter((value) => value <= limit).length
      const least = values.toSorted((a, b) => a - b).find((value) => covered(value) * 100 >= length * percent)
      assert.equal(found, least, `${percent} % of ${length}`)
    }
  }
})

test('a percentile leaves the values as they were', () => {
  const values = [3, 1, 2]
  median(values)
  assert.deepEqual(values, [3, 1, 2])
})

test('the clock does not go back', () => {
  const first = nowMs()
  assert.ok(nowMs() >= first)
})
