import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareAnswers } from './change.ts'

const before = [
  { promptIndex: 0, text: 'I compare every pair of numbers, for example [1, 2] with target 3.' },
  { promptIndex: 6, text: 'What if the list is empty?' },
]
const kinds = (text: string): string[] => compareAnswers(before, text).map((addition) => `${addition.kind}: ${addition.text}`)

test('a concrete example is new only the first time', () => {
  assert.deepEqual(kinds('[9, 9] works, and [1,2] does, and [9, 9] again.'), ['example: [9, 9]'])
})

test('a question asked before is not new', () => {
  assert.deepEqual(kinds('What if the list is empty? Could the same place be used twice?'), ['question: Could the same place be used twice?'])
})

test('letting go of a belief is a dropped assumption, not a new idea', () => {
  assert.deepEqual(kinds('I had assumed that the values arrive in a friendly order.'), [
    'dropped_assumption: I had assumed that the values arrive in a friendly order.',
  ])
})

test('a sentence that brings a technique or mostly new content is an idea', () => {
  assert.deepEqual(kinds('A hash map would help. I compare every pair of numbers.'), ['idea: A hash map would help.'])
  assert.deepEqual(kinds('Notes about earlier visitors would spare the repeated walking.'), [
    'idea: Notes about earlier visitors would spare the repeated walking.',
  ])
})

test('the evidence is the place in the last word, and nothing new gives nothing', () => {
  const text = 'First, try [7, 7, 7]. Then stop.'
  const [addition] = compareAnswers(before, text)
  assert.deepEqual(addition?.evidence, { promptIndex: 12, start: text.indexOf('['), end: text.indexOf(']') + 1 })
  assert.deepEqual(compareAnswers(before, before.map((answer) => answer.text).join(' ')), [])
  assert.deepEqual(compareAnswers(before, ''), [])
})
