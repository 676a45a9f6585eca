/** What a learner shows of themselves, as it is typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectsMistake, toChange, toSubjects } from './shown-fields.ts'

test('subjects are separated by commas, each once, without stray blanks', () => {
  assert.deepEqual(toSubjects(' Graphs,  dynamic   programming ,, Graphs'), ['Graphs', 'dynamic programming'])
  assert.deepEqual(toSubjects(''), [])
})

test('too many subjects, or one that is too long, is said before it is sent', () => {
  assert.equal(subjectsMistake(['Graphs']), undefined)
  assert.match(subjectsMistake(Array.from({ length: 21 }, (_, n) => String(n))) ?? '', /At most 20/)
  assert.match(subjectsMistake(['x'.repeat(41)]) ?? '', /too long/)
})

test('only what was typed is sent, so that nothing that was chosen elsewhere is taken back', () => {
  assert.deepEqual(toChange({ words: 'Graphs, Trees' }), { subjects: ['Graphs', 'Trees'] })
  assert.deepEqual(toChange({ open: false }), { preferences: { publicProfile: false } })
  assert.deepEqual(toChange({ color: '#4C7A34' }), { avatarColor: '#4C7A34' })
})
