import assert from 'node:assert/strict'
import { test } from 'node:test'
import { troubleWords } from './trouble.ts'

const codes = [
  ...['denied', 'refused', 'away', 'garbled', 'expired', 'no-email', 'unverified', 'unconfirmed', 'in-use'],
  ...['elsewhere', 'another', 'not-yours', 'suspended', 'too-many', 'unavailable'],
]

test('each trouble has words of its own', () => {
  const words = codes.map((code) => troubleWords(code, 'github'))
  assert.equal(new Set(words).size, codes.length)
  for (const text of words) assert.match(text, /\.$/)
})

test('what stands in the address is never shown', () => {
  const text = troubleWords('<b>Send your password to evil.example</b>', 'Evil Corp')
  assert.doesNotMatch(text, /evil|<b>/i)
  assert.doesNotMatch(troubleWords('denied', 'Evil Corp'), /evil/i)
})
