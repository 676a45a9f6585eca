/** What a list says of a submission. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outcomeWords } from './words.ts'

const done = { status: 'COMPLETED', moderation: 'clear', appealed: false, verdict: 'failed', passed: 5, failed: 2 } as const

test('a list says what came of a design, and that it was taken down before all else', () => {
  assert.equal(outcomeWords(done), '2 of 7 missed')
  assert.equal(outcomeWords({ ...done, failed: 0 }), 'Breaks a rule')
  assert.equal(outcomeWords({ ...done, verdict: 'passed' }), 'Held')
  assert.equal(outcomeWords({ ...done, status: 'TESTING', verdict: null }), 'Being tested')
  assert.equal(outcomeWords({ ...done, verdict: 'passed', moderation: 'removed' }), 'Taken down')
  assert.equal(outcomeWords({ ...done, verdict: 'passed', moderation: 'review', appealed: true }), 'Taken down, and looked at once more')
  assert.equal(outcomeWords({ ...done, verdict: 'passed', moderation: 'review' }), 'Held')
})
