import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twoSum } from './samples.ts'

test('the example of Two Sum keeps what its statement promises: one pair, and the one that is named', () => {
  const [, list = '', target] = /numbers = \[(.*)\], target = (\d+)/.exec(twoSum.statement) ?? []
  const [, first, second] = /Output: (\d+) and (\d+)/.exec(twoSum.statement) ?? []
  const numbers = list.split(', ').map(Number)
  const pairs = numbers.flatMap((one, at) =>
    numbers.slice(at + 1).flatMap((other, after) => (one + other === Number(target) ? [[at, at + 1 + after]] : [])),
  )
  assert.deepEqual(pairs, [[Number(first), Number(second)]])
})
