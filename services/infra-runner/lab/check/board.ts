/** Which operations of a partition the search has taken: links among the certain ones by call and by return, and a bit for each. */
import type { Partition } from './partition.ts'

/** Dancing links: what is removed last is restored first. After the end (its number is the count) comes the first. */
interface Links {
  readonly next: Int32Array
  readonly previous: Int32Array
}

export interface Board {
  readonly count: number
  readonly calls: Links
  readonly returns: Links
  /** Infinity after the last. */
  readonly returnsAt: Float64Array
  readonly taken: Int32Array
  readonly takenPending: Int32Array
  /** Certain operations are taken within a window after the first that is not; how far it reaches at each depth. */
  readonly reach: number[]
  /** Where `describe` writes. */
  readonly row: Int32Array
}

export function boardOf({ certain, pending }: Partition): Board {
  const count = certain.length
  const returnsAt = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY)
  for (let index = 0; index < count; index += 1) returnsAt[index] = certain[index]?.returnedAt ?? 0
  const taken = new Int32Array(((count + 31) >> 5) + 1)
  const takenPending = new Int32Array((pending.length + 31) >> 5)
  return {
    count,
    calls: linksOf(new Int32Array(count).map((_, index) => index)),
    returns: linksOf(byReturn(returnsAt, count)),
    returnsAt,
    taken,
    takenPending,
    reach: [-1],
    row: new Int32Array(3 + taken.length + takenPending.length),
  }
}

/** Sorted as numbers that hold both the place of the return and the operation: such a sort calls nobody. */
function byReturn(returnsAt: Float64Array, count: number): Int32Array {
  const sortable = new Float64Array(count)
  for (let index = 0; index < count; index += 1) sortable[index] = (returnsAt[index] ?? 0) * count + index
  sortable.sort()
  const order = new Int32Array(count)
  for (let index = 0; index < count; index += 1) order[index] = (sortable[index] ?? 0) % count
  return order
}

function linksOf(order: Int32Array): Links {
  const end = order.length
  const next = new Int32Array(end + 1)
  const previous = new Int32Array(end + 1)
  let last = end
  for (let at = 0; at < end; at += 1) {
    const index = order[at] ?? 0
    next[last] = index
    previous[index] = last
    last = index
  }
  next[last] = end
  previous[end] = last
  return { next, previous }
}

function remove({ next, previous }: Links, index: number): void {
  const before = previous[index] ?? 0
  const behind = next[index] ?? 0
  next[before] = behind
  previous[behind] = before
}

function restore({ next, previous }: Links, index: number): void {
  next[previous[index] ?? 0] = index
  previous[next[index] ?? 0] = index
}

/** The first certain operation that is not taken, or the count. */
export function firstOf({ calls, count }: Board): number {
  return calls.next[count] ?? count
}

/** The next certain operation that is not taken. */
export function after({ calls, count }: Board, index: number): number {
  return calls.next[index] ?? count
}

/** The place of the first return among what is not taken. */
export function firstReturn({ returns, returnsAt, count }: Board): number {
  return returnsAt[returns.next[count] ?? count] ?? Number.POSITIVE_INFINITY
}

export function hasPending({ takenPending, count }: Board, operation: number): boolean {
  const at = operation - count
  return (((takenPending[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1
}

function flip({ taken, takenPending, count }: Board, operation: number): void {
  const words = operation < count ? taken : takenPending
  const at = operation < count ? operation : operation - count
  words[at >> 5] = (words[at >> 5] ?? 0) ^ (1 << (at & 31))
}

export function take(board: Board, operation: number): void {
  flip(board, operation)
  const { reach, count, calls, returns } = board
  const furthest = reach[reach.length - 1] ?? -1
  reach.push(operation < count && operation > furthest ? operation : furthest)
  if (operation >= count) return
  remove(calls, operation)
  remove(returns, operation)
}

/** Undoes the last `take`. */
export function put(board: Board, operation: number): void {
  flip(board, operation)
  board.reach.pop()
  if (operation >= board.count) return
  restore(board.calls, operation)
  restore(board.returns, operation)
}

/** Writes what is taken, and the state, to the row. @returns its length */
export function describe({ row, reach, calls, count, taken, takenPending }: Board, state: number): number {
  const first = (calls.next[count] ?? count) >> 5
  const last = (reach[reach.length - 1] ?? -1) >> 5
  row[0] = state
  row[1] = first
  row[2] = last
  let length = 3
  for (let word = first; word <= last; word += 1) row[length++] = taken[word] ?? 0
  for (let word = 0; word < takenPending.length; word += 1) row[length++] = takenPending[word] ?? 0
  return length
}
