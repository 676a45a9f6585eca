import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Replay } from '../interviews.ts'
import { figures, lastCode } from './figures.ts'

const entries = [
  { seq: 1000, atMs: 61_000, kind: 'code_submission', text: '', code: 'a', language: 'python' },
  { seq: 2000, atMs: 62_000, kind: 'run_result', text: '', aboutSeq: 1000, run: { status: 'wrong_answer', testsTotal: 9, testsPassed: 4 } },
  { seq: 3000, atMs: 90_000, kind: 'code_submission', text: '', code: 'b', language: 'python' },
  { seq: 4000, atMs: 91_000, kind: 'run_result', text: '', aboutSeq: 3000, run: { status: 'ok', testsTotal: 9, testsPassed: 9 } },
  { seq: 5000, atMs: 92_000, kind: 'code_analysis', text: '', analysis: { score: 8, measuredTime: 'n^2', measuredSpace: '' } },
  { seq: 6000, atMs: 99_000, kind: 'session_summary', text: '', summary: { band: 'hire', rubric: [{ dimension: 'testing', band: 'no_hire' }] } },
]
const full = { interview: { id: '1', language: 'python' }, entries, snapshots: [] } as unknown as Replay
const bare = { interview: { id: '2', language: 'go' }, entries: [], snapshots: [] } as unknown as Replay

test('figures of two interviews stand beside each other, with a dash where there is nothing to say', () => {
  const found = Object.fromEntries(figures([full, bare]).map(({ name, values }) => [name, values]))
  assert.deepEqual(found.Overall, ['Hire', '–'])
  assert.deepEqual(found.Testing, ['No hire', '–'])
  assert.deepEqual(found['Score of the code'], ['8 of 10', '–'])
  assert.deepEqual(found['Tests of the last code handed in'], ['9 of 9', '–'])
  assert.deepEqual(found['Measured time'], ['O(n²)', '–'])
  assert.deepEqual(found['Measured space'], ['–', '–'])
  assert.deepEqual(found['Handed in'], ['2', '0'])
  assert.deepEqual(found['Until the first code handed in'], ['1:01', '–'])
  assert.deepEqual(found.Language, ['Python', 'Go'])
})

test('the last code is what was handed in last, or else what stood in the editor', () => {
  assert.equal(lastCode(full)?.text, 'b')
  assert.equal(lastCode(bare), undefined)
  assert.equal(lastCode({ ...bare, snapshots: [{ atMs: 1, language: 'go', code: 'x' }] })?.text, 'x')
})
