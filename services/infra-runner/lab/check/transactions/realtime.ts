/** The order of time between transactions that happened, by few edges: whoever ended before another began, unless a third one stands between. */
import type { Edges } from './edges.ts'
import type { Transaction } from './transaction.ts'

export function addRealtime(edges: Edges, transactions: readonly Transaction[]): void {
  const moments = momentsOf(transactions)
  const before: (readonly number[] | undefined)[] = Array.from(transactions, () => undefined)
  let frontier: readonly number[] = []
  for (const moment of moments) {
    const index = moment >> 1
    if ((moment & 1) === 0) {
      before[index] = frontier
      for (const earlier of frontier) edges.add({ from: earlier, to: index, kind: 'rt', key: '', value: '' })
      continue
    }
    frontier = [...newer(frontier, before[index] ?? []), index]
    before[index] = undefined
  }
}

/** What is in a frontier and was not in an older one: both are in the order in which they came, so the new ones are the last. */
function newer(frontier: readonly number[], older: readonly number[]): readonly number[] {
  let at = 0
  return frontier.filter((index) => {
    while (at < older.length && older[at] !== index) at += 1
    return at === older.length
  })
}

/** Calls and returns by time, each twice its transaction's number, and one more for a return. */
function momentsOf(transactions: readonly Transaction[]): Int32Array {
  const codes = 2 * transactions.length
  const sortable = new Float64Array(codes)
  let count = 0
  for (const [index, { operation, committed }] of transactions.entries()) {
    if (!committed) continue
    sortable[count++] = operation.calledAt * codes + 2 * index
    if (Number.isFinite(operation.returnedAt)) sortable[count++] = operation.returnedAt * codes + 2 * index + 1
  }
  return Int32Array.from(sortable.subarray(0, count).sort(), (moment) => moment % codes)
}
