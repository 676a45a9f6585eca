/** Histories of the literature, as their authors print them, and what the authors say of them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type HistoryEvent, type Outcome, operationsOf } from '../history/operation.ts'
import { linearizable } from './linearizable.ts'
import { type Model, queue, register } from './model.ts'
import { listAppend } from './transactions/list-append.ts'
import { rwRegister } from './transactions/rw-register.ts'
import type { Step } from './transactions/transaction.ts'

interface Written {
  readonly steps: readonly Step[]
  readonly outcome: Outcome
}

/** Steps as papers write them: `r x 1`, `w x 2`, `a x 3`; lists as `r x 1,2`, nothing as `-`. `!` before a transaction: it was aborted. */
function transaction(text: string, lists: boolean): Written {
  const steps = text
    .replace('!', '')
    .split(';')
    .map((part): Step => {
      const [f = '', key = '', value = '-'] = part.trim().split(' ')
      const numbers = value === '-' ? [] : value.split(',').map(Number)
      if (f === 'r') return ['r', key, lists ? numbers : (numbers[0] ?? null)]
      return [f === 'a' ? 'append' : 'w', key, numbers[0]]
    })
  return { steps, outcome: text.startsWith('!') ? 'fail' : 'ok' }
}

/** All at once, or one after another. */
function historyOf(all: readonly Written[], inOrder: boolean): readonly HistoryEvent[] {
  const calls = all.map(({ steps }, at): HistoryEvent => {
    const asked = steps.map(([f, key, value]): Step => [f, key, f === 'r' ? null : value])
    return { kind: 'invoke', process: `T${at}`, f: 'txn', value: asked, timeMs: at }
  })
  const ends = all.map(({ steps, outcome }, at): HistoryEvent => ({ kind: outcome, process: `T${at}`, f: 'txn', value: steps, timeMs: at }))
  return inOrder ? calls.flatMap((call, at) => [call, ends[at] ?? call]) : [...calls, ...ends]
}

interface Known {
  readonly from: string
  readonly transactions: readonly string[]
  readonly name: string
  /** Wrong only because of the order of time. */
  readonly inOrder?: boolean
}

const onRegisters: readonly Known[] = [
  {
    from: 'Berenson et al., A Critique of ANSI SQL Isolation Levels: H1, a total that never was',
    transactions: ['w x 50; w y 50', 'r x 50; w x 10; r y 50; w y 90', 'r x 10; r y 50'],
    name: 'G-single',
  },
  {
    from: 'Berenson et al.: H2, a fuzzy read',
    transactions: ['w x 50; w y 50', 'r x 50; r y 90', 'r x 50; w x 10; r y 50; w y 90'],
    name: 'G-single',
  },
  { from: 'Berenson et al.: H4, a lost update', transactions: ['w x 100', 'r x 100; w x 130', 'r x 100; w x 120'], name: 'lost-update' },
  {
    from: 'Berenson et al.: H5, write skew',
    transactions: ['w x 50; w y 51', 'r x 50; r y 51; w y -40', 'r x 50; r y 51; w x -41'],
    name: 'G2',
  },
  { from: 'Adya, Weak Consistency: H1a, an aborted read', transactions: ['!w x 1', 'r x 1'], name: 'G1a' },
  { from: 'Adya: H1b, an intermediate read', transactions: ['w x 1; w x 2', 'r x 1'], name: 'G1b' },
  { from: 'Adya: H1c, a circle of information', transactions: ['w x 1; r y 2', 'r x 1; w y 2'], name: 'G1c' },
  {
    from: 'Fekete, O’Neil and O’Neil: a read-only transaction that snapshot isolation does not make serializable',
    transactions: ['w x 100; w y 101', 'r x 100; r y 101; w x -11', 'r y 101; w y 20', 'r x 100; r y 20'],
    name: 'G2',
  },
  {
    from: 'Sovran et al., Transactional Storage for Geo-Replicated Systems: a long fork',
    transactions: ['w x 1', 'w y 1', 'r x 1; r y -', 'r x -; r y 1'],
    name: 'G2',
  },
  { from: 'a stale read, as Jepsen found it in etcd and Consul', transactions: ['w x 1', 'r x -'], name: 'G-single-realtime', inOrder: true },
]

