/** The address of a board, and how values are said. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boardPath, metrics, spans, toBoardQuery, valueWords } from './board-query.ts'

test('every board stands in the address and comes back out of it', () => {
  for (const [window] of spans)
    for (const [metric] of metrics) {
      const query = { window, metric }
      assert.deepEqual(toBoardQuery(Object.fromEntries(new URL(boardPath(query), 'http://own.invalid').searchParams)), query)
    }
})

test('an address that names no board is the week’s streak', () => {
  assert.deepEqual(toBoardQuery({ window: 'year', metric: ['a'] }), { window: 'week', metric: 'streak' })
})

test('values are said with what they count', () => {
  assert.deepEqual(
    [valueWords('streak', 1), valueWords('sessions', 1200), valueWords('depth', 31.5), valueWords('change', 2)],
    ['1 day', '1,200 sessions', '31.5 words', '2'],
  )
})
