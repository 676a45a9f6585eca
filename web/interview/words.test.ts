import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../api/new-id.ts'
import { clockText, growthText, languageName, outcomeWords } from './words.ts'

test('time is told as a clock does', () => {
  assert.deepEqual([0, 999, 61_000, 3_600_000 + 125_000, -5].map(clockText), ['0:00', '0:00', '1:01', '1:02:05', '0:00'])
})

test('growth is told with its powers raised', () => {
  assert.deepEqual(['1', 'log n', 'n log n', 'n^2', 'n^3', '2^n', ''].map(growthText), [
    'O(1)',
    'O(log n)',
    'O(n log n)',
    'O(n²)',
    'O(n³)',
    'O(2ⁿ)',
    'not told',
  ])
})

test('what is not known is told all the same', () => {
  assert.equal(languageName('cobol'), 'cobol')
  assert.equal(languageName('cpp'), 'C++')
  assert.notEqual(outcomeWords('new_outcome'), '')
})

test('ids are UUIDs of version 4, never the same', () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.notEqual(newId(), newId())
})
