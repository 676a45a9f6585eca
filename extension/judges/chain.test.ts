import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Reader, readThrough } from './chain.ts'
import type { Practice } from './place.ts'
import { lacking, type Problem } from './problem.ts'

const place: Practice = { kind: 'practice', site: 'leetcode', host: 'leetcode.com', slug: 'a', contest: '' }
const problem: Problem = { number: '', title: 'A', html: '<p>a</p>', difficulty: '', tags: [], examples: [], mathematics: false, site: 'leetcode' }
const clock = (): (() => number) => {
  let now = 0
  return () => (now += 5)
}
const reader = (name: string, read: Reader['read'], deadlineMs = 1000): Reader => ({ name, deadlineMs, read })
const found = async () => ({ kind: 'found', problem }) as const
const none = new AbortController().signal

test('readers are tried in turn, the first that has the problem ends it, and each outcome is recorded', async () => {
  const asked: string[] = []
  const noting = (name: string, read: Reader['read']): Reader =>
    reader(name, (...given) => {
      asked.push(name)
      return read(...given)
    })
  const readers = [
    noting('one', async () => lacking('not-allowed')),
    noting('two', async () => {
      throw new Error('the tab is gone')
    }),
    noting('three', found),
    noting('four', found),
  ]
  const result = await readThrough({ place, readers, clock: clock(), signal: none })
  assert.equal(result.problem, problem)
  assert.deepEqual(result.attempts, [
    { reader: 'one', outcome: 'not-allowed', durationMs: 5 },
    { reader: 'two', outcome: 'page-away', durationMs: 5 },
    { reader: 'three', outcome: 'found', durationMs: 5 },
  ])
  assert.deepEqual(asked, ['one', 'two', 'three'])
})

test('a reader that never answers is left behind', async () => {
  const stuck = reader('stuck', () => new Promise(() => undefined), 1)
  const { problem: read, attempts } = await readThrough({ place, readers: [stuck, reader('next', found)], clock: clock(), signal: none })
  assert.equal(read, problem)
  assert.equal(attempts[0]?.outcome, 'too-slow')
})

test('when nobody has it, all outcomes are known', async () => {
  const readers = [reader('one', async () => lacking('premium')), reader('two', async () => lacking('not-on-page'))]
  const result = await readThrough({ place, readers, clock: clock(), signal: none })
  assert.equal(result.problem, undefined)
  assert.deepEqual(
    result.attempts.map(({ outcome }) => outcome),
    ['premium', 'not-on-page'],
  )
})

test('reading that is called off ends at once and asks nobody further', async () => {
  const controller = new AbortController()
  let further = false
  const readers = [
    reader('one', () => {
      controller.abort()
      return new Promise(() => undefined)
    }),
    reader('two', async () => {
      further = true
      return found()
    }),
  ]
  await assert.rejects(readThrough({ place, readers, clock: clock(), signal: controller.signal }), { name: 'AbortError' })
  assert.equal(further, false)
})
