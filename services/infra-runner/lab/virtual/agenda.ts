/** What happens when, in virtual time: a heap by time, and by order of entry where the time is the same. */

export interface Agenda {
  now(): number
  at(timeMs: number, work: () => void): void
  /** Does all until then; the clock stands there at the end. @returns how many things were done; stops early once `most` were. */
  runUntil(timeMs: number, most: number): number
  /** Nothing is done from now on. */
  stop(): void
}

interface Item {
  readonly at: number
  readonly order: number
  readonly work: () => void
}

export function openAgenda(): Agenda {
  const heap: Item[] = []
  let now = 0
  let entered = 0
  let stopped = false
  return {
    now: () => now,
    stop() {
      stopped = true
    },
    at(timeMs, work) {
      entered += 1
      push(heap, { at: Math.max(now, timeMs), order: entered, work })
    },
    runUntil(timeMs, most) {
      let done = 0
      for (let first = heap[0]; first !== undefined && first.at <= timeMs && !stopped; first = heap[0]) {
        if (done >= most) return done
        done += 1
        pop(heap)
        now = first.at
        first.work()
      }
      if (!stopped) now = Math.max(now, timeMs)
      return done
    },
  }
}

function isBefore(one: Item, other: Item): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order)
}

function push(heap: Item[], item: Item): void {
  let at = heap.length
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || !isBefore(item, parent)) break
    heap[at] = parent
    at = above
  }
  heap[at] = item
}

function pop(heap: Item[]): void {
  const item = heap.pop()
  if (item === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    if (left === undefined) break
    const [child, index] = right !== undefined && isBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1]
    if (!isBefore(child, item)) break
    heap[at] = child
    at = index
  }
  heap[at] = item
}