const onLists: readonly Known[] = [
  { from: 'Adya: Hwcycle, writes in two orders', transactions: ['a x 2; a y 8', 'a x 5; a y 5', 'r x 2,5; r y 5,8'], name: 'G0' },
  { from: 'Elle, the example of its own text', transactions: ['a x 1; r y 1', 'a x 2; a y 1', 'r x 1,2'], name: 'G1c' },
  {
    from: 'Elle: TiDB, whose retried transaction did not see what it wrote after',
    transactions: ['a 34 2', 'a 34 1', 'r 34 2,1; a 36 5; a 34 4', 'a 34 5', 'r 34 2,1,5,4'],
    name: 'G-single',
  },
  { from: 'Elle: FaunaDB, which did not see its own append', transactions: ['a 0 6; r 0 -'], name: 'internal' },
  { from: 'Elle: YugaByte DB, each blind to what the other appended', transactions: ['r x -; a y 1', 'r y -; a x 1', 'r x 1; r y 1'], name: 'G2' },
  { from: 'Elle: an order that time contradicts', transactions: ['a x 1', 'a x 2', 'r x 2,1'], name: 'G0-realtime', inOrder: true },
]

describe('transactions of the literature', () => {
  for (const [check, all] of [
    [rwRegister, onRegisters],
    [listAppend, onLists],
  ] as const) {
    for (const { from, transactions, name, inOrder = false } of all) {
      test(`${from}: ${name}`, () => {
        const written = transactions.map((text) => transaction(text, check === listAppend))
        const verdict = check(operationsOf(historyOf(written, inOrder)), { strict: inOrder })
        assert.ok(verdict.kind === 'invalid')
        assert.ok(
          verdict.anomalies.some((one) => one.name === name),
          verdict.anomalies.map((one) => `${one.name}: ${one.explanation}`).join('\n'),
        )
      })
    }
  }

  test('what only the order of time contradicts is serializable', () => {
    for (const { transactions, inOrder } of [...onRegisters, ...onLists]) {
      if (inOrder !== true) continue
      const lists = transactions.some((text) => text.startsWith('a'))
      const written = transactions.map((text) => transaction(text, lists))
      const check = lists ? listAppend : rwRegister
      assert.equal(check(operationsOf(historyOf(written, true)), { strict: false }).kind, 'valid')
    }
  })
})

/** Events in their order: `A enq x` asks, `A` is answered, `A y` is answered y. */
function objects(text: string): readonly HistoryEvent[] {
  const open = new Map<string, string>()
  return text.split(';').map((part, timeMs): HistoryEvent => {
    const [process = '', ...words] = part.trim().split(' ')
    const asked = open.get(process)
    if (asked !== undefined) {
      open.delete(process)
      return { kind: 'ok', process, f: asked, value: words[0] ?? null, timeMs }
    }
    const [f = '', value = null] = words
    open.set(process, f)
    return { kind: 'invoke', process, f, value, timeMs }
  })
}

interface Shared {
  readonly from: string
  readonly model: Model
  readonly events: string
  readonly right: boolean
}

const [enq, deq] = ['enqueue', 'dequeue']

const onObjects: readonly Shared[] = [
  {
    from: 'Herlihy and Wing, Linearizability: H1, two enqueue at once and both orders may be seen',
    model: queue,
    events: `A ${enq} x; B ${enq} y; B; A; B ${deq}; B x; A ${deq}; A y; A ${enq} z; A`,
    right: true,
  },
  {
    from: 'Herlihy and Wing: H2, what was enqueued second comes out first',
    model: queue,
    events: `A ${enq} x; A; B ${enq} y; A ${deq}; B; A y`,
    right: false,
  },
  { from: 'Herlihy and Wing: H3, what is still being enqueued is taken', model: queue, events: `A ${enq} x; B ${deq}; B x`, right: true },
  {
    from: 'Herlihy and Wing: H4, one thing is taken twice',
    model: queue,
    events: `A ${enq} x; B ${enq} y; A; B; A ${deq}; C ${deq}; A y; C y`,
    right: false,
  },
  {
    from: 'Lamport, On Interprocess Communication: old after new, which a regular register may',
    model: register,
    events: 'A write 0; A; A write 1; B read; B 1; B read; B 0; A',
    right: false,
  },
  {
    from: 'Lamport: old and then new while a write goes on',
    model: register,
    events: 'A write 0; A; A write 1; B read; B 0; B read; B 1; A',
    right: true,
  },
  {
    from: 'Lamport: a write that never came back is seen',
    model: register,
    events: 'A write 0; A; A write 1; B read; B 1; C read; C 1',
    right: true,
  },
]

describe('objects of the literature', () => {
  for (const { from, model, events, right } of onObjects) {
    test(`${from} is ${right ? '' : 'not '}linearizable`, () => {
      assert.equal(linearizable(operationsOf(objects(events)), model, { expired: () => false }).kind, right ? 'valid' : 'invalid')
    })
  }
})
