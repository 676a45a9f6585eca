import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyProblem, readProblem, statementMistake, toAlgorithm } from './problem-form.ts'

test('only what was filled in is sent, trimmed', () => {
  assert.deepEqual(toAlgorithm({ title: ' Two Sum ', url: ' ', statement: '\n' }), { title: 'Two Sum' })
  assert.deepEqual(toAlgorithm({ title: 'X', url: 'https://leetcode.com/problems/two-sum/', statement: ' Find two. ' }), {
    title: 'X',
    url: 'https://leetcode.com/problems/two-sum/',
    site: 'leetcode',
    statement: 'Find two.',
  })
})

test('a site is told by its host, and only by it', () => {
  const site = (url: string): string | undefined => toAlgorithm({ ...emptyProblem, url }).site
  assert.deepEqual(['www.hackerrank.com/challenges/x', 'leetcode.com.evil.example/a', 'http://localhost:3000/x', 'leetcode.cn'].map(site), [
    'hackerrank',
    'other',
    'other',
    'leetcode',
  ])
})

test('an address that is none, or that runs something, is left out', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://', 'a b'])
    assert.equal(toAlgorithm({ ...emptyProblem, url }).url, undefined, url)
})

test('a statement that is too long is said to be, by how much', () => {
  const mistake = (statement: string): string | undefined => statementMistake({ ...emptyProblem, statement })
  assert.deepEqual([mistake(''), mistake(` ${'a'.repeat(100_000)}\n`)], [undefined, undefined])
  assert.match(mistake('a'.repeat(204_800)) ?? '', /^104,800 characters too long/)
})

test('a damaged draft is an empty form', () => {
  for (const json of [undefined, '{', 'null', '[]', '{"title":3}']) assert.deepEqual(readProblem(json), emptyProblem, json)
  assert.equal(readProblem('{"title":"Two Sum","url":"","statement":""}').title, 'Two Sum')
})
