import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HistoryEvent, type Outcome, operationsOf } from '../../history/operation.ts'
import { listAppend } from './list-append.ts'
import { rwRegister } from './rw-register.ts'
import { canBeSerial, transactionHistory, transactionTurns } from './testing.ts'
import type { Step } from './transaction.ts'

for (const strict of [false, true]) {
  const order = strict ? 'strictly serializable' : 'serializable'
  test(`transactions on lists are told ${order} just if trying every order says so`, () => {
    const seen = { valid: 0, invalid: 0, unknown: 0 }
    fc.assert(
      fc.property(transactionTurns, (turns) => {
        const operations = operationsOf(transactionHistory(turns, 'append'))
        const { kind } = listAppend(operations, { strict })
        seen[kind] += 1
        assert.equal(kind, canBeSerial(operations, { strict, write: 'append' }) ? 'valid' : 'invalid')
      }),
      { numRuns: 3_000, seed: 4 },
    )
    assert.ok(seen.valid > 300 && seen.invalid > 100, JSON.stringify(seen))
  })

  test(`no transactions on registers that are ${order} are told wrong`, () => {
    const seen = { valid: 0, wrong: 0, found: 0 }
    fc.assert(
      fc.property(transactionTurns, (turns) => {
        const operations = operationsOf(transactionHistory(turns, 'w'))
        const { kind } = rwRegister(operations, { strict })
        const right = canBeSerial(operations, { strict, write: 'w' })
        if (right) assert.equal(kind, 'valid')
        seen[right ? 'valid' : kind === 'invalid' ? 'found' : 'wrong'] += 1
      }),
      { numRuns: 3_000, seed: 5 },
    )
    // The order of blind writes cannot be known; most of what is wrong shows all the same.
    assert.ok(seen.valid > 300 && seen.found > seen.wrong, JSON.stringify(seen))
  })
}

/** Transactions at once, unless `then` puts them one after another. */
function history(all: readonly { readonly steps: readonly Step[]; readonly outcome?: Outcome }[], oneByOne = false): readonly HistoryEvent[] {
  const invoked = all.map(({ steps }, at): HistoryEvent => {
    const asked = steps.map(([f, key, value]): Step => [f, key, f === 'r' ? null : value])
    return { kind: 'invoke', process: `c${at}`, f: 'txn', value: asked, timeMs: 0 }
  })
  const ended = all.map(({ steps, outcome = 'ok' }, at): HistoryEvent => ({ kind: outcome, process: `c${at}`, f: 'txn', value: steps, timeMs: 1 }))
  return oneByOne ? invoked.flatMap((event, at) => [event, ended[at] ?? event]) : [...invoked, ...ended]
}

function namesOf(check: typeof listAppend, all: Parameters<typeof history>[0], { strict = false, oneByOne = false } = {}): readonly string[] {
  const verdict = check(operationsOf(history(all, oneByOne)), { strict })
  return verdict.kind === 'invalid' ? verdict.anomalies.map(({ name }) => name) : []
}

test('each anomaly of lists is told by its name', () => {
  const named = (all: Parameters<typeof history>[0], options = {}): readonly string[] => namesOf(listAppend, all, options)
  const read = (x: readonly number[], y: readonly number[]): readonly Step[] => [
    ['r', 'x', x],
    ['r', 'y', y],
  ]
  assert.deepEqual(
    named([
      {
        steps: [
          ['append', 'x', 1],
          ['append', 'y', 1],
        ],
      },
      {
        steps: [
          ['append', 'x', 2],
          ['append', 'y', 2],
        ],
      },
      { steps: read([1, 2], [2, 1]) },
    ]),
    ['G0'],
  )
  assert.deepEqual(named([{ steps: [['append', 'x', 1]], outcome: 'fail' }, { steps: [['r', 'x', [1]]] }]), ['G1a'])
  assert.ok(
    named([
      {
        steps: [
          ['append', 'x', 1],
          ['append', 'x', 2],
        ],
      },
      { steps: [['r', 'x', [1]]] },
    ]).includes('G1b'),
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['append', 'x', 1],
          ['r', 'y', [1]],
        ],
      },
      {
        steps: [
          ['append', 'y', 1],
          ['r', 'x', [1]],
        ],
      },
    ]),
    ['G1c'],
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['append', 'x', 1],
          ['append', 'y', 1],
        ],
      },
      { steps: read([1], []) },
    ]),
    ['G-single'],
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['r', 'x', []],
          ['append', 'y', 1],
        ],
      },
      {
        steps: [
          ['r', 'y', []],
          ['append', 'x', 1],
        ],
      },
      { steps: read([1], [1]) },
    ]),
    ['G2'],
  )
  assert.deepEqual(named([{ steps: [['append', 'x', 1]] }, { steps: [['r', 'x', []]] }], { strict: true, oneByOne: true }), ['G-single-realtime'])
  assert.deepEqual(
    named([{ steps: [['append', 'x', 1]] }, { steps: [['append', 'x', 2]] }, { steps: [['r', 'x', [2, 1]]] }], { strict: true, oneByOne: true }),
    ['G0-realtime'],
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['append', 'x', 1],
          ['r', 'x', []],
        ],
      },
    ]),
    ['internal'],
  )
})

test('each anomaly of registers is told by its name', () => {
  const named = (all: Parameters<typeof history>[0], options = {}): readonly string[] => namesOf(rwRegister, all, options)
  assert.deepEqual(named([{ steps: [['w', 'x', 1]], outcome: 'fail' }, { steps: [['r', 'x', 1]] }]), ['G1a'])
  assert.deepEqual(
    named([
      {
        steps: [
          ['w', 'x', 1],
          ['w', 'x', 2],
        ],
      },
      { steps: [['r', 'x', 1]] },
    ]).slice(0, 1),
    ['G1b'],
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['w', 'x', 1],
          ['r', 'y', 1],
        ],
      },
      {
        steps: [
          ['w', 'y', 1],
          ['r', 'x', 1],
        ],
      },
    ]),
    ['G1c'],
  )
  assert.ok(
    named([
      {
        steps: [
          ['r', 'x', null],
          ['w', 'x', 1],
        ],
      },
      {
        steps: [
          ['r', 'x', null],
          ['w', 'x', 2],
        ],
      },
    ]).includes('lost-update'),
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['w', 'x', 1],
          ['w', 'y', 1],
        ],
      },
      {
        steps: [
          ['r', 'x', 1],
          ['r', 'y', null],
        ],
      },
    ]),
    ['G-single'],
  )
  assert.deepEqual(
    named([
      {
        steps: [
          ['r', 'x', null],
          ['w', 'y', 1],
        ],
      },
      {
        steps: [
          ['r', 'y', null],
          ['w', 'x', 1],
        ],
      },
    ]),
    ['G2'],
  )
  assert.deepEqual(named([{ steps: [['r', 'x', 7]] }]), ['invented-value'])
})

test('an anomaly is explained by its transactions', () => {
  const verdict = listAppend(
    operationsOf(
      history([
        {
          steps: [
            ['append', 'x', 1],
            ['append', 'y', 1],
          ],
        },
        {
          steps: [
            ['r', 'x', [1]],
            ['r', 'y', []],
          ],
        },
      ]),
    ),
    { strict: false },
  )
  assert.ok(verdict.kind === 'invalid')
  const { explanation, operations } = verdict.anomalies[0]
  assert.match(explanation, /T1 of c1 did not see 1 in y of T0 of c0; T1 of c1 read 1 in x of T0 of c0$/)
  assert.deepEqual(operations, [1, 0])
})
