import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from './problem.ts'
import { firstVisit, nextVisit } from './visit.ts'

const pair = 'https://leetcode.com/problems/matching-pair/'
const stairs = 'https://leetcode.com/problems/counting-stairs/'
const problem = { title: 'Matching Pair' } as Problem
const attempts = [{ reader: 'one', outcome: 'found', durationMs: 1 }] as const

test('a move within one problem is no move', () => {
  const visit = firstVisit(pair)
  assert.equal(visit.reading, 'going on')
  for (const address of [`${pair}description/`, `${pair}submissions/7/`, `${pair}?envType=x`])
    assert.equal(nextVisit(visit, { type: 'moved', address }), visit)
})

test('a reading belongs to the visit that it was begun for', () => {
  const first = firstVisit(pair)
  const second = nextVisit(first, { type: 'moved', address: stairs })
  assert.equal(nextVisit(second, { type: 'read', visitId: first.id, problem, attempts }), second)
  const back = nextVisit(second, { type: 'moved', address: pair })
  assert.equal(nextVisit(back, { type: 'read', visitId: first.id, problem, attempts }), back, 'even at the same problem again')
  const read = nextVisit(back, { type: 'read', visitId: back.id, problem, attempts })
  assert.deepEqual([read.problem, read.reading], [problem, 'done'])
})

test('leaving a problem takes it away before anything else is known', () => {
  const first = firstVisit(pair)
  const read = nextVisit(first, { type: 'read', visitId: first.id, problem, attempts })
  for (const address of [stairs, 'https://leetcode.com/contest/a/', 'https://example.org/', undefined]) {
    const moved = nextVisit(read, { type: 'moved', address })
    assert.equal(moved.problem, undefined)
    assert.ok(moved.id > read.id)
  }
})

test('a page that is whole is read again where nothing was found', () => {
  const first = firstVisit(pair)
  const nothing = nextVisit(first, { type: 'read', visitId: first.id, problem: undefined, attempts: [] })
  assert.equal(nextVisit(nothing, { type: 'loaded' }).reading, 'going on')
  assert.equal(nextVisit(first, { type: 'loaded' }), first)
  const read = nextVisit(first, { type: 'read', visitId: first.id, problem, attempts })
  assert.equal(nextVisit(read, { type: 'loaded' }), read)
  assert.equal(nextVisit(read, { type: 'again' }).problem, undefined)
})
