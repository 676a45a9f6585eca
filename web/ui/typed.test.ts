import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillTyped } from './typed.ts'

test('what was sent is let go, and what was typed on meanwhile stays', () => {
  assert.deepEqual(stillTyped<{ name: string; zone: string }>({ name: 'Grace H', zone: 'UTC' }, { name: 'Grace', zone: 'UTC' }), { name: 'Grace H' })
  assert.deepEqual(stillTyped<{ name: string }>({}, { name: 'Grace' }), {})
})
