/** Last words of processes: what went wrong is among them, the engine's own frames are not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openComplaint } from './complaint.ts'

function heard(...chunks: readonly string[]) {
  const told: string[] = []
  const complaint = openComplaint((text) => told.push(text))
  for (const chunk of chunks) complaint.hear(chunk)
  complaint.end()
  return { words: complaint.words(), ranOut: complaint.ranOut(), told: told.join('') }
}

const calls = Array.from({ length: 20 }, (_, at) => `    at call${at} (node.js:${at})`).join('\n')

test('above however many calls stands what went wrong', () => {
  assert.match(heard(`node.js:3\nthrow it\n^\n\nTypeError: no such thing\n${calls}\n`).words, /^TypeError: no such thing\n/)
  assert.match(heard(`panic: too far\n\ngoroutine 1 [running]:\n${calls}\n`).words, /^panic: too far\n/)
  assert.match(heard(`Exception in thread "main" java.lang.IllegalStateException: no\n${calls}\n`).words, /IllegalStateException: no\n/)
})

test('few words stay as they are, and of many without a mistake the last are shown', () => {
  assert.equal(heard('one\ntwo\n').words, 'one\ntwo')
  assert.equal(heard(`${'('.repeat(2_000)}\nSyntaxError: too many\n`).words, `${'('.repeat(300)}\nSyntaxError: too many`)
  assert.equal(heard(`${'a line\n'.repeat(30)}the last`).words, `${'a line\n'.repeat(7)}the last`)
})

test('an engine that ran out of memory says so without where its own code lies', () => {
  const frames = Array.from({ length: 9 }, (_, at) => ` ${at}: 0xf44b13 node::Abort() [/opt/somewhere/bin/node]\n`).join('')
  const { words, told, ranOut } = heard(
    `FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n${frames.slice(0, 40)}`,
    frames.slice(40),
  )
  assert.ok(ranOut)
  assert.doesNotMatch(`${words}${told}`, /0xf44b13|somewhere/)
})

test('a line that comes in pieces is told once and whole, one without an end in parts', () => {
  assert.equal(heard('half a li', 'ne\n').told, 'half a line\n')
  const long = heard('x'.repeat(400), 'x'.repeat(400), 'y')
  assert.deepEqual(long.told.split('\n'), ['x'.repeat(800), 'y', ''])
})
