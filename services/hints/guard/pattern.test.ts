import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { conceptWords } from '../policy/concept.ts'
import { shapes } from '../policy/shape.ts'
import { calmHints } from './calm-hints.ts'
import { fold } from './fold.ts'
import { needsOf, patternIndex } from './pattern.ts'
import { redHints } from './red-team.ts'

test('a pattern needs one beginning of each of its parts, the rarest first', () => {
  assert.deepEqual(needsOf(/\b(?:keep|hold\w*|remember)\b.{0,90}?\b(?:seen|past)\b/), [
    ['seen', 'past'],
    ['keep', 'hold', 'reme'],
  ])
})

test('what may be missing is not needed', () => {
  assert.deepEqual(needsOf(/\bwalls?\b/), [['wall']])
  assert.deepEqual(needsOf(/\b(?:the )?end\b/), [['the', 'end']])
  assert.deepEqual(needsOf(/\b(?:\w+ ){0,4}top\b/), [])
  assert.deepEqual(needsOf(/\bax?e\b/), [['a']])
})

test('a gap within a group parts nothing, and neither does one beside another alternative', () => {
  assert.deepEqual(needsOf(/\b(?:one\b.{0,9}\btwo|three)\b/), [['one', 'thre']])
  assert.deepEqual(needsOf(/\bone\b.{0,9}\btwo|\bthree\b/), [['one', 'thre']])
})

test('text without a needed word is not tried, text with all of them is', () => {
  const keeping = patternIndex([[/\bkeep\w*\b.{0,20}\bseen\b/, 'kept']])
  const tried = (text: string): boolean => [...keeping.matches(fold(text))].includes('kept')
  assert.deepEqual([tried('keeping what was seen'), tried('keeping what was there'), tried('seen and then keep')], [true, false, false])
})

const all = [...shapes.flatMap((shape) => shape.patterns), ...Object.values(conceptWords).flatMap((words) => words.ordinary ?? [])]
const index = patternIndex(all.map((expression) => [expression, expression] as const))
const vocabulary = [...new Set([...redHints, ...calmHints].flatMap((hint) => fold(hint.text).tokens))]

function assertSame(text: string): void {
  const folded = fold(text)
  const found = new Set(index.matches(folded))
  for (const expression of all) assert.equal(found.has(expression), expression.test(folded.text), `${expression} on ${text}`)
}

test('no pattern misses a hint for the words it needs', () => {
  for (const hint of [...redHints, ...calmHints]) assertSame(hint.text)
})

test('no pattern misses words in any order for the words it needs', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 40 }), (words) => {
      assertSame(words.join(' '))
    }),
    { numRuns: 200 },
  )
})

test('most patterns need words', () => {
  assert.ok(all.filter((expression) => needsOf(expression).length > 0).length >= all.length * 0.9)
})
