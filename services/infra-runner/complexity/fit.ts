/** Which family a cost grows by, out of (size, cost) points: weighted least squares of a + b·f(n) for each family, judged by relative error. */
import { type Family, families, growthOf } from './family.ts'

export interface Point {
  readonly size: number
  readonly cost: number
}

export type Fit =
  | { readonly kind: 'told'; readonly family: Family; readonly confidence: number }
  | { readonly kind: 'cannot tell'; readonly reason: string }

interface Candidate {
  readonly family: Family
  /** Root mean square of relative errors. */
  readonly error: number
}

const fewest = 5
/** The largest size over the smallest, below which families look alike; exponentials need no range. */
const narrow = 4
/** Above it no family describes the points. */
const worstError = 0.25
/** Costs that differ less are the same. */
const flat = 0.12
/** Errors below are as good as none: costs are counts, or a clock of fair precision. */
const errorFloor = 0.008

function cannot(reason: string): Fit {
  return { kind: 'cannot tell', reason }
}

/** @param among the families that come into question. */
export function fit(given: readonly Point[], among: readonly Family[] = families): Fit {
  const points = given
    .filter(({ size, cost }) => Number.isFinite(size) && Number.isFinite(cost) && size > 0 && cost >= 0)
    .toSorted((a, b) => a.size - b.size)
  const sizes = new Set(points.map(({ size }) => size))
  if (sizes.size < fewest) return cannot('there are too few sizes')
  const costs = points.map(({ cost }) => cost)
  const most = Math.max(...costs)
  if (most === 0) return { kind: 'told', family: '1', confidence: 1 }
  const spread = (most - Math.min(...costs)) / most
  const range = (points.at(-1)?.size ?? 0) / (points[0]?.size ?? 1)
  if (spread < flat)
    return range < narrow ? cannot('the sizes are too much alike') : { kind: 'told', family: '1', confidence: confidenceOf(spread / 2, flat) }
  const candidates = among
    .map((family) => candidate(points, family))
    .filter((one) => one !== undefined)
    .toSorted((a, b) => a.error - b.error)
  const [best, second] = candidates
  if (best === undefined || best.error > worstError) return cannot('the costs follow no usual family')
  if (range < narrow && best.family !== '2^n') return cannot('the sizes are too much alike')
  return { kind: 'told', family: best.family, confidence: confidenceOf(best.error, second?.error ?? 1) }
}

/** Near 1 when the next family is far worse, near 1/2 when both do; less when even the best is rough. */
function confidenceOf(best: number, second: number): number {
  const floor = Math.max(best, errorFloor)
  const apart = Math.max(second, floor) ** 2 / (Math.max(second, floor) ** 2 + floor ** 2)
  const rough = 1 - Math.min(1, best / worstError) * 0.5
  return Math.round(apart * rough * 100) / 100
}

/** Undefined when the costs do not grow by the family at all. */
function candidate(points: readonly Point[], family: Family): Candidate | undefined {
  if (family === '1') return undefined
  const grown = growthOf[family]
  // Relative errors count: a small size says as much as a large one.
  const rows = points.map(({ size, cost }) => ({ f: grown(size), cost, weight: 1 / Math.max(cost, 1e-9) ** 2 }))
  const { a, b } = leastSquares(rows)
  if (b <= 0) return undefined
  // What is there at every size cannot be negative; then growth alone has to explain the costs.
  const line = a < 0 ? { a: 0, b: throughZero(rows) } : { a, b }
  const errors = rows.map(({ f, cost }) => ((line.a + line.b * f - cost) / Math.max(cost, 1e-9)) ** 2)
  return { family, error: Math.sqrt(errors.reduce((sum, error) => sum + error, 0) / errors.length) }
}

interface Row {
  readonly f: number
  readonly cost: number
  readonly weight: number
}

function leastSquares(rows: readonly Row[]): { readonly a: number; readonly b: number } {
  const scale = Math.max(...rows.map(({ f }) => f))
  let [w, wf, wff, wc, wfc] = [0, 0, 0, 0, 0]
  for (const { f, cost, weight } of rows) {
    const x = f / scale
    w += weight
    wf += weight * x
    wff += weight * x * x
    wc += weight * cost
    wfc += weight * x * cost
  }
  const determinant = w * wff - wf * wf
  if (Math.abs(determinant) < 1e-12 * w * wff) return { a: wc / w, b: 0 }
  return { a: (wff * wc - wf * wfc) / determinant, b: (w * wfc - wf * wc) / determinant / scale }
}

function throughZero(rows: readonly Row[]): number {
  let [above, below] = [0, 0]
  for (const { f, cost, weight } of rows) {
    above += weight * f * cost
    below += weight * f * f
  }
  return above / below
}
