import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HistoryEvent, MalformedHistory, operationsOf } from '../history/operation.ts'
import { linearizable } from './linearizable.ts'
import { lock, queue, register, set } from './model.ts'
import { canBeOrdered, historyOf, type Subject, turns } from './testing.ts'

const always = { expired: () => false }
const values = [null, 0, 1, 2]
const subjects: readonly Subject[] = [
  {
    model: register,
    ask: ({ f, value, other }) => (f === 0 ? { f: 'write', value } : f === 1 ? { f: 'cas', value: [value, other] } : { f: 'read', value: null }),
    answers: (f) => (f === 'read' ? values : [null]),
  },
  {
    model: set,
    ask: ({ f, value }) => ({ f: ['add', 'remove', 'contains', 'read'][f] ?? 'read', value: f < 3 ? value : null }),
    answers: (f) => (f === 'contains' ? [true, false] : f === 'read' ? [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]] : [null]),
  },
  {
    model: queue,
    ask: ({ f, value }) => (f < 2 ? { f: 'enqueue', value } : { f: 'dequeue', value: null }),
    answers: (f) => (f === 'dequeue' ? values : [null]),
  },
  { model: lock, ask: ({ f, process }) => ({ f: f < 2 ? 'acquire' : 'release', value: `c${process}` }), answers: () => [null] },
]

for (const subject of subjects) {
  test(`the verdict on a ${subject.model.name} is that of trying every order`, () => {
    const seen = { valid: 0, invalid: 0, unknown: 0 }
    fc.assert(
      fc.property(turns, (all) => {
        const operations = operationsOf(historyOf(subject, all))
        const verdict = linearizable(operations, subject.model, always)
        seen[verdict.kind] += 1
        assert.equal(verdict.kind, canBeOrdered(operations, subject.model) ? 'valid' : 'invalid')
        if (verdict.kind !== 'invalid') return
        const shown = new Set(verdict.anomalies[0].operations)
        assert.ok(
          !canBeOrdered(
            operations.filter(({ id }) => shown.has(id)),
            subject.model,
          ),
        )
      }),
      { numRuns: 2_000, seed: 6 },
    )
    assert.ok(seen.valid > 200 && seen.invalid > 50, JSON.stringify(seen))
  })
}

/** `c1 write 1`, `c1 ok`: one line an event. */
function events(text: string): readonly HistoryEvent[] {
  return text
    .trim()
    .split('\n')
    .map((line, timeMs) => {
      const [process = '', kind = '', f = '', value = 'null'] = line.trim().split(' ')
      return { kind: kind as HistoryEvent['kind'], process, f, value: JSON.parse(value) as unknown, timeMs }
    })
}

test('a read of a value that had been overwritten is told in one sentence', () => {
  const operations = operationsOf(
    events(`
      c1 invoke write 3
      c1 ok write
      c2 invoke write 4
      c3 invoke read
      c3 ok read 3
      c2 ok write
      c3 invoke read
      c3 ok read 3
      c3 invoke write 9
      c3 ok write
      c3 invoke read
      c3 ok read 9`),
  )
  const verdict = linearizable(operations, register, always)
  assert.ok(verdict.kind === 'invalid')
  assert.deepEqual(verdict.anomalies, [
    { name: 'stale-read', explanation: "c3 read 3 after c2's write of 4 had been acknowledged", operations: [0, 1, 3] },
  ])
})

test('a value that nobody had written yet is invented', () => {
  const verdict = linearizable(operationsOf(events('c1 invoke read\nc1 ok read 5\nc1 invoke write 5\nc1 ok write')), register, always)
  assert.ok(verdict.kind === 'invalid')
  assert.equal(verdict.anomalies[0].explanation, 'c1 read 5, which nobody had written')
})

test('a write that nobody knows about may be seen late, and need never be seen', () => {
  const seenLate = 'c1 invoke write 1\nc1 info write\nc2 invoke read\nc2 ok read null\nc2 invoke read\nc2 ok read 1'
  assert.equal(linearizable(operationsOf(events(seenLate)), register, always).kind, 'valid')
  const seenAndGone = `${seenLate}\nc2 invoke read\nc2 ok read null`
  assert.equal(linearizable(operationsOf(events(seenAndGone)), register, always).kind, 'invalid')
})

test('a write that failed may not be seen', () => {
  const operations = operationsOf(events('c1 invoke write 1\nc1 fail write\nc2 invoke read\nc2 ok read 1'))
  assert.equal(linearizable(operations, register, always).kind, 'invalid')
})

test('a history that takes too long is unknown', () => {
  const many = Array.from({ length: 30 }, (_, n): HistoryEvent[] => [{ kind: 'invoke', process: `c${n}`, f: 'write', value: n, timeMs: 0 }]).flat()
  const read = events('r invoke read\nr ok read 99\nr invoke read\nr ok read 0')
  const written: HistoryEvent[] = [{ kind: 'invoke', process: 'w', f: 'write', value: 99, timeMs: 0 }]
  const history = [...written, ...many, ...many.map((one): HistoryEvent => ({ ...one, kind: 'ok' })), ...read]
  let asked = 0
  const verdict = linearizable(operationsOf(history), register, {
    expired: () => {
      asked += 1
      return asked > 3
    },
  })
  assert.deepEqual(verdict, { kind: 'unknown', reason: 'the time for a verdict was over' })
})

test('what no client can have seen is no history', () => {
  assert.throws(() => operationsOf(events('c1 ok read 1')), MalformedHistory)
  assert.throws(() => operationsOf(events('c1 invoke read\nc1 invoke read')), MalformedHistory)
  assert.throws(() => operationsOf(events('c1 invoke read\nc1 ok write')), MalformedHistory)
})
