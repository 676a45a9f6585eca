/** Time as a run is given it: by the clock, less what its nodes, and whoever carries their messages, waited for a processor. Who is judged by how soon it answers is judged by this. */
import { availableParallelism } from 'node:os'
import type { Demand } from './demand.ts'

export interface Span {
  readonly givenMs: number
  /** Whether so much was given, or nobody can wait for it any longer. */
  isOver(ms: number): boolean
  /** Whether a machine that was busy with others kept back more than a little. */
  wasBusy(): boolean
}

/** By the clock, so many times what is to be given. */
const clockTimes = 4
/** Of the time: what processes of one run wait for each other at all times. */
const littleShare = 0.25
/** Of all processors: whoever has so much waits for nobody but itself. */
const mostShare = 0.7

/** @param demand of all processes of the run until now */
export function openSpan(demand: () => Demand, now: () => number = () => performance.now(), processors = availableParallelism()): Span {
  const begun = { ms: now(), demand: demand() }
  const passedMs = (): number => now() - begun.ms
  const withheldMs = (): number => demand().withheldMs - begun.demand.withheldMs
  const isOwn = (): boolean => demand().usedMs - begun.demand.usedMs > mostShare * processors * passedMs()
  const givenMs = (): number => (isOwn() ? passedMs() : Math.max(0, passedMs() - withheldMs()))
  return {
    get givenMs() {
      return givenMs()
    },
    isOver: (ms) => givenMs() >= ms || passedMs() >= clockTimes * ms,
    wasBusy: () => passedMs() - givenMs() > littleShare * passedMs(),
  }
}
