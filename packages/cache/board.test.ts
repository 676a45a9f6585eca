import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryBoard } from './board.ts'
import { boardSuite } from './board-suite.ts'

boardSuite('memory', async () => {
  const board = memoryBoard({ name: 'law', ttlMs: 60_000 })
  return { here: board, there: board, [Symbol.asyncDispose]: async () => undefined }
})

test('notices are down once their time is over', async () => {
  let at = 0
  const board = memoryBoard({ name: 'law', ttlMs: 1000, now: () => at })
  await board.post('ada', 'one')
  at = 999
  assert.equal((await board.after('ada', 0)).length, 1)
  at = 1000
  assert.deepEqual(await board.after('ada', 0), [])
})
