import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everything, feedPath, toFeedQuery } from './feed-query.ts'

test('what stands in the address is what is looked for', () => {
  const query = { q: 'heaps', subject: 'algorithms', difficulty: 'hard', sort: 'top', tag: 'trees' }
  assert.deepEqual(toFeedQuery(Object.fromEntries(new URLSearchParams(feedPath(query).split('?')[1]))), query)
  assert.equal(feedPath(everything), '/watch')
})

test('what is not known is left out', () => {
  assert.deepEqual(toFeedQuery({ subject: 'cooking', difficulty: ['easy'], sort: 'new' }), everything)
})
