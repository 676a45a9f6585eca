/** The words of the lab. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Operation } from './lab.ts'
import { codeParts, counted, explanationWords, figureWords, languageWords, operationWords, verdictOf, whenWords } from './words.ts'

const operation: Operation = {
  ...{ id: 0, process: 'c1', node: 'n2', f: 'broadcast', key: '', asked: '7', outcome: 'ok', answered: '' },
  ...{ calledMs: 0, returnedMs: 1 },
}

test('an operation is told in a line, whatever came of it', () => {
  assert.equal(operationWords(operation), 'c1 asked n2: broadcast 7 → done')
  assert.equal(operationWords({ ...operation, f: 'read', asked: 'null', answered: '[1,2]' }), 'c1 asked n2: read → [1,2]')
  assert.equal(operationWords({ ...operation, f: 'read', key: 'x', asked: 'null', answered: 'null' }), 'c1 asked n2: read x → nothing')
  assert.equal(operationWords({ ...operation, key: 'x', outcome: 'info' }), 'c1 asked n2: broadcast x 7 → no answer')
  assert.equal(operationWords({ ...operation, outcome: 'fail' }), 'c1 asked n2: broadcast 7 → refused')
})

test('runs of one evening are told apart, and each language has its name', () => {
  assert.match(whenWords(new Date(2026, 10, 22, 0, 5).toISOString()), /^Nov 22, 00:05$/)
  assert.deepEqual(['rust', 'cpp'].map(languageWords), ['Rust', 'C++'])
})

test('what the lab says is a sentence, and those who read last are named by their node', () => {
  assert.equal(explanationWords('last n4 0 did not read 7'), 'The last reader of n4 did not read 7.')
  assert.equal(explanationWords('last n4 0.2 did not read 7'), 'The last reader of n4 did not read 7.')
  assert.equal(explanationWords('Everything was read.'), 'Everything was read.')
  assert.equal(explanationWords('c2 read null after a write'), 'c2 read null after a write.')
  assert.equal(explanationWords(''), '')
})

test('a verdict is not good before it is known', () => {
  assert.equal(verdictOf({ status: 'running', valid: null }).mood, 'open')
  assert.equal(verdictOf({ status: 'done', valid: 'unknown' }).words, 'No verdict')
  assert.equal(verdictOf({ status: 'done', valid: true }).words, 'Passed')
  assert.equal(verdictOf({ status: 'done', valid: false }).words, 'Failed')
  assert.equal(verdictOf({ status: 'failed', valid: null }).mood, 'bad')
})

test('figures have units', () => {
  assert.deepEqual(
    [
      figureWords('availability', 0.987),
      figureWords('p95Ms', 4.25),
      figureWords('bytes', 52_000),
      figureWords('operations', 1234),
      figureWords('ok', null),
    ],
    ['98.7 %', '4.3 ms', '52.0 kB', '1,234', '–'],
  )
})

test('code in a text stands apart', () => {
  assert.deepEqual(codeParts('Answer `read_ok`.'), [
    { code: false, text: 'Answer ' },
    { code: true, text: 'read_ok' },
    { code: false, text: '.' },
  ])
})

test('one thing is one, none is none', () => {
  assert.deepEqual([counted(0, 'fault'), counted(1, 'node'), counted(1_200, 'operation')], ['no fault', 'one node', '1,200 operations'])
})
