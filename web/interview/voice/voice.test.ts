import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayable, spokenText } from './sentences.ts'
import { thinkPauseMs } from './think-pause.ts'

test('nobody is cut off before four seconds of silence, and long answers are given longer', () => {
  assert.ok(thinkPauseMs('') >= 4000)
  assert.ok(thinkPauseMs('I would sort them') > 4000)
  assert.ok(thinkPauseMs('word '.repeat(50)) > thinkPauseMs('word '.repeat(5)))
  assert.equal(thinkPauseMs('word '.repeat(5000)), 14_000)
})

test('of a text that still comes, whole sentences are said, each once', () => {
  const text = 'What does it cost? And if the list is em'
  assert.equal(text.slice(0, sayable(text, 0, false)), 'What does it cost? ')
  const from = sayable(text, 0, false)
  assert.equal(sayable(text, from, false), from)
  const whole = `${text}pty?`
  assert.equal(whole.slice(from, sayable(whole, from, true)), 'And if the list is empty?')
  assert.equal(sayable('1.5 is no', 0, false), 0)
})

test('signs of code are not read out', () => {
  assert.equal(spokenText('What about `xs[0]`?\n\n**Now**'), 'What about xs[0]? Now')
})
