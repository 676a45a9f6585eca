/** What is asked for, out of what was typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesson } from './lab.ts'
import { type Options, usualOptions, wishOf } from './wish.ts'

const lesson: Lesson = {
  ...{ slug: 'broadcast', title: 'Broadcast', description: '', workload: 'broadcast' },
  ...{ faults: ['partition', 'loss'], nodes: 5, seconds: 10, rate: 60 },
}
const wish = (change: Partial<Options> = {}, code = 'x') =>
  wishOf({ lesson, language: 'python', code, options: { ...usualOptions(lesson), ...change } })

test('a lesson is tried as it is meant, under partitions, with a seed that is drawn', () => {
  assert.deepEqual(wish(), {
    ...{ workload: 'broadcast', nodeCount: 5, timeLimitSeconds: 10, rate: 60, nemesis: ['partition'], transport: 'simulation' },
    program: { language: 'python', files: { 'node.py': 'x' } },
  })
})

test('a seed that was typed is asked for', () => {
  assert.partialDeepStrictEqual(wish({ seed: ' 7 ' }), { seed: 7 })
})

test('what cannot be run is said before it is sent', () => {
  assert.equal(wish({}, ' \n'), 'Write a node first.')
  assert.equal(wish({ nodes: '10000' }), 'Nodes must be a whole number from 1 to 25.')
  assert.equal(wish({ seconds: '' }), 'Seconds must be a whole number from 1 to 60.')
  assert.equal(wish({ rate: '1.5' }), 'Asked a second must be a whole number from 1 to 1000.')
  for (const seed of ['-1', 'x', '9007199254740993']) assert.equal(wish({ seed }), 'The seed must be a whole number from 0.')
})
