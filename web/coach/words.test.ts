import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amount, countWords, duration, hasContent, keptAnswers } from './words.ts'

test('words are counted in any script', () => {
  assert.equal(countWords("don't sort [2,7] left_index größer — 問題"), 6)
  assert.equal(countWords(' … '), 0)
})

test('amounts and durations read well', () => {
  assert.deepEqual([amount(1, 'word'), amount(2, 'word'), amount(0, 'new idea', 'new ideas')], ['1 word', '2 words', '0 new ideas'])
  assert.deepEqual([duration(10), duration(240), duration(3900)], ['under a minute', '4 min', '1 h 5 min'])
})

test('none, one and many answers of a session put aside are each said as such', () => {
  assert.deepEqual([0, 1, 2].map(keptAnswers), [
    'You had not answered yet.',
    'Your one answer is in your history.',
    'Your 2 answers are in your history.',
  ])
})

test('blanks and invisible characters are no answer', () => {
  assert.deepEqual([' \n\t', '\u200b', '\u2800\u3164', '', '?'].map(hasContent), [false, false, false, false, true])
})
