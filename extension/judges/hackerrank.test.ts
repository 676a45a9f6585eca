import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromRest } from './hackerrank.ts'

const model = {
  slug: 'fair-share',
  name: 'Fair Share',
  body_html: '',
  problem_statement: '<p>Split $n$ sweets.</p>',
  input_format: '<p>One number.</p>',
  output_format: '<p>One number.</p>',
  constraints: '<p>$1 \\le n$</p>',
  difficulty_name: 'Easy',
  track: { slug: 'warmup' },
}
const asked = { slug: 'fair-share' }

test('the parts of a challenge become one statement, LaTeX and all', () => {
  const reading = fromRest({ model }, asked)
  assert.ok(reading.kind === 'found')
  assert.equal(
    reading.problem.html,
    '<p>Split $n$ sweets.</p><h3>Input Format</h3><p>One number.</p><h3>Constraints</h3><p>$1 \\le n$</p><h3>Output Format</h3><p>One number.</p>',
  )
  assert.deepEqual([reading.problem.title, reading.problem.difficulty, reading.problem.tags], ['Fair Share', 'easy', ['warmup']])
})

test('a body in one piece is taken unless its mathematics are pictures', () => {
  const whole = fromRest({ model: { ...model, body_html: '<p>All of it, $n$.</p>' } }, asked)
  assert.ok(whole.kind === 'found' && whole.problem.html === '<p>All of it, $n$.</p>')
  const drawn = fromRest({ model: { ...model, body_html: '<p><svg></svg></p>' } }, asked)
  assert.ok(drawn.kind === 'found' && drawn.problem.html.startsWith('<p>Split'))
  const { problem_statement: _a, input_format: _b, output_format: _c, constraints: _d, ...bare } = model
  const only = fromRest({ model: { ...bare, body_html: '<p>x<svg></svg></p>' } }, asked)
  assert.ok(only.kind === 'found')
})

test('another challenge, an empty one and nonsense are no problem', () => {
  const why = (body: unknown): string => {
    const reading = fromRest(body, asked)
    return reading.kind === 'lacking' ? reading.why : 'found'
  }
  assert.equal(why({ model: { ...model, slug: 'other' } }), 'another-problem')
  assert.equal(why({ model: { slug: 'fair-share', name: 'Fair Share' } }), 'no-statement')
  assert.equal(why({ model: { ...model, name: 3 } }), 'not-understood')
  assert.equal(why({ model: { ...model, body_html: 'x'.repeat(2_000_001) } }), 'too-large')
  for (const body of [undefined, {}, { model: null }, { model: [] }, 'Access denied']) assert.notEqual(why(body), 'found')
})
