/** The workload of atomic commitment: transactions that some members refuse, and what each member says became of them. */
import { atomicity } from '../check/atomic.ts'
import { commitInvariants } from '../virtual/invariants.ts'
import type { Workload } from './workload.ts'

export const commitment: Workload = {
  name: 'two-phase commit',
  faults: ['halves', 'one-alone', 'one-way', 'loss', 'delay', 'duplicate', 'pause', 'crash', 'crash-all', 'crash-after-sending', 'torn'],
  nodes: 4,
  ask: () => {
    const begun: string[] = []
    return ({ random, nodes, next }) => {
      if (begun.length > 0 && random.int(0, 2) === 0) {
        const transaction = begun[begun.length - 1 - random.int(0, Math.min(9, begun.length - 1))] ?? ''
        return { f: 'status', key: transaction, value: null, body: { type: 'status', transaction } }
      }
      const transaction = `t${next()}`
      const refusing = random.int(0, 2) === 0 ? [random.pick(nodes)] : []
      begun.push(transaction)
      return { f: 'begin', key: transaction, value: refusing, body: { type: 'begin', transaction, refusing } }
    }
  },
  last: () => [{ f: 'open', value: null, body: { type: 'open' } }],
  answer: (f, body) => (f === 'open' ? { open: body.open, committed: body.committed } : body.decision),
  harmless: new Set(['status', 'open']),
  check: atomicity,
  invariant: commitInvariants,
}
