/** Measured by what draws the slides: no part of any topic covers more than its box, and one that does is found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entries } from '../author/knowledge.ts'
import { storyboardOf } from '../author/offline.ts'
import { measured } from './geometry.ts'
import { storyboard } from './storyboard.ts'

test('no box of any topic overflows', () => {
  for (const entry of entries) {
    const { boxes, overflowing } = measured(storyboardOf(entry))
    assert.ok(boxes > 10, entry.id)
    assert.deepEqual(overflowing, [], entry.id)
  }
})

test('a text that is too large for its box is found', () => {
  const wide = storyboard.parse({
    title: 'Wide',
    summary: 'Wide.',
    scenes: [
      { title: 'W'.repeat(60), narration: [{ say: 'A word that cannot be broken.' }] },
      { title: 'Code', code: { language: 'text', text: 'm'.repeat(200) }, narration: [{ say: 'A line that cannot be broken.' }] },
    ],
    quiz: [{ question: 'Which?', options: ['This', 'That'], answer: 0, why: 'So.', scene: 0 }],
  })
  const { overflowing } = measured(wide)
  assert.equal(overflowing.length, 2)
  assert.match(overflowing[0] ?? '', /^scene 1, sentence 1: the title/)
  assert.match(overflowing[1] ?? '', /^scene 2, sentence 1: the code/)
})
