/** Where a time lies in the diagram. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scaleOf } from './scale.ts'

const message = (sentMs: number, arrivedMs: number) => ({ from: 'n0', to: 'n1', sentMs, arrivedMs, body: '' })
const nothing = { messages: [], operations: [], faults: [] }
const window = { fromMs: 0, untilMs: 1000 }

test('time is even where nothing or much happens', () => {
  const busy = { ...nothing, messages: Array.from({ length: 100 }, (_, index) => message(index * 10, index * 10 + 5)) }
  for (const scene of [nothing, busy]) {
    const scale = scaleOf(scene, window)
    assert.deepEqual([scale.even, scale.part(250), scale.time(0.25)], [true, 0.25, 250])
  }
})

test('quiet times are shortened where little happens, and what happens keeps its order', () => {
  const scale = scaleOf({ ...nothing, messages: [message(10, 15), message(980, 985)] }, window)
  assert.equal(scale.even, false)
  const parts = [0, 10, 15, 980, 985, 1000].map(scale.part)
  assert.deepEqual(
    parts,
    parts.toSorted((one, other) => one - other),
  )
  assert.deepEqual([parts[0], parts.at(-1)], [0, 1])
  assert.ok((parts[2] ?? 0) - (parts[1] ?? 0) > 0.05, 'five milliseconds of a second can be seen')
})

test('a place in the diagram leads back to its time', () => {
  const scale = scaleOf({ ...nothing, messages: [message(10, 15), message(980, 985)] }, window)
  for (const time of [0, 4, 10, 12, 500, 985, 1000]) assert.ok(Math.abs(scale.time(scale.part(time)) - time) < 1e-6, String(time))
})

test('what lies outside lies at the edge', () => {
  const scale = scaleOf({ ...nothing, messages: [message(10, 15), message(980, 985)] }, window)
  assert.deepEqual([scale.part(-5), scale.part(2000), scale.time(-1), scale.time(2)], [0, 1, 0, 1000])
})
