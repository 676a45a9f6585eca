/** The services of nodes: what each promises, and that it promises no more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomFrom } from '../../bank/random.ts'
import { linearizable } from '../check/linearizable.ts'
import { register } from '../check/model.ts'
import { type HistoryEvent, operationsOf } from '../history/operation.ts'
import type { Body } from '../virtual/node.ts'
import { openServices, type Service } from './store.ts'

function service(name: string, seed = 1): Service {
  const random = randomFrom(seed)
  const found = openServices(() => random.int(0, 999_999) / 1_000_000).get(name)
  assert.ok(found)
  return found
}

const read = (key: unknown): Body => ({ type: 'read', key })
const write = (key: unknown, value: unknown): Body => ({ type: 'write', key, value })

test('lin-kv reads, writes and compares, with the codes of the protocol', () => {
  const { ask } = service('lin-kv')
  assert.deepEqual(ask('n0', read('a')).code, 20)
  assert.deepEqual(ask('n0', { type: 'cas', key: 'a', from: 1, to: 2 }).code, 20)
  assert.deepEqual(ask('n0', { type: 'cas', key: 'a', from: 1, to: 2, create_if_not_exists: true }), { type: 'cas_ok' })
  assert.deepEqual(ask('n1', { type: 'cas', key: 'a', from: 1, to: 3 }).code, 22)
  assert.deepEqual(ask('n1', { type: 'cas', key: 'a', from: 2, to: 3 }), { type: 'cas_ok' })
  assert.deepEqual(ask('n0', read('a')), { type: 'read_ok', value: 3 })
  assert.deepEqual(ask('n0', write(7, null)), { type: 'write_ok' })
  assert.deepEqual(ask('n0', read(7)), { type: 'read_ok', value: null })
  assert.deepEqual([ask('n0', { type: 'read' }).code, ask('n0', { type: 'dance', key: 1 }).code], [12, 10])
})

test('values are compared by what they hold, not by the order of their fields', () => {
  const { ask } = service('lin-kv')
  ask('n0', write('a', { one: 1, two: [2, { three: 3, four: 4 }] }))
  const from = { two: [2, { four: 4, three: 3 }], one: 1 }
  assert.deepEqual(ask('n0', { type: 'cas', key: 'a', from, to: 'b' }), { type: 'cas_ok' })
})

test('seq-kv may tell what was, but never goes back for one client, and its writes are never lost', () => {
  let stale = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const { ask } = service('seq-kv', seed)
      const seen = new Map<string, number>()
      for (let value = 1; value <= 40; value += 1) {
        ask('writer', write('a', value))
        assert.equal(ask('writer', read('a')).value, value)
        const reader = `n${value % 3}`
        const told = Number(ask(reader, read('a')).value ?? 0)
        assert.ok(told >= (seen.get(reader) ?? 0) && told <= value)
        seen.set(reader, told)
        if (told < value) stale += 1
      }
      assert.equal(ask('n0', { type: 'cas', key: 'a', from: 39, to: 41 }).code, 22)
    }),
    { numRuns: 100, seed: 3 },
  )
  assert.ok(stale > 100)
})

test('lin-kv is linearizable, lww-kv is not', () => {
  const kindOf = (name: string, seed: number): string => {
    const { ask } = service(name, seed)
    const random = randomFrom(seed)
    const history: HistoryEvent[] = []
    for (let at = 0; at < 60; at += 1) {
      const process = `c${random.int(0, 3)}`
      const [f, value] = random.int(0, 1) === 0 ? ['read', null] : ['write', at]
      const answer = ask(process, { type: f, key: 'a', value })
      history.push({ kind: 'invoke', process, f, key: 'a', value, timeMs: at })
      history.push({ kind: 'ok', process, f, key: 'a', value: answer.value ?? null, timeMs: at })
    }
    return linearizable(operationsOf(history), register, { expired: () => false }).kind
  }
  const seeds = Array.from({ length: 20 }, (_, at) => at + 1)
  assert.ok(seeds.every((seed) => kindOf('lin-kv', seed) === 'valid'))
  assert.ok(seeds.some((seed) => kindOf('lww-kv', seed) === 'invalid'))
})

test('lww-kv does not create by comparing', () => {
  assert.equal(service('lww-kv').ask('n0', { type: 'cas', key: 'a', from: 0, to: 1, create_if_not_exists: true }).code, 20)
})

test('lin-tso counts from 0', () => {
  const { ask } = service('lin-tso')
  assert.deepEqual([ask('n0', { type: 'ts' }).ts, ask('n1', { type: 'ts' }).ts, ask('n1', { type: 'read' }).code], [0, 1, 10])
})
