import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyProblem, problemsPath, toProblemQuery } from './problem-query.ts'

test('what stands in the address is what is looked for among problems', () => {
  const query = { q: 'two & sum', topic: 'graphs', difficulty: 'hard', source: 'own' }
  assert.deepEqual(toProblemQuery(Object.fromEntries(new URLSearchParams(problemsPath(query).split('?')[1]))), query)
  assert.equal(problemsPath(everyProblem), '/problems')
})

test('what is no topic, level or source is left out, and words are cut where the search takes no more', () => {
  assert.deepEqual(toProblemQuery({ topic: 'constructor', difficulty: ['easy'], source: 'elsewhere' }), everyProblem)
  assert.equal(toProblemQuery({ q: 'x'.repeat(1000) }).q.length, 255)
})
