import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysTheSame } from './phrase.ts'

const original = 'You said “O(n)”, and the runs grew like n^2.'

test('another wording of the same is taken', () => {
  assert.ok(saysTheSame('Your claim was “O(n)”, while the runs grew like n^2.', original))
  assert.ok(saysTheSame('All 12 of the tests are passing.', 'All 12 tests pass.'))
})

test('other figures, other quotations, praise, length, a question or a denial are not the same', () => {
  for (const text of [
    'Your claim was “O(n)”, while the runs grew like n^3.',
    'Your claim was “O(1)”, while the runs grew like n^2.',
    'Great, your claim was “O(n)”, while the runs grew like n^2.',
    'Your claim was “O(n)”, while the runs grew like n^2. Why is that?',
    'Your claim was “O(n)”, while the runs did not grow like n^2.',
    `Your claim was “O(n)”, while the runs grew like n^2, ${'and so on '.repeat(10)}.`,
    'n^2 “O(n)”',
  ])
    assert.ok(!saysTheSame(text, original), text)
})
