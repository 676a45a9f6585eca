import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tooLate } from './too-late.ts'

test('who waited for a build is not told to ask for less, and nobody who is late has failed', () => {
  assert.match(tooLate(7, 'building').explanation, /^Building .* try again/)
  assert.match(tooLate(7, 'running').explanation, /fewer nodes/)
  assert.deepEqual([tooLate(7, 'building').result, tooLate(7, 'checking').result], ['unknown', 'unknown'])
})
