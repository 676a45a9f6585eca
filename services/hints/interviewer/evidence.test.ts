import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvidence, tellsPlan } from './evidence.ts'
import { failing, passing, playing, rightCode, wrongCode } from './testing.ts'

function after(...texts: readonly string[]) {
  const play = playing()
  play.cued('stage')
  for (const text of texts) play.tells(text)
  return readEvidence(play.interview())
}

test('questions about the problem count, questions to the interviewer do not', () => {
  const { asked } = after('Can numbers be negative? Is this right? Could you give me a hint?')
  assert.deepEqual(
    asked.map(({ text }) => text),
    ['Can numbers be negative?'],
  )
})

test('an example of the statement is no example of one’s own', () => {
  assert.deepEqual(after('Take [4, 9, 1, 6].').ownExamples, [])
  assert.deepEqual(
    after('Take [2, 5, 9] now.').ownExamples.map(({ text }) => text),
    ['[2, 5, 9]'],
  )
})

test('a plan is what tells how somebody goes about it, and none after the first code', () => {
  assert.ok(tellsPlan('I would go through the list and then compare each value with the ones before it.'))
  assert.ok(!tellsPlan('It is a list with numbers in it, and there is a target that I have to make.'))
  const play = playing({ stage: 'coding' })
  play.codes(rightCode)
  play.says('I would go through the list and then compare each value with the ones before it.')
  assert.equal(readEvidence(play.interview()).plan, undefined)
})

test('every piece of evidence quotes exactly what was said', () => {
  const { reasons, edgeCases, alternatives, growth } = after(
    'I would loop, because it is plain. The empty list matters. Sorting is an alternative. It is O(n log n).',
  )
  for (const seen of [...reasons, ...edgeCases, ...alternatives, ...growth])
    assert.equal(seen.entry.text.slice(seen.reference.start, seen.reference.end), seen.text)
  assert.deepEqual(
    [reasons, edgeCases, alternatives, growth].map(({ length }) => length),
    [1, 1, 1, 1],
  )
})

test('who goes on to run their code has not left the question open', () => {
  const play = playing({ stage: 'coding' })
  play.codes(wrongCode, failing)
  play.cued('run')
  play.codes(rightCode, passing)
  play.cued('run')
  play.cued('silence')
  assert.deepEqual(
    readEvidence(play.interview()).answered.map(({ question }) => question.questionCode),
    ['test:own'],
  )
})
