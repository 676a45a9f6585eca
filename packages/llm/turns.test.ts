import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ProviderFailure } from './provider.ts'
import { openTurns } from './turns.ts'

const never = new AbortController().signal
const failsWith = (kind: string) => (error: unknown) => error instanceof ProviderFailure && error.kind === kind
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('who asks most waits no shorter than the others: people take turns', async () => {
  using turns = openTurns({ model: 'm', atOnce: 1, most: 100, mostEach: 100 })
  const served: string[] = []
  const first = await turns.take('greedy', never)
  const asked = [...Array.from({ length: 5 }, () => 'greedy'), 'ada', 'bob', 'ada'].map(async (user) => {
    using _turn = await turns.take(user, never)
    served.push(user)
    await settle()
  })
  first[Symbol.dispose]()
  await Promise.all(asked)
  assert.deepEqual(served, ['greedy', 'ada', 'bob', 'greedy', 'ada', 'greedy', 'greedy', 'greedy'])
})

test('a line that is full refuses, for everybody and for one', async () => {
  using turns = openTurns({ model: 'm', atOnce: 1, most: 3, mostEach: 2 })
  using _turn = await turns.take('ada', never)
  const waiting = ['ada', 'ada', 'bob'].map((user) => turns.take(user, never))
  await assert.rejects(turns.take('ada', never), failsWith('overloaded'))
  await assert.rejects(turns.take('cyd', never), failsWith('overloaded'))
  _turn[Symbol.dispose]()
  await Promise.all(waiting.map(async (each) => (await each)[Symbol.dispose]()))
  using again = await turns.take('cyd', never)
  assert.ok(again)
})

test('who leaves the line is not waited for, and a turn that is ended twice is ended once', async () => {
  using turns = openTurns({ model: 'm', atOnce: 1, most: 3, mostEach: 3 })
  const held = await turns.take('ada', never)
  const leaving = new AbortController()
  const left = turns.take('bob', leaving.signal)
  const stayed = turns.take('cyd', never)
  leaving.abort()
  await assert.rejects(left, failsWith('cancelled'))
  await assert.rejects(turns.take('dan', leaving.signal), failsWith('cancelled'))
  held[Symbol.dispose]()
  held[Symbol.dispose]()
  const turn = await stayed
  let other = 'waits'
  const next = turns.take('dan', never).then((taken) => {
    other = 'runs'
    return taken
  })
  await settle()
  assert.equal(other, 'waits')
  turn[Symbol.dispose]()
  ;(await next)[Symbol.dispose]()
})

test('never more at once than allowed, and everybody who does not leave is served', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 }), async (atOnce, users) => {
      using turns = openTurns({ model: 'm', atOnce, most: 100, mostEach: 100 })
      let [running, highest, served] = [0, 0, 0]
      await Promise.all(
        users.map(async (user) => {
          using _turn = await turns.take(user, never)
          running += 1
          highest = Math.max(highest, running)
          await settle()
          running -= 1
          served += 1
        }),
      )
      assert.ok(highest <= atOnce)
      assert.equal(served, users.length)
    }),
  )
})
