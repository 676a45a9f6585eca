/** The table names the engine that a law was tried on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowOf } from './table.ts'

test('a law stands under its engine, and one of the database without a name under PostgreSQL', () => {
  assert.equal(rowOf('Kafka: it arrives', 'passed', '1'), '| Kafka | it arrives | passed | 1 |')
  assert.equal(rowOf('Redis: it counts', 'passed', '2'), '| Redis | it counts | passed | 2 |')
  assert.equal(rowOf('rows are one’s own', 'failed', '3'), '| PostgreSQL | rows are one’s own | failed | 3 |')
})
