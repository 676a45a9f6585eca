import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInTurn } from './in-turn.ts'

test('what is asked for second begins when the first is through, also when that failed', async () => {
  const inTurn = createInTurn()
  const may = Promise.withResolvers<void>()
  const seen: string[] = []
  const first = inTurn(async () => {
    seen.push('first begins')
    await may.promise
    throw new Error('refused')
  })
  const second = inTurn(async () => seen.push('second begins'))
  await Promise.resolve()
  assert.deepEqual(seen, ['first begins'])
  may.resolve()
  await assert.rejects(first, /refused/)
  await second
  assert.deepEqual(seen, ['first begins', 'second begins'])
})
