import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedBytes, stillHolds } from './ranges.ts'

const part = (start: number, end: number) => ({ kind: 'part', bytes: { start, end } })

test('one range is answered with its part, cut at the end of the file', () => {
  assert.deepEqual(askedBytes('bytes=0-1', 100), part(0, 1))
  assert.deepEqual(askedBytes('bytes=90-', 100), part(90, 99))
  assert.deepEqual(askedBytes('bytes=90-400', 100), part(90, 99))
  assert.deepEqual(askedBytes('bytes=-10', 100), part(90, 99))
  assert.deepEqual(askedBytes('bytes=-400', 100), part(0, 99))
})

test('what is behind the end is not satisfiable', () => {
  for (const header of ['bytes=100-', 'bytes=100-200', 'bytes=-0']) assert.deepEqual(askedBytes(header, 100), { kind: 'unsatisfiable' }, header)
})

test('ranges out of order, several at once and what is none are answered with everything', () => {
  for (const header of [
    undefined,
    'bytes=5-2',
    'bytes=50-60,0-10',
    'bytes=0-10, 20-30',
    'bytes=-',
    'lines=1-2',
    'bytes=a-b',
    `bytes=${'9'.repeat(40)}-`,
  ])
    assert.deepEqual(askedBytes(header, 100), { kind: 'whole' }, header)
})

test('a range holds only for the very same bytes', () => {
  assert.ok(stillHolds(undefined, '"a"'))
  assert.ok(stillHolds('"a"', '"a"'))
  for (const ifRange of ['"b"', 'W/"a"', 'Wed, 21 Oct 2026 07:28:00 GMT']) assert.ok(!stillHolds(ifRange, '"a"'), ifRange)
})
