/** Random numbers that are the same for the same seed (mulberry32). */

export interface Random {
  /** A whole number, both ends included. */
  int(least: number, most: number): number
  pick<T>(items: readonly T[]): T
  array(length: number, least: number, most: number): number[]
  text(length: number, letters: string): string
  shuffled<T>(items: readonly T[]): T[]
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (least: number, most: number): number => least + Math.floor(unit() * (most - least + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[int(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  return {
    int,
    pick,
    array: (length, least, most) => Array.from({ length }, () => int(least, most)),
    text: (length, letters) => Array.from({ length }, () => pick([...letters])).join(''),
    shuffled(items) {
      const all = [...items]
      for (let last = all.length - 1; last > 0; last -= 1) {
        const other = int(0, last)
        ;[all[last], all[other]] = [all[other] as (typeof all)[number], all[last] as (typeof all)[number]]
      }
      return all
    },
  }
}
