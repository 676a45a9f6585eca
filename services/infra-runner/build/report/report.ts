/** What a trial comes to: a verdict for each requirement with the decision behind its number, what broke, and what would mend it. */
import type { Blueprint, Consistency } from '../blueprint/blueprint.ts'
import { roundPrices, toCost } from '../derive/cost.ts'
import { type Prediction, toSimulation } from '../derive/simulation.ts'
import { toTestPlan } from '../derive/test-plan.ts'
import { applyEdits, diffOf, type Edit } from '../edits.ts'
import type { Pack } from '../packs/pack.ts'
import type { TrialEvent } from '../trial.ts'
import type { Finding } from '../validate/rule.ts'
import { validate } from '../validate/validate.ts'
import { chartsOf } from './charts.ts'
import type { CloudReport } from './cloud.ts'
import { comparedOf } from './comparison.ts'
import { figuresOf, seenIn } from './figures.ts'
import { type Mend, mendsOf } from './mends.ts'
import { questionsOf } from './questions.ts'
import { referenceFigures } from './reference.ts'
import { topologyOf } from './topology.ts'
import { verdictsOf } from './verdicts.ts'

export interface Verdict {
  /** 'functional', 'semantics', 'throughput', 'latency', 'availability', 'consistency', 'durability', 'cost' … */
  readonly requirement: string
  readonly title: string
  readonly wanted: string
  readonly measured: string
  readonly verdict: 'met' | 'missed' | 'unknown'
  /** The decision of the design that the number comes from. */
  readonly decision: string
  /** Ids of components that it is about. */
  readonly components: readonly string[]
}

export interface TopologyNode {
  readonly id: string
  readonly kind: string
  readonly replicas: number
  readonly zones: readonly string[]
  readonly state: 'held' | 'suffered' | 'broke' | 'untried'
  /** Ids of the faults that struck it and were felt. */
  readonly faults: readonly string[]
  /** As predicted, 0 to 1 and over. */
  readonly utilisation: number
}

export interface Topology {
  readonly nodes: readonly TopologyNode[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly state: TopologyNode['state']; readonly faults: readonly string[] }[]
}

export interface Chart {
  readonly id: string
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[]
}

/** Why something failed, in words, from what was seen. */
export interface Explained {
  readonly what: string
  readonly why: string
  readonly components: readonly string[]
}

export interface Proposal {
  readonly reason: string
  readonly edits: readonly Edit[]
  /** Lines with `-` and `+`. */
  readonly diff: readonly string[]
}

export interface Compared {
  readonly title: string
  readonly before: string
  readonly now: string
  readonly change: 'better' | 'worse' | 'same'
}

/** The figures by which attempts are compared. */
export interface Figures {
  readonly functionalPassed: number
  readonly functionalAsked: number
  readonly saturationRps: number | null
  /** With one replica of each service. */
  readonly oneReplicaRps?: number | null
  readonly predictedRps: number
  readonly p99Ms: number | null
  readonly cacheHitRate: number | null
  readonly observed: Consistency | 'none' | 'unknown'
  readonly lostWrites: number
  readonly costUsdMonth: number
  /** By fault. */
  readonly outagesMs: Readonly<Record<string, number>>
  readonly recoveriesMs: Readonly<Record<string, number | null>>
  readonly errorRates: Readonly<Record<string, number>>
}

/** Measured by the same kind of machine in the same version of trials, or what the models predict where it was not. */
export type ReferenceSource = { readonly kind: 'measured'; readonly at: string; readonly machine: string } | { readonly kind: 'predicted' }

export interface Report {
  readonly v: 1
  readonly design: string
  readonly pack?: string
  readonly passed: boolean
  readonly verdicts: readonly Verdict[]
  readonly topology: Topology
  readonly charts: readonly Chart[]
  readonly figures: Figures
  readonly analysis: readonly Explained[]
  readonly proposal?: Proposal
  readonly questions: readonly string[]
  readonly comparedWithPrevious?: readonly Compared[]
  /** Where the reference's figures are from. */
  readonly reference?: ReferenceSource
  /** `before` is the reference. */
  readonly comparedWithReference?: readonly Compared[]
  /** Added when it is read: what was found out in a cloud comes later than the trial. */
  readonly cloud?: CloudReport
}

export interface Reported {
  readonly blueprint: Blueprint
  readonly findings: readonly Finding[]
  /** As the local simulation has it. */
  readonly prediction?: Prediction
  readonly events: readonly TrialEvent[]
  readonly pack?: Pack
  readonly previous?: Report
  /** The problem's own design as it was measured; absent: what it should do. */
  readonly reference?: { readonly figures: Figures; readonly measuredAt: string; readonly machine: string }
}

const mostExplained = 20

export function reportOf({
  blueprint,
  findings,
  prediction = toSimulation(blueprint, 'local'),
  events,
  pack,
  previous,
  reference,
}: Reported): Report {
  const tests = toTestPlan(blueprint)
  const seen = seenIn(events)
  const costUsdMonth = toCost(blueprint, roundPrices).usdMonth
  const figures = figuresOf(seen, { targetRps: tests.performance.targetRps, predictedRps: tests.performance.predictedSaturationRps, costUsdMonth })
  const judged = { blueprint, tests, prediction, seen, figures }
  const verdicts = verdictsOf(judged)
  const mends = mendsOf(judged)
  const proposal = proposalOf(blueprint, mends, pack)
  const beside = reference?.figures ?? (pack === undefined ? undefined : referenceFigures(pack))
  return {
    v: 1,
    design: blueprint.name,
    ...(pack === undefined ? {} : { pack: pack.id }),
    passed: verdicts.every(({ verdict }) => verdict !== 'missed') && findings.every(({ severity }) => severity !== 'error'),
    verdicts,
    topology: topologyOf(blueprint, prediction, seen.chaos),
    charts: chartsOf(seen, figures.predictedRps),
    figures,
    analysis: mends.slice(0, mostExplained).map(({ what, why, components }) => ({ what, why, components })),
    ...(proposal === undefined ? {} : { proposal }),
    questions: questionsOf(judged),
    ...(previous === undefined ? {} : { comparedWithPrevious: comparedOf(previous.figures, figures) }),
    ...(beside === undefined ? {} : { reference: sourceOf(reference), comparedWithReference: comparedOf(beside, figures) }),
  }
}

function sourceOf(reference: Reported['reference']): ReferenceSource {
  return reference === undefined ? { kind: 'predicted' } : { kind: 'measured', at: reference.measuredAt, machine: reference.machine }
}

/** The first whose edits can be applied, change something, and break no rule that was kept. */
function proposalOf(blueprint: Blueprint, mends: readonly Mend[], pack: Pack | undefined): Proposal | undefined {
  const errorsIn = (design: Blueprint): readonly string[] =>
    validate(design, pack === undefined ? {} : { pack })
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, place }) => `${rule} ${place}`)
  const known = new Set(errorsIn(blueprint))
  for (const { what, why, edits } of mends) {
    const applied = applyEdits(blueprint, edits)
    const diff = applied.kind === 'read' ? diffOf(blueprint, applied.value) : []
    if (applied.kind === 'read' && diff.length > 0 && errorsIn(applied.value).every((error) => known.has(error)))
      return { reason: `${what} ${why}`, edits, diff }
  }
  return undefined
}
