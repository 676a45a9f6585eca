/** The catalogue: its size, its facts, and a graph of topics that can be walked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curated } from './catalogue.ts'
import { topicIds, topics } from './topic.ts'

test('the catalogue has at least three hundred problems, each once, of known topics and sizes', () => {
  assert.ok(curated.length >= 300, String(curated.length))
  assert.equal(new Set(curated.map(({ id }) => id)).size, curated.length)
  for (const problem of curated) {
    assert.ok(topicIds.has(problem.topic), problem.id)
    assert.ok(problem.minutes >= 10 && problem.minutes <= 60 && problem.minutes % 5 === 0, problem.id)
    assert.match(problem.link, /^https:\/\/leetcode\.com\/problems\/[a-z0-9-]+\/$/)
    assert.ok(problem.patterns.length > 0 && problem.patterns.every((pattern) => pattern.trim() === pattern && pattern !== ''), problem.id)
  }
})

test('titles give the names that judges use', () => {
  const found = Object.fromEntries(curated.map(({ title, id }) => [title, id]))
  assert.equal(found['3Sum'], '3sum')
  assert.equal(found['LRU Cache'], 'lru-cache')
  assert.equal(found['Pow(x, n)'], 'powx-n')
  assert.equal(found['String to Integer (atoi)'], 'string-to-integer-atoi')
  assert.equal(found["Pascal's Triangle"], 'pascals-triangle')
  assert.equal(found['Find the Town Judge'], 'find-the-town-judge')
})

test('no topic needs itself, over however many others, and each has problems enough to open those that need it', () => {
  const open = new Set<string>()
  for (let before = -1; before < open.size; ) {
    before = open.size
    for (const { id, needs } of topics) if (needs.every((need) => open.has(need))) open.add(id)
  }
  assert.equal(open.size, topics.length)
  for (const { id } of topics) {
    const own = curated.filter(({ topic }) => topic === id)
    assert.ok(own.length >= 9, id)
    assert.ok(own.filter(({ difficulty }) => difficulty !== 'hard').length >= 4, id)
  }
})
