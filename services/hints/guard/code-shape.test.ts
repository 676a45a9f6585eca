import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasFence, isStep, looksLikeCode, procedureWeight } from './code-shape.ts'

const programs = [
  'def twoSum(nums, target):',
  'function solve(input) {',
  'for (int i = 0; i < n; i++)',
  'for each num in nums:',
  'for x in values: keep it',
  'while left < right',
  'if not seen: return false',
  'if x == y then stop',
  'total += price',
  'best := first',
  'nums[i]',
  'grid[row - 1]',
  'seen.add(value)',
  'node.next',
  'max(left, best)',
  'new HashMap()',
  'ways = ways + before',
  'left = 0;',
  'return [first, second]',
  'return -1',
  'const seen = other',
  'target - num',
  'lo + 1',
  'import heapq',
  '#include <vector>',
  'x => x * 2',
  'dp is filled',
]

for (const program of programs)
  test(`“${program}” is code`, () => {
    assert.ok(looksLikeCode(`So you write ${program}`) || looksLikeCode(program))
  })

const values = [
  'Take nums = [2, 7, 11, 15], with target = 9.',
  'Try [[1, 3], [2, 6]] and then [].',
  'What of "([)]" or "abcabcbb"?',
  'Is it 3 or -1 that comes out for [4, -1, 0]?',
  'With s = "abba" the answer is 2.',
  'Your words (all forty of them) describe the input; nothing else.',
  'If the list is empty, what then?',
  'For each of your three examples, ask who would be surprised.',
  'While you read it, write down what you know.',
  'Do you return to the start: yes or no?',
  'With k = 2; what changes?',
  'The tree [5, 3, 8, null, 9] has four values.',
]

for (const value of values)
  test(`“${value}” is no code`, () => {
    assert.equal(looksLikeCode(value), false)
  })

test('a word hidden behind invisible characters is still code', () => {
  assert.ok(looksLikeCode('seen.\u200badd(value)'))
})

test('fences, tags and formulas are fences; a single back-tick is none', () => {
  for (const fence of ['```js', '~~~', 'so <code>x</code>', '<pre>', '{% x %}', '$$x$$', '<script src=x>']) assert.ok(hasFence(fence), fence)
  for (const open of ['`nums`', 'a ~ b', '5$']) assert.equal(hasFence(open), false, open)
})

test('items of a list are steps', () => {
  for (const item of ['1. Look', '2) Look', '- look', '• look', 'Step one: look', 'Step 2. look', 'First, look', 'Then, look', 'Finally, look'])
    assert.ok(isStep(item), item)
  for (const sentence of ['First of all you look.', 'The first one', '12 values', 'Then you look']) assert.equal(isStep(sentence), false, sentence)
})

function weigh(text: string): number {
  return procedureWeight(text.split(' '))
}

test('instructions weigh more than questions, and nothing without something to act on', () => {
  assert.ok(weigh('iterate over the array push each element and return the result') >= 5)
  assert.ok(weigh('which value do you look at when you check the list by hand') < 4)
  assert.equal(weigh('iterate push pop return merge'), 0)
})

test('saying the same verb again weighs nothing more', () => {
  assert.equal(weigh('push each element push every element pushing the array'), weigh('push each element the array'))
})
