import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { asking, NoAnswer, sharedBytes } from './turns.ts'

const worker = (answer: string) =>
  `const { workerData } = require('node:worker_threads')
  const turn = new Int32Array(workerData, 0, 2)
  while (Atomics.load(turn, 0) !== 1) Atomics.wait(turn, 0, Atomics.load(turn, 0))
  const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  ${answer}`

function open(answer: string) {
  const shared = new SharedArrayBuffer(sharedBytes)
  const thread = new Worker(worker(answer), { eval: true, workerData: shared })
  return { ask: asking(shared, () => 0), [Symbol.asyncDispose]: async () => void (await thread.terminate()) }
}

test('a notice that comes late, of the answer before, is no answer, and none that is missing', async () => {
  await using thread = open(`for (let i = 0; i < 20; i += 1) { pause(5); Atomics.notify(turn, 0) }
    Buffer.from(workerData).write('well', 8); turn[1] = 4; Atomics.store(turn, 0, 2); Atomics.notify(turn, 0)`)
  assert.equal(thread.ask('how', 10_000), 'well')
})

test('who never answers is given up, whatever is noticed meanwhile', async () => {
  await using thread = open('for (;;) { pause(5); Atomics.notify(turn, 0) }')
  let looks = 0
  const shared = new SharedArrayBuffer(sharedBytes)
  assert.throws(() => asking(shared, () => 10 * looks++)('how', 20), NoAnswer)
  assert.throws(() => thread.ask('how', 1), NoAnswer)
})
