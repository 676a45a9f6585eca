import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { checkedAppeal } from './appeal.ts'

test('an appeal is a few words, without the space around them', () => {
  assert.equal(checkedAppeal('  It is the name of an algorithm. '), 'It is the name of an algorithm.')
  for (const words of ['', ' ', 'x'.repeat(501), 'a\0b', '\ud800'])
    assert.throws(
      () => checkedAppeal(words),
      (error) => error instanceof Failure && error.code === 'invalid',
    )
})
