import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Operation, Outcome } from '../history/operation.ts'
import { atomicity } from './atomic.ts'
import { counter } from './counter.ts'
import { elementsOf } from './elements.ts'
import { log } from './log.ts'
import { echoes, uniqueIds } from './unique.ts'
import type { Verdict } from './verdict.ts'

interface Given {
  readonly f: string
  readonly key?: string
  readonly input?: unknown
  readonly output?: unknown
  readonly outcome?: Outcome
}

/** One after another. */
function operations(...all: readonly Given[]): readonly Operation[] {
  return all.map(({ f, key, input, output, outcome = 'ok' }, id) => ({
    ...{ id, process: `c${id}`, f, key, input, output, outcome },
    ...{ calledAt: 2 * id, returnedAt: outcome === 'info' ? Number.POSITIVE_INFINITY : 2 * id + 1, calledMs: 2 * id, returnedMs: 2 * id + 1 },
  }))
}

function namesOf(verdict: Verdict): readonly string[] {
  return verdict.kind === 'invalid' ? verdict.anomalies.map(({ name }) => name) : [verdict.kind]
}

const add = (input: number, outcome: Outcome = 'ok'): Given => ({ f: 'add', input, outcome })
const read = (...output: readonly number[]): Given => ({ f: 'read', output })

test('what was read of a counter at the end is judged as by trying every choice of what happened', () => {
  const addition = fc.record({ input: fc.integer({ min: -4, max: 9 }), outcome: fc.constantFrom<Outcome>('ok', 'info', 'fail') })
  fc.assert(
    fc.property(fc.array(addition, { maxLength: 7 }), fc.integer({ min: -20, max: 40 }), (additions, output) => {
      let sums = new Set([0])
      for (const { input, outcome } of additions) {
        const added = [...sums].map((sum) => sum + input)
        if (outcome !== 'fail') sums = new Set(outcome === 'ok' ? added : [...sums, ...added])
      }
      const history = operations(...additions.map(({ input, outcome }) => add(input, outcome)), { f: 'final', output })
      assert.equal(counter(history).kind, sums.has(output) ? 'valid' : 'invalid')
    }),
    { numRuns: 2_000, seed: 2 },
  )
})

test('an element that was acknowledged and is not read any more is lost', () => {
  const judged = (...all: readonly Given[]): readonly string[] => namesOf(elementsOf(operations(...all), { adds: 'add', reads: 'read' }).verdict)
  assert.deepEqual(judged(add(1), add(2), read(1, 2)), ['valid'])
  assert.deepEqual(judged(add(1), read(), read(1)), ['valid'])
  assert.deepEqual(judged(add(1), read(1), read()), ['lost'])
  assert.deepEqual(judged(add(1, 'info'), read()), ['valid'])
  assert.deepEqual(judged(add(1, 'info'), read(1), read()), ['lost'])
  assert.deepEqual(judged(add(1, 'fail'), read(1)), ['unexpected'])
  assert.deepEqual(judged(read(7)), ['unexpected'])
  assert.deepEqual(judged(add(1), read(1, 1)), ['repeated'])
  assert.deepEqual(judged(add(1)), ['unknown'])
})

test('ids are given out once, and an echo says what was said', () => {
  const given = (output: unknown): Given => ({ f: 'generate', output })
  assert.deepEqual(namesOf(uniqueIds(operations(given('a'), given([1]), given('b')))), ['valid'])
  assert.deepEqual(namesOf(uniqueIds(operations(given([1]), given([1])))), ['duplicate'])
  assert.deepEqual(namesOf(echoes(operations({ f: 'echo', input: 'x', output: 'x' }))), ['valid'])
  assert.deepEqual(namesOf(echoes(operations({ f: 'echo', input: 'x', output: 'y' }))), ['other-echo'])
})

test('a log keeps one message an offset and passes over none', () => {
  const send = (msg: number, output: number): Given => ({ f: 'send', input: { key: 'k', msg }, output })
  const poll = (from: number, ...entries: readonly (readonly [number, number])[]): Given => ({
    f: 'poll',
    input: { k: from },
    output: { k: entries },
  })
  assert.deepEqual(namesOf(log(operations(send(7, 0), send(8, 1), poll(0, [0, 7], [1, 8]), poll(1, [1, 8])))), ['valid'])
  assert.deepEqual(namesOf(log(operations(send(7, 0), send(8, 0)))), ['two-messages'])
  assert.deepEqual(namesOf(log(operations(send(7, 0), poll(0, [0, 7], [1, 7])))), ['two-offsets'])
  assert.deepEqual(namesOf(log(operations(send(7, 0), send(8, 1), poll(0, [1, 8])))), ['lost'])
  assert.deepEqual(namesOf(log(operations(send(7, 0), send(8, 1), poll(0, [1, 8], [0, 7])))).toSorted(), ['backwards', 'lost'])
  const commit: Given = { f: 'commit_offsets', input: { k: 3 } }
  const list = (output: unknown): Given => ({ f: 'list_committed_offsets', input: ['k'], output })
  assert.deepEqual(namesOf(log(operations(commit, list({ k: 3 })))), ['valid'])
  assert.deepEqual(namesOf(log(operations(commit, list({ k: 2 })))), ['commit-lost'])
})

test('a transaction is committed by all or by none, and nobody is left waiting', () => {
  const begin = (key: string, output: string, refusing: readonly string[] = []): Given => ({ f: 'begin', key, input: refusing, output })
  const status = (key: string, output: string): Given => ({ f: 'status', key, output })
  const end = (open: readonly string[], ...committed: readonly string[]): Given => ({ f: 'open', output: { open, committed } })
  assert.deepEqual(namesOf(atomicity(operations(begin('t', 'commit'), status('t', 'open'), status('t', 'commit'), end([], 't'), end([], 't')))), [
    'valid',
  ])
  assert.deepEqual(namesOf(atomicity(operations(begin('t', 'commit'), status('t', 'abort')))), ['not-atomic'])
  assert.deepEqual(namesOf(atomicity(operations(begin('t', 'commit', ['n1'])))), ['not-valid'])
  assert.deepEqual(namesOf(atomicity(operations(end(['t']), end([])))), ['blocked'])
  assert.deepEqual(namesOf(atomicity(operations(end([], 't'), end([])))), ['not-atomic'])
})
