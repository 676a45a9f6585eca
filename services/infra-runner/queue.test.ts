/** The queue of runs: turns, limits, leaving. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { openQueue } from './queue.ts'

const never = new AbortController().signal

test('a learner who asks for much does not keep another waiting', async () => {
  const queue = openQueue({ concurrent: 2, perLearner: 2, mostWaiting: 20 })
  const order: string[] = []
  const first = await Promise.all([queue.enter('greedy', never), queue.enter('greedy', never)])
  const told = (learner: string) => (turn: Disposable) => {
    order.push(learner)
    return turn
  }
  const rest = Array.from({ length: 5 }, () => queue.enter('greedy', never).then(told('greedy')))
  const modest = queue.enter('modest', never).then(told('modest'))
  first[0]?.[Symbol.dispose]()
  const turn = await Promise.race([...rest, modest])
  first[1]?.[Symbol.dispose]()
  await modest
  assert.ok(order.indexOf('modest') <= 1, order.join())
  turn[Symbol.dispose]()
  assert.equal(queue.running(), 2)
})

test('no more run at once than may, of one learner and of all', async () => {
  const queue = openQueue({ concurrent: 3, perLearner: 2, mostWaiting: 20 })
  const turns = ['a', 'a', 'a', 'b', 'b', 'c'].map((learner) => queue.enter(learner, never))
  await Promise.all([turns[0], turns[1], turns[3]])
  assert.deepEqual([queue.running(), queue.waiting()], [3, 3])
})

test('who leaves while waiting takes no turn, and who has waited too often is refused', async () => {
  const queue = openQueue({ concurrent: 1, perLearner: 1, mostWaiting: 1 })
  const turn = await queue.enter('a', never)
  const gone = new AbortController()
  const waiting = queue.enter('a', gone.signal)
  await assert.rejects(queue.enter('a', never), (error) => error instanceof Failure && error.code === 'exhausted')
  gone.abort()
  await assert.rejects(waiting)
  assert.equal(queue.waiting(), 0)
  turn[Symbol.dispose]()
  turn[Symbol.dispose]()
  assert.equal(queue.running(), 0)
})
