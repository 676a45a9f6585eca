import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fromGraphql, fromNextData, fromPagePiece } from './leetcode.ts'
import type { Reading } from './problem.ts'

const asked = { host: 'leetcode.com', slug: 'matching-pair' }
const question = {
  questionId: '77',
  questionFrontendId: '9001',
  title: 'Matching Pair',
  titleSlug: 'matching-pair',
  content: '<p>Find two places.</p>',
  translatedTitle: '配对',
  translatedContent: '<p>找两个位置。</p>',
  difficulty: 'Easy',
  isPaidOnly: false,
  topicTags: [{ slug: 'array' }, { slug: 7 }, null],
  exampleTestcases: '[1,2]\n3',
}
const answer = (changes: object = {}) => ({ data: { question: { ...question, ...changes } } })

function problemOf(reading: Reading) {
  assert.ok(reading.kind === 'found', JSON.stringify(reading))
  return reading.problem
}

function why(reading: Reading): string {
  return reading.kind === 'lacking' ? reading.why : 'found'
}

test('a question becomes a problem, with the number that learners know', () => {
  assert.deepEqual(problemOf(fromGraphql(answer(), asked)), {
    number: '9001',
    title: 'Matching Pair',
    html: '<p>Find two places.</p>',
    difficulty: 'easy',
    tags: ['array'],
    examples: ['[1,2]\n3'],
    mathematics: false,
    site: 'leetcode',
  })
})

test('in Chinese the translation comes first, and either language is better than none', () => {
  const cn = { ...asked, host: 'leetcode.cn' }
  assert.equal(problemOf(fromGraphql(answer(), cn)).title, '配对')
  assert.equal(problemOf(fromGraphql(answer(), cn)).html, '<p>找两个位置。</p>')
  assert.equal(problemOf(fromGraphql(answer({ translatedTitle: '', translatedContent: null }), cn)).html, '<p>Find two places.</p>')
  assert.equal(problemOf(fromGraphql(answer({ questionFrontendId: 'LCP 1' }), cn)).number, 'LCP 1')
})

test('a question of another problem is never taken', () => {
  assert.equal(why(fromGraphql(answer({ titleSlug: 'counting-stairs' }), asked)), 'another-problem')
})

test('a premium problem has no statement for who has not paid', () => {
  assert.equal(why(fromGraphql(answer({ content: null, translatedContent: null, isPaidOnly: true }), asked)), 'premium')
  assert.equal(why(fromGraphql(answer({ content: ' <p>&nbsp;</p> ', translatedContent: '' }), asked)), 'no-statement')
  assert.equal(why(fromGraphql({ data: { question: null } }, asked)), 'no-statement')
})

test('what is not understood is said to be so', () => {
  for (const body of [undefined, null, 7, '<h1>Just a moment</h1>', {}, { data: 3 }, { errors: [] }])
    assert.equal(why(fromGraphql(body, asked)), 'not-understood')
  assert.equal(why(fromGraphql(answer({ title: 5, translatedTitle: {} }), asked)), 'not-understood')
  assert.equal(why(fromGraphql(answer({ content: 'x'.repeat(2_000_001) }), asked)), 'too-large')
})

test('whatever a page may send, a reading is bounded and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (title, tags, examples) => {
      const reading = fromGraphql(answer({ title, topicTags: tags, exampleTestcases: examples, difficulty: title }), asked)
      if (reading.kind !== 'found') return
      assert.ok(reading.problem.title.length <= 255 && reading.problem.difficulty.length <= 16 && reading.problem.tags.length <= 30)
    }),
  )
})

const nextData = (...questions: object[]) => ({
  props: { pageProps: { dehydratedState: { queries: questions.map((question) => ({ state: { data: { question } } })) } } },
})

test('the data a page was first rendered from counts only for its own problem', () => {
  assert.equal(problemOf(fromNextData(nextData(question), asked)).title, 'Matching Pair')
  assert.equal(why(fromNextData(nextData({ ...question, titleSlug: 'counting-stairs' }), asked)), 'another-problem')
  assert.equal(why(fromNextData(nextData(), asked)), 'not-on-page')
  assert.equal(why(fromNextData(undefined, asked)), 'not-on-page')
  const { content, ...head } = question
  assert.equal(problemOf(fromNextData(nextData(head, { titleSlug: 'matching-pair', content }), asked)).html, content)
})

test('a piece of a page needs a title and a statement', () => {
  const piece = problemOf(fromPagePiece({ title: '9001. Matching Pair', html: '<p>Two.</p>' }, 'leetcode'))
  assert.deepEqual([piece.number, piece.title], ['9001', 'Matching Pair'])
  assert.equal(problemOf(fromPagePiece({ title: '3. 2. 1. Go', html: 'x' }, 'leetcode')).title, '2. 1. Go')
  assert.equal(why(fromPagePiece({ lacking: 'another-problem' }, 'leetcode')), 'another-problem')
  assert.equal(why(fromPagePiece({ lacking: 'mischief' }, 'leetcode')), 'not-understood')
  assert.equal(why(fromPagePiece({ title: ' ', html: '<p>Two.</p>' }, 'leetcode')), 'not-understood')
  assert.equal(why(fromPagePiece({ title: 'a', html: '<p> </p>' }, 'leetcode')), 'no-statement')
})

test('control characters and broken pairs are taken out', () => {
  const { title, html } = problemOf(fromGraphql(answer({ title: 'a\u0000b\ud800', content: '<p>x\u0007</p>' }), asked))
  assert.equal(title, 'ab\ufffd')
  assert.equal(html, '<p>x</p>')
})
