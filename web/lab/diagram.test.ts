/** The geometry of the space-time diagram. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawn, firstWindow, mostDrawn, moved, timeText, zoomed } from './diagram.ts'
import type { Message, Operation } from './lab.ts'
import type { Scene } from './told.ts'

const frame = { width: 1108, left: 100, top: 20, lane: 40 }
const message = (sentMs: number, arrivedMs: number): Message => ({ from: 'n0', to: 'n1', sentMs, arrivedMs, body: '{}' })
const operation = (id: number, calledMs: number, returnedMs: number): Operation => ({
  ...{ id, process: 'c0', node: 'n1', f: 'read', key: '', asked: '', outcome: 'ok', answered: '[]' },
  ...{ calledMs, returnedMs },
})
const scene: Scene = {
  ...{ nodes: ['n0', 'n1'], totalMs: 1000, states: [], blamed: new Set([1]) },
  operations: [operation(0, 0, 50), operation(1, 500, 520), operation(2, 700, 720)],
  messages: [message(0, 100), message(400, -1), message(900, 950)],
  faults: [
    { name: 'partition', nodes: [], fromMs: 100, untilMs: 300, effects: 1 },
    { name: 'partition in halves', nodes: ['n0'], fromMs: 600, untilMs: 620, effects: 1 },
    { name: 'kill', nodes: ['n1'], fromMs: 100, untilMs: 300, effects: 1 },
  ],
}

test('time goes from the names to the right edge, and each node has its line', () => {
  const { lanes, messages, height } = drawn(scene, { fromMs: 0, untilMs: 1000 }, frame)
  assert.deepEqual(lanes, [
    { node: 'n0', y: 40 },
    { node: 'n1', y: 80 },
  ])
  assert.equal(height, 108)
  assert.partialDeepStrictEqual(messages[0], { x1: 100, y1: 40, x2: 200, y2: 80, lost: false })
  assert.deepEqual([messages[1]?.lost, messages[1]?.y2], [true, 58])
})

test('a fault of one node lies on its line, one of all over all of them', () => {
  const { bands } = drawn(scene, { fromMs: 0, untilMs: 1000 }, frame)
  assert.deepEqual(
    bands.map(({ y, height }) => [y, height]),
    [
      [20, 80],
      [20, 80],
      [60, 40],
    ],
  )
})

test('what lies outside the window is not drawn, and what is cut by its edge ends there', () => {
  const { messages, bands } = drawn(scene, { fromMs: 200, untilMs: 600 }, frame)
  assert.equal(messages.length, 1)
  assert.deepEqual([bands[0]?.x, bands[0]?.width], [100, 250])
})

test('too much is not drawn but counted, and what is to blame always shows', () => {
  const many = Array.from({ length: 1000 }, (_, index) => operation(index + 3, 1, 2))
  const { operations, hidden } = drawn({ ...scene, operations: [...many, ...scene.operations] }, { fromMs: 0, untilMs: 1000 }, frame)
  assert.equal(operations.length, mostDrawn.operations)
  assert.ok(operations.some(({ blamed }) => blamed))
  assert.equal(hidden, 1003 - mostDrawn.operations)
})

test('of too much, what is drawn comes from all of the time', () => {
  const messages = Array.from({ length: 4000 }, (_, index) => message(index / 4, index / 4 + 1))
  const { messages: lines } = drawn({ ...scene, messages }, { fromMs: 0, untilMs: 1000 }, frame)
  assert.equal(lines.length, mostDrawn.messages)
  assert.ok((lines.at(-1)?.message.sentMs ?? 0) > 990)
})

test('one looks closer, and moves, and never beyond the run', () => {
  const all = { fromMs: 0, untilMs: 1000 }
  assert.deepEqual(zoomed(all, 0.5, { totalMs: 1000 }), { fromMs: 250, untilMs: 750 })
  assert.deepEqual(zoomed(all, 0.5, { totalMs: 1000, aroundMs: 0 }), { fromMs: 0, untilMs: 500 })
  assert.deepEqual(zoomed({ fromMs: 250, untilMs: 750 }, 4, { totalMs: 1000 }), all)
  assert.deepEqual(moved({ fromMs: 0, untilMs: 100 }, -0.5, 1000), { fromMs: 0, untilMs: 100 })
  assert.deepEqual(moved({ fromMs: 850, untilMs: 950 }, 0.9, 1000), { fromMs: 900, untilMs: 1000 })
  assert.equal(zoomed({ fromMs: 500, untilMs: 506 }, 0.01, { totalMs: 1000 }).untilMs, 505.5)
})

test('the first look is at what is to blame', () => {
  assert.deepEqual(firstWindow(scene), { fromMs: 480, untilMs: 540 })
  assert.deepEqual(firstWindow({ ...scene, blamed: new Set() }), { fromMs: 0, untilMs: 1000 })
})

test('times are short', () => {
  assert.deepEqual([timeText(3.4), timeText(1234), timeText(12_345)], ['3 ms', '1.23 s', '12.3 s'])
})
