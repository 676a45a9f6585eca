/** A drawing written as JSON is taken when the canvas can show it, and refused with the field that is wrong. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDrawn } from './drawn.ts'

const whole = {
  v: 1,
  name: 'links',
  requirements: { readRps: 100 },
  zones: ['a', 'b'],
  components: [{ id: 'api', kind: 'service', replicas: 2, zones: ['a'] }],
}

test('what is left out of a drawing is empty', () => {
  const drawn = readDrawn(JSON.stringify({ ...whole, tables: [] }))
  assert.deepEqual(drawn, { kind: 'drawn', blueprint: { ...whole, tables: [], links: [], operations: [] } })
})

test('what the canvas could not show is refused with its field', () => {
  const spoilt: readonly (readonly [string, RegExp])[] = [
    ['{"v":1', /^This is not JSON/],
    ['[]', /one object/],
    ['null', /one object/],
    ['{}', /^v /],
    [JSON.stringify({ ...whole, zones: [] }), /^zones /],
    [JSON.stringify({ ...whole, zones: [1] }), /^zones /],
    [JSON.stringify({ ...whole, components: [] }), /^components /],
    [JSON.stringify({ ...whole, components: [{ id: 'api', kind: 'rocket' }] }), /^components /],
    [JSON.stringify({ ...whole, components: [{ id: 'api', kind: 'service', replicas: '2' }] }), /^components /],
    [JSON.stringify({ ...whole, links: [{ from: 'api' }] }), /^links /],
    [JSON.stringify({ ...whole, operations: [null] }), /^operations /],
  ]
  for (const [text, says] of spoilt) {
    const drawn = readDrawn(text)
    assert.ok(drawn.kind === 'wrong', text)
    assert.match(drawn.message, says)
  }
})
