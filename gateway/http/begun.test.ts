/** Streams of services, begun and left. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { begun } from './begun.ts'

function counting(upTo: number) {
  const seen = { ended: false }
  const messages = (async function* () {
    try {
      for (let n = 1; n <= upTo; n += 1) yield n
    } finally {
      seen.ended = true
    }
  })()
  return { seen, messages }
}

test('every message comes, the first among them, and an empty stream is an empty one', async () => {
  assert.deepEqual(await Array.fromAsync(await begun(counting(3).messages)), [1, 2, 3])
  assert.deepEqual(await Array.fromAsync(await begun(counting(0).messages)), [])
})

test('a reader that leaves in the middle, or fails, ends the call', async () => {
  const left = counting(100)
  for await (const n of await begun(left.messages)) if (n === 2) break
  assert.equal(left.seen.ended, true)
  const failed = counting(100)
  const reading = async (): Promise<void> => {
    for await (const n of await begun(failed.messages)) if (n === 1) throw new Error('the reader has gone')
  }
  await assert.rejects(reading, { message: 'the reader has gone' })
  assert.equal(failed.seen.ended, true)
})

test('a refusal comes before there is anything to read', async () => {
  const refused = async function* (): AsyncGenerator<number> {
    yield* []
    throw new Failure('not_found', 'There is no such thing.')
  }
  await assert.rejects(begun(refused()), { code: 'not_found' })
})

test('a first message that is a refusal in other words is one, and ends the call', async () => {
  const { seen, messages } = counting(100)
  const refuse = (first: number): void => {
    throw new Failure('not_found', `There is no ${first}.`)
  }
  await assert.rejects(begun(messages, refuse), { code: 'not_found', message: 'There is no 1.' })
  assert.equal(seen.ended, true)
})
