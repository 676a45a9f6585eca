import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '../problem.ts'
import { type Category, categories, categoryOf, wellKnownCount } from './category.ts'

function problem(parts: Partial<Problem>): Problem {
  return { title: '', url: '', slug: '', statement: '', tags: [], examples: [], ...parts }
}

test('at least 80 well-known problems are recognised by name', () => {
  assert.ok(wellKnownCount >= 80, `${wellKnownCount}`)
})

for (const [slug, category] of [
  ['two-sum', 'array'],
  ['group-anagrams', 'string'],
  ['spiral-matrix', 'matrix'],
  ['linked-list-cycle', 'list'],
  ['validate-binary-search-tree', 'tree'],
  ['rotting-oranges', 'graph'],
  ['climbing-stairs', 'counting_ways'],
  ['house-robber', 'best_choice'],
  ['merge-intervals', 'interval'],
  ['koko-eating-bananas', 'search'],
  ['min-stack', 'nesting'],
  ['find-median-from-data-stream', 'selection'],
  ['subsets', 'combination'],
  ['single-number', 'number'],
  ['lru-cache', 'design'],
] as const)
  test(`${slug} is of the kind ${category}, by slug, title or address`, () => {
    const title = slug.replaceAll('-', ' ')
    assert.equal(categoryOf(problem({ slug })), category)
    assert.equal(categoryOf(problem({ slug: slug.toUpperCase() })), category)
    assert.equal(categoryOf(problem({ title: `146. ${title.toUpperCase()}` })), category)
    assert.equal(categoryOf(problem({ url: `https://leetcode.com/problems/${slug}/description/?tab=1` })), category)
  })

test('the name counts for more than a statement that sounds like something else', () => {
  assert.equal(categoryOf(problem({ slug: 'two-sum', title: 'A tree of linked lists', statement: 'Design a graph.' })), 'array')
})

for (const [statement, category] of [
  ['Implement a class that can get and put values.', 'design'],
  ['Given the head of a linked list, turn it around.', 'list'],
  ['Given the root of a binary tree, find its depth.', 'tree'],
  ['Given meetings with their hours, how many overlap?', 'interval'],
  ['Given an n by n matrix, turn it by a quarter.', 'matrix'],
  ['There are n cities with roads between them.', 'graph'],
  ['Given a string of brackets, is it balanced?', 'nesting'],
  ['In how many distinct ways can you reach the roof?', 'counting_ways'],
  ['Return all possible subsets of the given values.', 'combination'],
  ['Find the kth largest of the given values.', 'selection'],
  ['The values are sorted; find the target among them.', 'search'],
  ['Pay the fewest coins that make the amount: the minimum number of coins.', 'best_choice'],
  ['Is the given word a palindrome?', 'string'],
  ['Given nums, say something about it.', 'array'],
  ['How many digits are odd?', 'number'],
  ['Say hello.', 'general'],
] as const)
  test(`“${statement}” is of the kind ${category}`, () => {
    assert.equal(categoryOf(problem({ statement })), category)
  })

test('tags count for more than the statement, and so does the title', () => {
  assert.equal(categoryOf(problem({ tags: ['Tree'], statement: 'Given a string of letters.' })), 'tree')
  assert.equal(categoryOf(problem({ title: 'Longest word in a matrix', statement: 'Given a linked list.' })), 'matrix')
})

test('garbage has a category too, and is read quickly', () => {
  const known: readonly Category[] = categories
  for (const garbage of [
    '',
    '\0\0\0',
    '💥'.repeat(5000),
    'k '.repeat(50_000),
    'find sorted '.repeat(20_000),
    '﷽'.repeat(9000),
    '__proto__',
    'constructor',
    '%%%',
  ])
    assert.ok(
      known.includes(categoryOf(problem({ title: garbage, slug: garbage, url: garbage, statement: garbage, tags: [garbage] }))),
      garbage.slice(0, 20),
    )
})
