import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moderate } from '@quint/moderation/moderate.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { faultsOf, secondsOf } from '../storyboard/check.ts'
import { storyboard } from '../storyboard/storyboard.ts'
import { entries } from './knowledge.ts'
import { findEntry, offlineAuthor, storyboardOf } from './offline.ts'

test('at least sixty topics are written down, each once', () => {
  assert.ok(entries.length >= 60, `${entries.length}`)
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length)
})

test('every topic becomes a storyboard in which no text overflows its box and nothing is missing', () => {
  for (const entry of entries) {
    const board = storyboard.parse(storyboardOf(entry))
    assert.deepEqual(faultsOf(board), [], entry.id)
    const seconds = secondsOf(board.scenes)
    assert.ok(seconds >= 30 && seconds <= 120, `${entry.id}: ${seconds} s`)
  }
})

test('no topic holds words that the rules would stop', () => {
  for (const entry of entries) assert.equal(moderate(JSON.stringify(storyboardOf(entry)), { without: ['solution_code'] }).verdict, 'allow', entry.id)
})

test('every topic is found by its title and by each of its other names', () => {
  for (const entry of entries) for (const name of [entry.title, ...(entry.aka ?? [])]) assert.equal(findEntry(name)?.id, entry.id, name)
})

test('a wish in a sentence finds its topic', () => {
  const wishes = {
    'Explain the sliding window to me': 'sliding-window',
    'how does TCP work?': 'tcp',
    'what are heaps': 'heaps',
    "Dijkstra's algorithm": 'dijkstra',
  }
  for (const [wish, id] of Object.entries(wishes)) assert.equal(findEntry(wish)?.id, id, wish)
})

test('a topic that nobody wrote down is refused with those that are near', async () => {
  const wish = { userId: '', topic: 'The history of binary opera', subject: 'algorithms', difficulty: 'easy' as const }
  await assert.rejects(
    offlineAuthor.write(wish, AbortSignal.abort()),
    (error) =>
      error instanceof Failure &&
      error.code === 'invalid' &&
      error.detail.fields?.some(({ path, message }) => path === 'topic.near' && message === 'Binary search') === true,
  )
})
