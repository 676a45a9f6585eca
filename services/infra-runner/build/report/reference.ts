/** What a problem's good design should do, as the models have it: it stands beside attempts where that design was not measured on this kind of machine. */
import { blueprintFrom } from '../blueprint/read.ts'
import { roundPrices, toCost } from '../derive/cost.ts'
import { toSimulation } from '../derive/simulation.ts'
import type { Pack } from '../packs/pack.ts'
import type { Figures } from './report.ts'

/** A balancer's retry hides one replica; a database that fails over takes a second, and a quarter to be noticed. */
const outagesMs = { 'replica-killed': 0, 'balancer-killed': 0, 'rolling-restart': 0, 'zone-lost': 1250 }

export function referenceFigures(pack: Pack): Figures | undefined {
  const read = blueprintFrom(pack.good)
  if (read.kind !== 'read') return undefined
  const { saturationRps, operations } = toSimulation(read.value, 'local')
  const slowest = Math.max(0, ...operations.map(({ p99Ms }) => p99Ms).filter(Number.isFinite))
  return {
    functionalPassed: 1,
    functionalAsked: 1,
    saturationRps: Math.round(saturationRps),
    predictedRps: saturationRps,
    p99Ms: Math.round(slowest),
    cacheHitRate: null,
    observed: read.value.requirements.consistency,
    lostWrites: 0,
    costUsdMonth: toCost(read.value, roundPrices).usdMonth,
    outagesMs,
    recoveriesMs: {},
    errorRates: {},
  }
}
