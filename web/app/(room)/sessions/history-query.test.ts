import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everything, historyPath, toHistoryQuery } from './history-query.ts'

test('a search survives the address', () => {
  const query = { q: 'two & sum?', status: 'completed', site: 'leetcode' } as const
  const search = Object.fromEntries(new URL(historyPath(query), 'http://own.invalid').searchParams)
  assert.deepEqual(toHistoryQuery(search), query)
})

test('what the address cannot mean is left out', () => {
  assert.deepEqual(toHistoryQuery({ q: ['a', 'b'], status: 'deleted', site: 'elsewhere' }), everything)
  assert.equal(historyPath({ ...everything, q: '  ' }), '/sessions')
})
