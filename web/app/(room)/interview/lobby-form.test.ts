import assert from 'node:assert/strict'
import { test } from 'node:test'
import { solvableIn } from '../../../interview/interviews.ts'
import { anyOf, emptyWish, found, readWish, toNewInterview, topicsOf } from './lobby-form.ts'

const problems = [
  { id: 'a', title: 'Pairs', difficulty: 'easy', topics: ['arrays', 'hashing'] },
  { id: 'b', title: 'Islands', difficulty: 'medium', topics: ['graphs'] },
  { id: 'c', title: 'Meetings', difficulty: 'hard', topics: ['arrays'] },
]

test('what was chosen last time is there again; whatever makes no sense is left out', () => {
  const wish = { ...emptyWish, problemId: 'b', persona: 'demanding' as const, durationMinutes: 45, voice: true }
  assert.deepEqual(readWish(JSON.stringify(wish)), wish)
  for (const kept of [undefined, '', '{', 'null', '[]', '7', '{"persona":"rude","durationMinutes":7,"language":"cobol","problemId":4,"voice":"yes"}'])
    assert.deepEqual(readWish(kept), emptyWish)
})

test('problems are found by topic and by name', () => {
  assert.deepEqual(topicsOf(problems), ['arrays', 'graphs', 'hashing'])
  assert.deepEqual(
    found(problems, { q: ' ISL', topic: '' }).map(({ id }) => id),
    ['b'],
  )
  assert.deepEqual(
    found(problems, { q: '', topic: 'arrays' }).map(({ id }) => id),
    ['a', 'c'],
  )
})

test('any problem can be drawn, none from nothing', () => {
  assert.deepEqual(
    [0, 0.5, 0.999].map((chance) => anyOf(problems, chance)?.id),
    ['a', 'b', 'c'],
  )
  assert.equal(anyOf([], 0.5), undefined)
})

test('only languages that can be run are offered', () => {
  const reports = [
    { language: 'python', available: true },
    { language: 'go', available: true },
    { language: 'java', available: false },
  ]
  assert.deepEqual(solvableIn(reports), ['python', 'go'])
  assert.ok(solvableIn(undefined).length > 0)
})

test('an interview about a problem of one’s own names none, and a language that is not offered gives way', () => {
  assert.deepEqual(toNewInterview({ ...emptyWish, source: 'own', problemId: 'a' }, ['go']), {
    language: 'go',
    persona: 'neutral',
    durationMinutes: 30,
  })
  assert.equal(toNewInterview({ ...emptyWish, problemId: 'a' }, ['python']).problemId, 'a')
})
