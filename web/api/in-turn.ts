/** One thing after the other, in the order in which they were asked for: an earlier one never overtakes a later one. */

export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** One that fails holds up none of those behind it. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
