import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeSpans, examples, prose, questions, type Span, sentences, words } from './text.ts'

const texts = (spans: readonly Span[]): string[] => spans.map((span) => span.text)

test('words are words, not bytes: any script, numbers and joined words count once', () => {
  assert.deepEqual(texts(words('Don’t re-read 1,000 values: ключ, 数字 🙂 snake_case!')), [
    'Don’t',
    're-read',
    '1,000',
    'values',
    'ключ',
    '数字',
    'snake_case',
  ])
})

test('a sentence ends at its mark or its line, not at a point within a number', () => {
  assert.deepEqual(texts(sentences('It takes 3.5 s. Too long!\nwhy "so"? ok')), ['It takes 3.5 s.', 'Too long!', 'why "so"?', 'ok'])
})

test('a question asks, with a question mark or by its first words', () => {
  assert.deepEqual(texts(questions('What if it is empty. I wonder. Can I reuse a number? What I do is count.')), [
    'What if it is empty.',
    'Can I reuse a number?',
  ])
})

test('concrete values are examples, phrases in quotation marks are not', () => {
  const found = texts(examples('Take nums = [2, 7], target = 9. Also "abca" and []. He said "this is not one". Then 3, 5 and 8; n = 0.'))
  assert.deepEqual(found, ['nums = [2, 7], target = 9', '"abca" and []', '3, 5 and 8', 'n = 0'])
})

test('a size that is said is an example', () => {
  assert.deepEqual(texts(examples('On a 3 by 3 map I counted 2, then on one of 100x100.')), ['3 by 3', '100x100'])
})

test('code is recognised and blanked, offsets kept', () => {
  const text = 'First:\nfor (let i = 0; i < n; i++) {\n  sum += i;\n}\nthen `x` and I stop.'
  assert.deepEqual(
    texts(codeSpans(text)).map((entry) => entry.split('\n')[0]),
    ['for (let i = 0; i < n; i++) {', '`x`'],
  )
  assert.equal(prose(text).length, text.length)
  assert.doesNotMatch(prose(text), /sum/)
  assert.deepEqual(codeSpans('I return home; for me it is a plain sentence.'), [])
})

test('every span of any text is the text at its place', () => {
  const piece = fc.constantFrom(
    '[1, 2]',
    'what if ',
    '"a"',
    '. ',
    '? ',
    '\n',
    '🙂',
    'שלום ',
    'for (x) {',
    '```',
    'n = 3',
    ' and ',
    '\0',
    'word',
    '-',
    ',',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(piece, { maxLength: 40 }).map((list) => list.join('')),
      ),
      (text) => {
        for (const measure of [words, sentences, questions, examples, codeSpans]) {
          for (const span of measure(text)) assert.equal(text.slice(span.start, span.end), span.text)
        }
        assert.equal(prose(text).length, text.length)
      },
    ),
    { numRuns: 300 },
  )
})
