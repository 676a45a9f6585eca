import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Diagram } from '../api/watch.ts'
import { drawingWords, drawn, width } from './drawing.ts'

const diagrams: Readonly<Record<string, Diagram>> = {
  array: {
    kind: 'array',
    cells: ['1', '3', '4'],
    steps: [
      { marks: [0, 2], pointers: { i: 0, j: 2 } },
      { marks: [1], pointers: {} },
    ],
  },
  tree: { kind: 'tree', nodes: ['8', '3', '10', '', '6'], steps: [{ marks: [0, 4] }] },
  graph: {
    kind: 'graph',
    nodes: ['A', 'B', 'C'],
    edges: [
      [0, 1],
      [1, 2],
      [2, 7],
    ],
    directed: true,
    steps: [{ marks: [1] }],
  },
}

for (const [name, diagram] of Object.entries(diagrams))
  test(`a diagram of the kind ${name} stands within its picture, and no two parts of it in one place`, () => {
    const { spots, size, height } = drawn(diagram, 0)
    for (const { x, y } of spots) assert.ok(x - size / 2 >= 0 && x + size / 2 <= width && y - size / 2 >= 0 && y + size / 2 <= height, `${x} ${y}`)
    assert.equal(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size, spots.length)
  })

test('a step says what is lit and where pointers stand, and the last one stays', () => {
  const { array, tree, graph } = diagrams
  assert.ok(array !== undefined && tree !== undefined && graph !== undefined)
  assert.equal(drawingWords(array, 0), 'Array 1, 3, 4; marked: 1, 4; i at 1; j at 4')
  assert.equal(drawingWords(array, 1), 'Array 1, 3, 4; marked: 3')
  assert.equal(drawingWords(array, 5), drawingWords(array, 1))
  assert.equal(drawingWords(tree, 0), 'Tree 8, 3, 10, 6; marked: 8, 6')
})

test('lines lead to nodes that are there', () => {
  const { tree, graph } = diagrams
  assert.ok(tree !== undefined && graph !== undefined)
  const ends = (diagram: Diagram): readonly string[] => drawn(diagram, 0).lines.map(({ from, to }) => `${from.label} ${to.label}`)
  assert.deepEqual(ends(tree), ['8 3', '8 10', '3 6'])
  assert.deepEqual(ends(graph), ['A B', 'B C'])
})
