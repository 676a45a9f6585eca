/** The address of a search among shared sessions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyone, feedPath, toFeedQuery } from './feed-query.ts'

test('a search stands in the address and comes back out of it', () => {
  const query = { q: 'two sum & more', site: 'leetcode' } as const
  assert.deepEqual(toFeedQuery(Object.fromEntries(new URL(feedPath(query), 'http://own.invalid').searchParams)), query)
  assert.equal(feedPath(everyone), '/community')
})

test('what an address says that we do not know is left out', () => {
  assert.deepEqual(toFeedQuery({ q: ['a', 'b'], site: 'elsewhere' }), everyone)
  assert.equal(toFeedQuery({ q: 'x'.repeat(300) }).q.length, 255)
})
