/**
 * Looks for one order of a partition's operations in which each could have answered as it did: Wing and Gong's search over the history as a linked
 * list, with Lowe's memory of what was tried. Three things shorten it: what nobody knows about need not happen, and those that do the same are taken
 * in one order; what only answers is taken as soon as it is right; a row of the memory holds only what is not settled.
 */
import { after, type Board, boardOf, describe, firstOf, firstReturn, hasPending, put, take } from './board.ts'
import { type Partition, stepFrom } from './partition.ts'
import { addRow, openSeen, type Seen, sizeOf } from './seen.ts'

export interface SearchLimits {
  readonly steps: number
  /** Memory, in numbers of four bytes. */
  readonly cells: number
  readonly expired: () => boolean
}

export interface Found {
  readonly kind: 'order' | 'none' | 'unknown'
  /** Of the certain operations, by index: the longest order that was found. */
  readonly longest: readonly number[]
}

export function search(partition: Partition, limits: SearchLimits): Found {
  const walk = walkOf(partition)
  const kind = outcomeOf(walk, limits)
  if (kind === 'order') noteLongest(walk)
  return { kind, longest: walk.longest.order.filter((operation) => operation < partition.certain.length) }
}

function outcomeOf(walk: Walk, limits: SearchLimits): Found['kind'] {
  const seen = openSeen()
  for (let step = 0; walk.left > 0; step += 1) {
    if (step >= limits.steps || sizeOf(seen) + walk.partition.states.next.length > limits.cells || ((step & 4095) === 4095 && limits.expired()))
      return 'unknown'
    const move = nextMove(walk)
    if (move !== none) goOn(walk, move, seen)
    else if (!goBack(walk)) return 'none'
  }
  return 'order'
}

const start = -1
const exhausted = Number.MAX_SAFE_INTEGER
const none = -1

/** Where the search stands. Operations are numbered: the certain ones, then the pending ones. */
interface Walk {
  readonly partition: Partition
  readonly board: Board
  readonly chosen: number[]
  /** The state and the cursor before each that is chosen. */
  readonly states: number[]
  readonly cursors: number[]
  readonly longest: Longest
  state: number
  /** How many certain operations are not taken. */
  left: number
  /** The operation tried last in this place. */
  cursor: number
  /** The state after the move that was found, and whether no other choice need be tried. */
  next: number
  free: boolean
}

function walkOf(partition: Partition): Walk {
  return {
    partition,
    board: boardOf(partition),
    chosen: [],
    states: [],
    cursors: [],
    longest: { order: [], certain: 0, shared: 0 },
    state: partition.initial,
    left: partition.certain.length,
    cursor: start,
    next: 0,
    free: false,
  }
}

/** The longest order so far; of its beginning is known that it is chosen now as well, so only the rest is copied. */
interface Longest {
  readonly order: number[]
  /** How many of it are certain. */
  certain: number
  shared: number
}

function noteLongest({ longest, chosen, partition, left }: Walk): void {
  const certain = partition.certain.length - left
  if (certain > longest.certain) {
    longest.order.length = longest.shared
    for (let at = longest.shared; at < chosen.length; at += 1) longest.order.push(chosen[at] ?? 0)
    longest.certain = certain
    longest.shared = chosen.length
  }
  longest.shared = Math.max(0, Math.min(longest.shared, chosen.length - 1))
}

/** Takes a move unless it leads to where the search has been. */
function goOn(walk: Walk, operation: number, seen: Seen): void {
  const { board, next, free } = walk
  take(board, operation)
  if (!free && !addRow(seen, board.row, describe(board, next))) {
    put(board, operation)
    walk.cursor = operation
    return
  }
  walk.chosen.push(operation)
  walk.states.push(walk.state)
  walk.cursors.push(free ? exhausted : operation)
  walk.state = next
  walk.cursor = start
  if (operation < walk.partition.certain.length) walk.left -= 1
}

/** @returns false where there is nothing to undo */
function goBack(walk: Walk): boolean {
  noteLongest(walk)
  const undone = walk.chosen.pop()
  if (undone === undefined) return false
  walk.state = walk.states.pop() ?? 0
  walk.cursor = walk.cursors.pop() ?? exhausted
  if (undone < walk.partition.certain.length) walk.left += 1
  put(walk.board, undone)
  return true
}

/** @returns the operation, or `none` */
function nextMove(walk: Walk): number {
  if (walk.cursor === exhausted) return none
  const until = firstReturn(walk.board)
  walk.free = walk.cursor === start
  const free = walk.free ? freeMove(walk, until) : none
  if (free !== none) return free
  walk.free = false
  const certain = certainMove(walk, until)
  return certain === none ? pendingMove(walk, until) : certain
}

function freeMove(walk: Walk, until: number): number {
  const { board, state, partition } = walk
  const { calledAt, onlyAnswers, certain } = partition
  for (let index = firstOf(board); index < certain.length; index = after(board, index)) {
    if ((calledAt[index] ?? 0) > until) return none
    if (onlyAnswers[index] === 1 && stepFrom(partition, state, index) >= 0) {
      walk.next = state
      return index
    }
  }
  return none
}

function certainMove(walk: Walk, until: number): number {
  const { board, state, cursor, partition } = walk
  const { calledAt, certain } = partition
  if (cursor >= certain.length) return none
  for (let index = cursor === start ? firstOf(board) : after(board, cursor); index < certain.length; index = after(board, index)) {
    if ((calledAt[index] ?? 0) > until) return none
    walk.next = stepFrom(partition, state, index)
    if (walk.next >= 0) return index
  }
  return none
}

function pendingMove(walk: Walk, until: number): number {
  const { board, state, cursor, partition } = walk
  const { pending, sameBefore, calledAt } = partition
  const count = partition.certain.length
  for (let index = cursor < count ? 0 : cursor - count + 1; index < pending.length; index += 1) {
    if ((calledAt[count + index] ?? 0) > until) return none
    const before = sameBefore[index] ?? -1
    if (hasPending(board, count + index) || (before >= 0 && !hasPending(board, count + before))) continue
    walk.next = stepFrom(partition, state, count + index)
    if (walk.next >= 0 && walk.next !== state) return count + index
  }
  return none
}
