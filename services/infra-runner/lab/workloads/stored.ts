/** Workloads of consensus: registers by key, transactions and locks, all linearizable or strictly serializable. */
import { linearizable } from '../check/linearizable.ts'
import { lock, register } from '../check/model.ts'
import { listAppend } from '../check/transactions/list-append.ts'
import { rwRegister } from '../check/transactions/rw-register.ts'
import { raftInvariants } from '../virtual/invariants.ts'
import type { FaultKind } from '../virtual/nemesis.ts'
import { paxosInvariants } from '../virtual/paxos-invariants.ts'
import type { Ask, Workload } from './workload.ts'

const survived: readonly FaultKind[] = [
  ...(['halves', 'one-alone', 'primary-alone', 'ring', 'bridge', 'one-way', 'loss', 'delay', 'duplicate'] as const),
  ...(['crash', 'crash-primary', 'crash-all', 'crash-after-sending', 'torn', 'pause'] as const),
]
/** A key is used for so long, so that a history can be judged. */
const keyLifeMs = 700
const keysAtOnce = 2
/** That nobody has used. */
const lastKey = 1_000_000

/** Keys are numbers, as programs for lines expect them. Values that are written differ, except that what is compared with may be anything written lately. */
const linKv: Workload = {
  name: 'lin-kv',
  faults: survived,
  nodes: 5,
  ask: () => {
    const written = new Map<string, number>()
    return ({ random, atMs, next }) => {
      const number = Math.floor(atMs / keyLifeMs) * keysAtOnce + random.int(0, keysAtOnce - 1)
      const key = String(number)
      const dice = random.int(0, 9)
      if (dice < 5) return { f: 'read', key, value: null, body: { type: 'read', key: number } }
      const to = next()
      const from = written.get(key)
      written.set(key, to)
      if (dice < 8 || from === undefined) return { f: 'write', key, value: to, body: { type: 'write', key: number, value: to } }
      return { f: 'cas', key, value: [from, to], body: { type: 'cas', key: number, from, to } }
    }
  },
  last: () => [{ f: 'read', key: String(lastKey), value: null, body: { type: 'read', key: lastKey } }],
  answer: (_, body) => body.value,
  harmless: new Set(['read']),
  check: (operations, expired) => linearizable(operations, register, { expired }),
}

export const raftKv: Workload = { ...linKv, name: 'lin-kv by Raft', invariant: raftInvariants }
export const paxosKv: Workload = { ...linKv, name: 'lin-kv by Paxos', invariant: paxosInvariants }

export const locks: Workload = {
  ...linKv,
  name: 'lock',
  ask: () => {
    const held = new Map<number, { readonly key: string; readonly holder: string }>()
    return ({ client, random, atMs, next }) => {
      const own = held.get(client)
      if (own !== undefined) {
        held.delete(client)
        return { f: 'release', key: own.key, value: own.holder, body: { type: 'release', ...own } }
      }
      const one = { key: `lock${Math.floor(atMs / keyLifeMs) * keysAtOnce + random.int(0, keysAtOnce - 1)}`, holder: `c${client}-${next()}` }
      held.set(client, one)
      return { f: 'acquire', key: one.key, value: one.holder, body: { type: 'acquire', ...one } }
    }
  },
  last: (node) => [{ f: 'acquire', key: `end-${node}`, value: node, body: { type: 'acquire', key: `end-${node}`, holder: node } }],
  answer: () => null,
  harmless: new Set(),
  check: (operations, expired) => linearizable(operations, lock, { expired }),
}

function transactions(name: string, write: 'append' | 'w'): Workload {
  const txn = (steps: readonly unknown[]): Ask => ({ f: 'txn', value: steps, body: { type: 'txn', txn: steps } })
  return {
    ...linKv,
    name,
    ask:
      () =>
      ({ random, atMs, next }) =>
        txn(
          Array.from({ length: random.int(1, 4) }, () => {
            const key = Math.floor(atMs / keyLifeMs) * keysAtOnce + random.int(0, 2 * keysAtOnce - 1)
            return random.int(0, 1) === 0 ? ['r', key, null] : [write, key, next()]
          }),
        ),
    last: () => [txn([['r', lastKey, null]])],
    answer: (_, body) => body.txn,
    harmless: new Set(),
    check: (operations) => (write === 'append' ? listAppend : rwRegister)(operations, { strict: true }),
  }
}

export const txnListAppend = transactions('txn-list-append', 'append')
export const txnRwRegister = transactions('txn-rw-register', 'w')
