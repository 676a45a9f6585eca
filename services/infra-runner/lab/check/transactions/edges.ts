/** Edges between transactions as they are found, in columns of numbers: a long history has a million of them. */

/** ww: overwrote what the other wrote; wr: read it; rw: read what the other overwrote; rt: was over before the other began. */
export type Kind = 'ww' | 'wr' | 'rw' | 'rt'

export const kinds: readonly Kind[] = ['ww', 'wr', 'rw', 'rt']

export interface Edge {
  readonly from: number
  readonly to: number
  readonly kind: Kind
  /** What is depended on: a key, and its value. */
  readonly because: string
}

export interface Found {
  readonly from: number
  readonly to: number
  readonly kind: Kind
  readonly key: string
  readonly value: string | number
}

export interface Edges {
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** Their places among the kinds. */
  readonly kinds: readonly number[]
  /** What a transaction owes to itself is no edge. */
  add(found: Found): void
  at(place: number): Edge
}

export function openEdges(): Edges {
  const from: number[] = []
  const to: number[] = []
  const places: number[] = []
  const keys: string[] = []
  const values: (string | number)[] = []
  return {
    from,
    to,
    kinds: places,
    add(found) {
      if (found.from === found.to) return
      from.push(found.from)
      to.push(found.to)
      places.push(kinds.indexOf(found.kind))
      keys.push(found.key)
      values.push(found.value)
    },
    at: (place) => ({
      from: from[place] ?? 0,
      to: to[place] ?? 0,
      kind: kinds[places[place] ?? 0] ?? 'rt',
      because: `${values[place]} in ${keys[place]}`,
    }),
  }
}
