import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evidenceOf, linesOf, type Material, quoteOf } from './evidence.ts'

const code = 'def f(xs):\n    for x in xs:\n        print(x)\n'
const material: Material = {
  entries: [
    { seq: 1000, kind: 'message', text: 'I think it is linear.' },
    { seq: 2000, kind: 'code_submission', text: '', code, language: 'python', submissionId: 's' },
    { seq: 3000, kind: 'code_analysis', text: '', submissionId: 's' },
  ],
  problem: { id: 'p', title: 'P', statement: 'Exactly one pair exists.' },
}

test('words, code, the statement and earlier interviews are found, with the words themselves', () => {
  const words = evidenceOf({ seq: 1000, start: 2, end: 7 }, material)
  assert.deepEqual(words && quoteOf(words), { where: 'You', quote: 'think' })
  const lines = evidenceOf({ submissionId: 's', start: code.indexOf('for'), end: code.indexOf(':\n        ') }, material)
  assert.deepEqual(lines && quoteOf(lines), { where: 'Line 2', quote: 'for x in xs' })
  const both = evidenceOf({ submissionId: 's', start: 0, end: code.length - 3 }, material)
  assert.deepEqual(both && quoteOf(both).where, 'Lines 1 to 3')
  const all = evidenceOf({ submissionId: 's', start: 0, end: code.length - 1 }, material)
  assert.deepEqual(all && quoteOf(all), { where: 'Your code', quote: 'all 3 lines' })
  const statement = evidenceOf({ statement: true, start: 0, end: 11 }, material)
  assert.deepEqual(statement && quoteOf(statement), { where: 'Problem', quote: 'Exactly one' })
  assert.deepEqual(evidenceOf({ interviewId: 'i', start: 0, end: 0 }, material), { kind: 'interview', interviewId: 'i' })
})

test('what is not there is no evidence', () => {
  assert.equal(evidenceOf({ seq: 7000, start: 0, end: 1 }, material), undefined)
  assert.equal(evidenceOf({ submissionId: 'other', start: 0, end: 1 }, material), undefined)
  assert.equal(evidenceOf({ start: 0, end: 1 }, material), undefined)
  assert.equal(evidenceOf({ statement: true, start: 0, end: 1 }, { ...material, problem: null }), undefined)
})

test('lines are counted from 1 and never run out of the text, whatever the span', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -5, max: 50 }), fc.integer({ min: -5, max: 50 }), (text, start, end) => {
      const { first, last } = linesOf(text, { start, end })
      assert.ok(first >= 1 && last >= first && last <= text.split('\n').length)
    }),
  )
})
