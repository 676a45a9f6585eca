/**
 * A set of short rows of numbers in one block of memory: what the search has already tried. Exact: rows are compared, not only their hashes.
 * Functions on a record, not closures: the search is over before V8 would have learned that every set's closures are alike.
 */

export interface Seen {
  slots: Int32Array
  pool: Int32Array
  used: number
  count: number
}

export function openSeen(): Seen {
  return { slots: new Int32Array(256), pool: new Int32Array(1024), used: 1, count: 0 }
}

/** In numbers of four bytes. */
export function sizeOf({ slots, pool }: Seen): number {
  return slots.length + pool.length
}

/** @returns false where the row was there already. */
export function addRow(seen: Seen, row: Int32Array, length: number): boolean {
  const { slots, pool } = seen
  const mask = slots.length - 1
  let slot = hashOf(row, 0, length) & mask
  for (let place = slots[slot] ?? 0; place !== 0; place = slots[slot] ?? 0) {
    if (isAt(pool, place, { row, length })) return false
    slot = (slot + 1) & mask
  }
  slots[slot] = store(seen, row, length)
  seen.count += 1
  if (seen.count * 2 > slots.length) growSlots(seen)
  return true
}

function isAt(pool: Int32Array, place: number, { row, length }: { readonly row: Int32Array; readonly length: number }): boolean {
  if (pool[place] !== length) return false
  for (let index = 0; index < length; index += 1) if (pool[place + 1 + index] !== row[index]) return false
  return true
}

function store(seen: Seen, row: Int32Array, length: number): number {
  const place = seen.used
  if (place + length + 1 > seen.pool.length) {
    const larger = new Int32Array(Math.max(seen.pool.length * 2, place + length + 1))
    larger.set(seen.pool)
    seen.pool = larger
  }
  const { pool } = seen
  pool[place] = length
  for (let index = 0; index < length; index += 1) pool[place + 1 + index] = row[index] ?? 0
  seen.used = place + length + 1
  return place
}

function growSlots(seen: Seen): void {
  const { slots, pool } = seen
  const larger = new Int32Array(slots.length * 4)
  const mask = larger.length - 1
  for (let index = 0; index < slots.length; index += 1) {
    const place = slots[index] ?? 0
    if (place === 0) continue
    let slot = hashOf(pool, place + 1, pool[place] ?? 0) & mask
    while (larger[slot] !== 0) slot = (slot + 1) & mask
    larger[slot] = place
  }
  seen.slots = larger
}

function hashOf(row: Int32Array, from: number, length: number): number {
  let hash = length
  for (let index = from; index < from + length; index += 1) {
    hash = Math.imul(hash ^ (row[index] ?? 0), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b)
  return (hash ^ (hash >>> 16)) >>> 0
}
