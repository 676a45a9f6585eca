/** Runs a program on growing inputs and says how its steps and bytes grow; its time speaks where steps are hidden in what the language does itself. */
import type { Opened, Outcome } from '../sandbox/sandbox.ts'
import { families } from './family.ts'
import { type Fit, fit, type Point } from './fit.ts'

export interface Measured {
  readonly size: number
  readonly steps: number
  /** Of them, those that only read the input. */
  readonly readingSteps: number
  readonly timeMs: number
  readonly allocatedBytes: number
}

export interface Growth {
  readonly time: Fit
  readonly space: Fit
  /** What the time was told by; bytes where it is hidden in the filling of what is held. */
  readonly by: 'steps' | 'time' | 'bytes'
}

export interface MeasureOptions {
  readonly opened: Opened
  /** JSON of the arguments of an input of that size. */
  readonly argsOf: (size: number) => string
  readonly sizes: readonly number[]
  /** Bytes that say nothing. */
  readonly floorBytes: number
  /** Of the processor, for each of two series of runs. */
  readonly budgetMs: number
}

const growing = Array.from({ length: 13 }, (_, index) => 8 * 2 ** index).flatMap((size) => [size, size * 1.5])
const gentle = Array.from({ length: 30 }, (_, index) => 4 + 2 * index)
const slowMs = 900
const enough = 6
/** Below it a clock says little. */
const tellingMs = 1
/** Shorter times have more to do with the start than with the size. */
const telling = 60
const surelyMs = 60
const sure = 0.6
/** Told with less, a neighbour may as well be meant. */
const surely = 0.8
const simplerFamilies = families.filter((family) => family !== 'n log n')
const leastItemBytes = 4

export const usualSizes: readonly number[] = growing
/** Where each input takes the start of a runtime. */
export const fewerSizes: readonly number[] = growing.filter((_size, index) => index % 2 === 0)

export async function* measureGrowth(options: MeasureOptions): AsyncGenerator<Measured | Growth> {
  const points: Measured[] = []
  // The first run loads what counts.
  const [smallest = 1] = options.sizes
  await options.opened.run({ stdin: '', args: options.argsOf(smallest) })
  const walk = async function* (sizes: readonly number[]): AsyncGenerator<Measured> {
    let leftMs = options.budgetMs
    const endsMs = performance.now() + 4 * options.budgetMs
    for (const size of sizes) {
      if (points.some((point) => point.size === size)) continue
      const outcome = await options.opened.run({ stdin: '', args: options.argsOf(size) })
      if (outcome.kind !== 'ok') return
      const point = toPoint(size, outcome)
      points.push(point)
      yield point
      leftMs -= point.timeMs
      if (point.timeMs > slowMs || leftMs < 0 || performance.now() > endsMs) return
    }
  }
  yield* walk(options.sizes)
  // What explodes has shown itself at few sizes.
  if (points.length < enough) yield* walk(gentle)
  yield growthOf(points, options.floorBytes)
}

function toPoint(size: number, { steps = 0, readingSteps = 0, cpuMs, allocatedBytes = 0 }: Outcome): Measured {
  return { size, steps, readingSteps, timeMs: cpuMs, allocatedBytes }
}

function growthOf(points: readonly Measured[], floorBytes: number): Growth {
  const of = (name: 'timeMs' | 'allocatedBytes'): Point[] => points.map((point) => ({ size: point.size, cost: point[name] }))
  const space = fitOfSpace(held(of('allocatedBytes'), floorBytes))
  const bySteps = fitOfSteps(points)
  const longest = Math.max(0, ...points.map(({ timeMs }) => timeMs))
  const byTime = fit(of('timeMs').filter(({ cost }) => cost >= Math.max(tellingMs, longest / telling)))
  if (isHidden(bySteps, byTime, points)) return { time: byTime, space, by: 'time' }
  return isFilling(bySteps, space, points) ? { time: space, space, by: 'bytes' } : { time: bySteps, space, by: 'steps' }
}

/** A table grows in steps, and its items become wider: n with such steps looks a little like n log n, which hardly anything holds. */
function fitOfSpace(all: readonly Point[]): Fit {
  const doubled = all.filter(({ size }) => Number.isInteger(Math.log2(size)))
  const points = doubled.length >= enough ? doubled : all
  const told = fit(points)
  if (told.kind !== 'told' || told.family !== 'n log n' || told.confidence >= surely) return told
  const simpler = fit(points, simplerFamilies)
  return simpler.kind === 'told' && simpler.family === 'n' && simpler.confidence >= sure ? simpler : told
}

/** A program that reads its input takes a step for each item of it, whatever it does with them: what it does afterwards speaks, unless nothing is left to do then. */
function fitOfSteps(points: readonly Measured[]): Fit {
  const whole = fit(ofConsequence(points.map(({ size, steps }) => ({ size, cost: steps }))))
  if (points.every(({ readingSteps }) => readingSteps === 0)) return whole
  const work = fit(ofConsequence(points.map(({ size, steps, readingSteps }) => ({ size, cost: steps - readingSteps }))))
  const isMoreThanReading = rankOf(whole) > families.indexOf('n log n') && rankOf(whole) > rankOf(work)
  return isMoreThanReading || rankOf(work) <= families.indexOf('1') ? whole : work
}

/** Below every family where nothing can be told. */
function rankOf(fitted: Fit): number {
  return fitted.kind === 'told' ? families.indexOf(fitted.family) : -1
}

/** What is held has been written: a copy in one step takes as long as it is large. */
function isFilling(bySteps: Fit, space: Fit, points: readonly Measured[]): boolean {
  if (bySteps.kind !== 'told' || space.kind !== 'told') return false
  const isTooFast = families.indexOf(bySteps.family) < families.indexOf('n') && families.indexOf(space.family) >= families.indexOf('n')
  const largest = points.reduce((most, point) => (point.size > most.size ? point : most))
  return isTooFast && largest.allocatedBytes >= leastItemBytes * largest.size
}

/** Steps outside of what grows weigh at small sizes alone. */
function ofConsequence(points: readonly Point[]): readonly Point[] {
  const large = points.filter(({ size }) => size >= settled)
  const most = Math.max(0, ...points.map(({ size }) => size))
  return large.length >= enough && most >= settled * 8 ? large : points
}

const settled = 16

/** Frames, small objects and what a language keeps of the code come to so much, whatever the size. */
function held(points: readonly Point[], floor: number): readonly Point[] {
  const most = Math.max(0, ...points.map(({ cost }) => cost))
  if (most < 4 * floor) return points.map(({ size }) => ({ size, cost: floor }))
  const large = points.filter(({ cost }) => cost > floor)
  return large.length >= enough ? large : points
}

function isHidden(bySteps: Fit, byTime: Fit, points: readonly Measured[]): boolean {
  if (byTime.kind !== 'told' || byTime.confidence < sure) return false
  if (bySteps.kind !== 'told') return true
  const longest = Math.max(...points.map(({ timeMs }) => timeMs))
  const ahead = families.indexOf(byTime.family) - families.indexOf(bySteps.family)
  const isNeighbour = bySteps.family === 'n' && byTime.family === 'n log n'
  return longest > surelyMs && ahead > 0 && !isNeighbour
}

/** An interpreter counts to the byte, as does what is linked to a program; V8 and the other runtimes give out memory by the page and keep what they learn of the code. */
export function floorBytesOf(language: string): number {
  return ['python', 'c', 'cpp'].includes(language) ? 1024 : 24 * 1024
}
