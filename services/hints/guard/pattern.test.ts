import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { conceptWords } from '../policy/concept.ts'
import { shapes } from '../policy/shape.ts'
import { calmHints } from './calm-hints.ts'
import { fold } from './fold.ts'
import { beginningsOf, matches, pattern } from './pattern.ts'
import { redHints } from './red-team.ts'

function needsOf(expression: RegExp): readonly (readonly string[])[] {
  return pattern(expression).needs
}

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
  const keeping = pattern(/\bkeep\w*\b.{0,20}\bseen\b/)
  const tried = (text: string): boolean => matches(keeping, text, beginningsOf(fold(text)))
  assert.deepEqual([tried('keeping what was seen'), tried('keeping what was there'), tried('seen and then keep')], [true, false, false])
})

const all = [...shapes.flatMap((shape) => shape.patterns), ...Object.values(conceptWords).flatMap((words) => words.ordinary ?? [])]
const prepared = all.map(pattern)
const vocabulary = [...new Set([...redHints, ...calmHints].flatMap((hint) => fold(hint.text).tokens))]

function assertSame(text: string): void {
  const begun = beginningsOf(fold(text))
  for (const each of prepared) assert.equal(matches(each, text, begun), each.expression.test(text), `${each.expression} on ${text}`)
}

test('no pattern misses a hint for the words it needs', () => {
  for (const hint of [...redHints, ...calmHints]) assertSame(fold(hint.text).text)
})

test('no pattern misses words in any order for the words it needs', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 40 }), (words) => {
      assertSame(fold(words.join(' ')).text)
    }),
    { numRuns: 200 },
  )
})

test('most patterns need words', () => {
  assert.ok(prepared.filter((each) => each.needs.length > 0).length >= prepared.length * 0.9)
})
