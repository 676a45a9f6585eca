import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersTo, openQuestions } from './open-point.ts'
import { pairProblem } from './testing.ts'

const answers = (text: string): string =>
  answersTo(text, pairProblem)
    .map(({ point, text: said }) => `${point ?? '-'}: ${said}`)
    .join(' | ')

test('a question is answered from the open point that it is about, in other words too', () => {
  assert.equal(answers('Can I use the same element twice?'), '0: “May one entry be used twice?” No, two different positions.')
  assert.equal(answers('Are there negative values?'), '3: “Can numbers be negative?” Yes.')
  assert.equal(answers('What should I return if no such pair exists?'), '2: “What if there is none?” An empty list.')
  assert.equal(answers('What if there are multiple pairs?'), '1: “What if several pairs fit?” Any of them.')
})

test('several questions have several answers, each once, and limits come from the constraints', () => {
  assert.match(answers('Can numbers be negative? And what if several pairs fit?'), /^3: .* \| 1: /)
  assert.match(answers('Can it be negative? Really, negative numbers?'), /^3: [^|]*$/)
  assert.equal(answers('How large can the input be?'), '-: The limits are: 0 to 50 000 numbers; each from -1 000 000 to 1 000 000.')
})

test('what the problem does not settle is not answered', () => {
  for (const text of ['Should I write comments?', 'What is your favourite colour?', 'It may be negative.', '']) assert.equal(answers(text), '', text)
})

test('the bank’s open points are what is open; a problem of the learner’s own is read for what it leaves out', () => {
  assert.deepEqual(
    openQuestions(pairProblem).map(({ id }) => id),
    ['0', '1', '2', '3'],
  )
  const own = { ...pairProblem, openPoints: [], constraints: [], statement: 'Given a list of numbers, return the largest sum of two of them.' }
  assert.deepEqual(
    openQuestions(own).map(({ id }) => id),
    ['empty', 'same', 'order', 'negative', 'several', 'size'],
  )
  const settled = { ...own, statement: 'Given a sorted list of at most 100 distinct positive numbers, which may be empty, return any of the pairs.' }
  assert.deepEqual(openQuestions(settled), [])
})
