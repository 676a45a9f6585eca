import assert from 'node:assert/strict'
import { test } from 'node:test'
import { points, polygon, radarPoint } from './chart.ts'

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
