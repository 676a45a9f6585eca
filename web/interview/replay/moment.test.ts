import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Interview, PastEntry } from '../interview.ts'
import { evidenceQuery, type Film, lengthOf, marksOf, momentAt, momentOf, pointerIn, stepFrom, timed } from './moment.ts'

const interview = { language: 'python', problem: { id: 'p', title: 'P', starters: { python: 'def f():' } } } as unknown as Interview
const entry = (seq: number, atMs: number, kind: PastEntry['kind'], more: Partial<PastEntry> = {}): PastEntry => ({
  seq,
  atMs,
  kind,
  text: '',
  ...more,
})
const film: Film = {
  interview,
  entries: [
    entry(1000, 0, 'ai_response'),
    entry(2000, 10, 'message'),
    entry(3000, 20, 'stage', { stage: 'coding' }),
    entry(4000, 50, 'run', { code: 'first', language: 'python' }),
    entry(5000, 55, 'run_result', { run: { status: 'wrong_answer' } as NonNullable<PastEntry['run']> }),
    entry(6000, 80, 'code_submission', { code: 'second', language: 'python' }),
    entry(7000, 85, 'run_result', { run: { status: 'ok' } as NonNullable<PastEntry['run']> }),
  ],
  snapshots: [
    { atMs: 30, language: 'python', code: 'fi' },
    { atMs: 70, language: 'python', code: 'sec' },
  ],
}

test('a moment has what was said by then, and the code as it stood', () => {
  assert.deepEqual(
    [0, 25, 30, 52, 70, 100].map((atMs) => momentAt(film, atMs).code?.text),
    [undefined, 'def f():', 'fi', 'first', 'sec', 'second'],
  )
  assert.equal(momentAt(film, 52).seq, 4000)
  assert.equal(momentAt(film, -1).entries.length, 0)
  assert.equal(lengthOf(film), 85)
})

test('steps go through every event and come back the same way', () => {
  const forward: number[] = [0]
  for (let at = stepFrom(film, 0, 1); at !== forward.at(-1); at = stepFrom(film, at, 1)) forward.push(at)
  const back: number[] = [85]
  for (let at = stepFrom(film, 85, -1); at !== back.at(-1); at = stepFrom(film, at, -1)) back.push(at)
  assert.deepEqual(back.toReversed(), forward)
  assert.deepEqual(forward, [0, 10, 20, 30, 50, 55, 70, 80, 85])
})

test('a run is seen at the moment when it had ended, words when they were said', () => {
  assert.deepEqual(
    [4000, 6000, 2000, 9000].map((seq) =>
      momentOf({ ...film, entries: film.entries.map((one) => (one.seq === 5000 ? { ...one, aboutSeq: 4000 } : one)) }, seq),
    ),
    [55, 80, 10, undefined],
  )
})

test('more time never unsays anything', () => {
  fc.assert(
    fc.property(fc.nat(120), fc.nat(120), (a, b) => {
      const [early, late] = [momentAt(film, Math.min(a, b)), momentAt(film, Math.max(a, b))]
      assert.deepEqual(late.entries.slice(0, early.entries.length), early.entries)
    }),
  )
})

test('stages and how runs ended are marked', () => {
  const marks = marksOf(film, { stage: (stage) => stage, outcome: (outcome) => outcome })
  assert.deepEqual(
    marks.map(({ kind, label }) => `${kind} ${label}`),
    ['stage coding', 'bad wrong_answer', 'good ok'],
  )
})

test('what a room was told has its moment since the beginning, and none before it', () => {
  const at = (...times: readonly (string | undefined)[]) =>
    timed(
      times.map((time) => ({ seq: 1000, kind: 'stage' as const, text: '', ...(time === undefined ? {} : { at: time }) })),
      '2026-11-21T10:00:00Z',
    )
  assert.deepEqual(
    at('2026-11-21T10:01:05.5Z', '2026-11-21T09:59:00Z', undefined, 'never').map(({ atMs }) => atMs),
    [65_500, 0, 0, 0],
  )
})

test('what is pointed at survives the address; anything else points at nothing', () => {
  const at = entry(4000, 50, 'run', { code: 'first' })
  const query = evidenceQuery({ kind: 'code', entry: at, span: { start: 1, end: 3 }, text: 'first', lines: { first: 1, last: 1 } })
  assert.deepEqual(pointerIn(Object.fromEntries(new URLSearchParams(query))), { seq: 4000, start: 1, end: 3 })
  assert.equal(evidenceQuery({ kind: 'interview', interviewId: 'i' }), '')
  for (const search of [{}, { at: '1000' }, { at: 'x', from: '1', to: '2' }, { at: ['1'], from: '1', to: '2' }, { at: '1', from: '-1', to: '2' }])
    assert.equal(pointerIn(search), undefined)
})
