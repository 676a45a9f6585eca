import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coversAll, excerpt, segments } from './segments.ts'

const span = fc.record({ start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) })

test('the pieces together are the text, and each has just the spans that cover it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
      const pieces = segments(text, spans)
      assert.equal(pieces.map((piece) => piece.text).join(''), text)
      for (const { start, text: part, marks } of pieces)
        for (let at = start; at < start + part.length; at += 1)
          assert.deepEqual(
            marks,
            spans.filter((mark) => mark.start <= at && at < mark.end),
          )
    }),
  )
})

test('a text without spans is one piece, and no text is none', () => {
  assert.deepEqual(segments('abc', []), [{ start: 0, text: 'abc', marks: [] }])
  assert.deepEqual(segments('', [{ start: 0, end: 1 }]), [])
})

test('a span over everything but blanks speaks of the whole', () => {
  assert.equal(coversAll('  two words ', { start: 2, end: 11 }), true)
  assert.equal(coversAll('two words', { start: 0, end: 3 }), false)
})

test('an excerpt shows whole words around what is meant', () => {
  const text = 'First I sort the numbers and then I look at the pairs from both ends until they meet.'
  const start = text.indexOf('pairs')
  const { before, marked, after } = excerpt(text, { start, end: start + 5 }, 40)
  assert.equal(marked, 'pairs')
  assert.match(before, /^… \S.* $/)
  assert.match(after, /^ from .* …$/)
  assert.equal(text.includes(before.slice(2) + marked + after.slice(0, -2)), true)
})

test('a long excerpt is cut, not the text around it shown', () => {
  const { before, marked, after } = excerpt('x'.repeat(300), { start: 0, end: 300 }, 50)
  assert.deepEqual([before, marked.length, after], ['', 50, ''])
})
