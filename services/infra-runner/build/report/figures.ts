/** The figures of a trial by which designs and attempts are compared. */
import type { Consistency } from '../blueprint/blueprint.ts'
import type { ChaosResult, ConsistencyEvent, FunctionalEvent, LoadCache, LoadSaturation, LoadStep, TrialEvent } from '../trial.ts'
import type { Figures } from './report.ts'

export interface Seen {
  readonly functional: readonly FunctionalEvent[]
  readonly consistency: readonly ConsistencyEvent[]
  readonly steps: readonly LoadStep[]
  readonly saturations: readonly LoadSaturation[]
  readonly cache: LoadCache | undefined
  readonly chaos: readonly ChaosResult[]
}

export function seenIn(events: readonly TrialEvent[]): Seen {
  const load = events.filter((event) => event.kind === 'load')
  return {
    functional: events.filter((event) => event.kind === 'functional'),
    consistency: events.filter((event) => event.kind === 'consistency'),
    steps: load.filter((event) => event.measure === 'step'),
    saturations: load.filter((event) => event.measure === 'saturation'),
    cache: load.find((event) => event.measure === 'cache'),
    chaos: events.filter((event) => event.kind === 'chaos').filter((event) => event.measure === 'result'),
  }
}

interface Beside {
  /** Of the stated traffic, on this machine. */
  readonly targetRps: number
  readonly predictedRps: number
  readonly costUsdMonth: number
}

export function figuresOf(seen: Seen, { targetRps, predictedRps, costUsdMonth }: Beside): Figures {
  const { functional, consistency, saturations, cache, chaos } = seen
  const byFault = <T>(of: (result: ChaosResult) => T): Record<string, T> => Object.fromEntries(chaos.map((result) => [result.fault, of(result)]))
  return {
    functionalPassed: functional.filter(({ passed }) => passed).length,
    functionalAsked: functional.length,
    saturationRps: saturations.find(({ replicas }) => replicas === 'all')?.saturationRps ?? null,
    oneReplicaRps: saturations.find(({ replicas }) => replicas === 'one')?.saturationRps ?? null,
    predictedRps,
    p99Ms: statedStep(seen, targetRps)?.p99Ms ?? null,
    cacheHitRate: cache?.hitRate ?? null,
    observed: weakest(consistency),
    lostWrites: chaos.reduce((sum, { lost }) => sum + lost, 0),
    costUsdMonth,
    outagesMs: byFault(({ outageMs }) => outageMs),
    recoveriesMs: byFault(({ recoveryMs }) => recoveryMs),
    errorRates: byFault(({ errorRate }) => errorRate),
  }
}

/** The one at the stated rate, else the nearest below it. */
export function statedStep({ steps }: Seen, targetRps: number): LoadStep | undefined {
  const all = steps.filter(({ replicas }) => replicas === 'all')
  return all.find(({ rps }) => rps === targetRps) ?? all.filter(({ rps }) => rps < targetRps).at(-1)
}

const order = ['none', 'eventual', 'monotonic-reads', 'read-your-writes', 'linearizable'] as const

function weakest(events: readonly ConsistencyEvent[]): Figures['observed'] {
  return order.find((level) => events.some(({ observed }) => observed === level)) ?? 'unknown'
}

export function isAtLeast(observed: Figures['observed'], claimed: Consistency): boolean {
  return observed !== 'unknown' && order.indexOf(observed) >= order.indexOf(claimed)
}
