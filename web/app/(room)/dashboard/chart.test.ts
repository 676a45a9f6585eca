import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apart, linePoints, points, polygon, radarPoint, ticks } from './chart.ts'

test('a line spans its box, the highest value at the top', () => {
  assert.equal(points([0, 5, 10], { width: 100, height: 20 }), '0,20 50,10 100,0')
})

test('one value, none or only zeros still draw', () => {
  assert.equal(points([3], { width: 100, height: 20 }), '0,0')
  assert.equal(points([], { width: 100, height: 20 }), '')
  assert.equal(points([0, 0], { width: 100, height: 20 }), '0,20 100,20')
})

test('corners go clockwise from the top', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => radarPoint(index, { of: 4, radius: 10 })),
    [
      [0, -10],
      [10, 0],
      [0, 10],
      [-10, 0],
    ],
  )
  assert.equal(polygon([1, 0.5, 0, 1], 10), '0,-10 5,0 0,0 -10,0')
})

test('a scale has round steps and holds the most', () => {
  assert.deepEqual(ticks(23), [0, 10, 20, 30])
  assert.deepEqual(ticks(0), [0, 1])
  assert.deepEqual(ticks(4), [0, 1, 2, 3, 4])
  for (const most of [1, 7, 19.4, 101, 999]) {
    const steps = ticks(most)
    assert.ok((steps.at(-1) ?? 0) >= most && steps.length <= 6, `${most}: ${steps.join(' ')}`)
  }
})

test('lines of several series share one scale', () => {
  assert.deepEqual(linePoints([0, 10], { width: 100, height: 20 }, 20), [
    [0, 20],
    [100, 10],
  ])
})

test('labels that would cover each other move apart and stay in order', () => {
  assert.deepEqual(apart([10, 60], 18), [10, 60])
  const moved = apart([50, 52, 50, 120], 18)
  const sorted = moved.toSorted((a, b) => a - b)
  for (const [at, place] of sorted.entries()) if (at > 0) assert.ok(place - (sorted[at - 1] ?? 0) >= 17.9)
  assert.ok((moved[0] ?? 0) < (moved[1] ?? 0) && (moved[1] ?? 0) < (moved[3] ?? 0))
})
