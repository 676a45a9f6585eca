import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { told } from './turn.ts'

test('words for a prompt without an answer are the answer', () => {
  assert.deepEqual(told(undefined, 0, { text: 'I read it twice.', seconds: 4 }), { text: 'I read it twice.', seconds: 4 })
})

test('further words go after the answer as a paragraph, and the time adds up', () => {
  const before = { text: 'I read it twice.', seconds: 4 }
  assert.deepEqual(told(before, before.text.length, { text: 'Then I drew it.', seconds: 6 }), {
    text: 'I read it twice.\n\nThen I drew it.',
    seconds: 10,
  })
})

test('words for an answer that has become another one are refused, so that none is lost', () => {
  const before = { text: 'I read it twice.', seconds: 4 }
  for (const known of [0, before.text.length - 1, before.text.length + 1])
    assert.throws(
      () => told(before, known, { text: 'More.', seconds: 1 }),
      (error) => error instanceof Failure && error.code === 'conflict',
    )
  assert.throws(
    () => told(undefined, 3, { text: 'More.', seconds: 1 }),
    (error) => error instanceof Failure && error.code === 'conflict',
  )
})

test('an answer never grows beyond what an answer can hold', () => {
  const before = { text: 'a'.repeat(9_990), seconds: 4 }
  assert.throws(
    () => told(before, 9_990, { text: 'b'.repeat(20), seconds: 1 }),
    (error) => error instanceof Failure && error.code === 'invalid',
  )
})
