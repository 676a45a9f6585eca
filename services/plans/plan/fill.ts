/** Fills a day: of problems with a worth and a length, those whose lengths come closest to the wished minutes, and of these the worthiest. */

export interface Candidate {
  readonly id: string
  /** A multiple of 5. */
  readonly minutes: number
  /** Positive. */
  readonly worth: number
}

export interface Span {
  readonly least: number
  readonly wished: number
  readonly most: number
}

const unit = 5
/** Lengths that differ by less are as good as each other. */
const closeMinutes = 10

/** Bounded knapsack over minutes: O(candidates × minutes). @returns nothing when no choice is within the span. */
export function fill(candidates: readonly Candidate[], span: Span): readonly string[] | undefined {
  const size = Math.floor(span.most / unit)
  // The worth of the best choice of exactly so many minutes, after each candidate; the rows are kept to read the choice back.
  const rows: Float64Array[] = [new Float64Array(size + 1).fill(-1)]
  const first = rows[0]
  if (first === undefined || size < 0) return undefined
  first[0] = 0
  for (const { minutes, worth } of candidates) rows.push(withOneMore(rows[rows.length - 1] ?? first, minutes / unit, worth * minutes))
  const best = bestLoad(rows[rows.length - 1] ?? first, span)
  return best === undefined ? undefined : readBack(rows, candidates, best)
}

function withOneMore(row: Float64Array, units: number, worth: number): Float64Array {
  const next = row.slice()
  for (let load = row.length - 1; load >= units; load -= 1) {
    const without = row[load - units] ?? -1
    if (without >= 0 && without + worth > (next[load] ?? -1)) next[load] = without + worth
  }
  return next
}

function bestLoad(row: Float64Array, { least, wished }: Span): number | undefined {
  let best: { readonly load: number; readonly far: number; readonly worth: number } | undefined
  for (let load = Math.max(1, Math.ceil(least / unit)); load < row.length; load += 1) {
    const worth = row[load] ?? -1
    if (worth < 0) continue
    const far = Math.floor(Math.abs(load * unit - wished) / closeMinutes)
    if (best === undefined || far < best.far || (far === best.far && worth > best.worth)) best = { load, far, worth }
  }
  return best?.load
}

function readBack(rows: readonly Float64Array[], candidates: readonly Candidate[], load: number): readonly string[] {
  const chosen: string[] = []
  let left = load
  for (let row = candidates.length; row > 0; row -= 1) {
    const candidate = candidates[row - 1]
    if (candidate === undefined || rows[row]?.[left] === rows[row - 1]?.[left]) continue
    chosen.push(candidate.id)
    left -= candidate.minutes / unit
  }
  return chosen.reverse()
}
