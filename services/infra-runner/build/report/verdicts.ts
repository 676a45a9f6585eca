/** A verdict for each requirement: what was wanted, what was measured, and which decision of the design the number comes from. */
import { type Blueprint, type Component, componentOf } from '../blueprint/blueprint.ts'
import { localCapacityOf, rateOf } from '../derive/capacity.ts'
import { databaseOf, entryOf } from '../derive/route.ts'
import type { Prediction } from '../derive/simulation.ts'
import type { TestPlan } from '../derive/test-plan.ts'
import { fullMachine } from '../load/processors.ts'
import type { ChaosResult } from '../trial.ts'
import { isAtLeast, type Seen, statedStep } from './figures.ts'
import type { Figures, Verdict } from './report.ts'

export interface Judged {
  readonly blueprint: Blueprint
  readonly tests: TestPlan
  readonly prediction: Prediction
  readonly seen: Seen
  readonly figures: Figures
}

export function verdictsOf(judged: Judged): readonly Verdict[] {
  return [functional, semantics, throughput, latency, availability, consistency, durability, cost].flatMap((of) => of(judged) ?? [])
}

function functional({ seen }: Judged): Verdict | undefined {
  const asked = seen.functional.filter(({ check }) => check !== 'semantic')
  if (asked.length === 0) return undefined
  const failed = asked.filter(({ passed }) => !passed)
  return {
    requirement: 'functional',
    title: 'Every operation does what it says',
    wanted: `${asked.length} checks`,
    measured: `${asked.length - failed.length} of ${asked.length}, over ${asked.reduce((sum, { requests }) => sum + requests, 0)} requests`,
    verdict: failed.length === 0 ? 'met' : 'missed',
    decision: failed[0] === undefined ? 'The operations, their tables and keys.' : `${failed[0].title}: ${failed[0].example ?? ''}`,
    components: [],
  }
}

function semantics({ seen }: Judged): Verdict | undefined {
  const asked = seen.functional.filter(({ check }) => check === 'semantic')
  if (asked.length === 0) return undefined
  const failed = asked.filter(({ passed }) => !passed)
  return {
    requirement: 'semantics',
    title: 'What the problem asks of every design',
    wanted: asked.map(({ title }) => title).join('; '),
    measured: `${asked.length - failed.length} of ${asked.length}`,
    verdict: failed.length === 0 ? 'met' : 'missed',
    decision: failed[0]?.example ?? 'What the operations do together.',
    components: [],
  }
}

const fullSaid = '; the processors that it ran on were full'

function throughput({ blueprint, tests, prediction, seen, figures }: Judged): Verdict | undefined {
  const saturation = seen.saturations.find(({ replicas }) => replicas === 'all')
  if (saturation === undefined) return undefined
  const { targetRps } = tests.performance
  const full = componentOf(blueprint, prediction.bottleneck)
  const reached = saturation.saturationRps >= targetRps
  const one = (figures.oneReplicaRps ?? null) === null ? '' : ` One replica of each service alone did ${figures.oneReplicaRps}.`
  return {
    requirement: 'throughput',
    title: 'Requests a second, as deployed here',
    wanted: `${targetRps}`,
    measured: `${saturation.limitedBy === 'ramp' ? 'at least ' : ''}${saturation.saturationRps}, predicted ${saturation.predictedRps}${saturation.limitedBy === 'machine' ? fullSaid : ''}`,
    verdict: reached ? 'met' : saturation.limitedBy === 'machine' && saturation.predictedRps >= targetRps ? 'unknown' : 'missed',
    decision: `${full === undefined ? 'Nothing is full first.' : `${sizeSaid(full)} is full first.`}${one}`,
    components: full === undefined ? [] : [full.id],
  }
}

function sizeSaid(component: Component): string {
  const each = Math.round(rateOf(localCapacityOf(component)))
  return `${component.id}, ${component.replicas} of size ${component.size} with ${each} requests a second each here,`
}

function latency({ blueprint, tests, prediction, seen }: Judged): Verdict | undefined {
  const step = statedStep(seen, tests.performance.targetRps)
  if (step === undefined) return undefined
  const { p99Ms } = blueprint.requirements
  const slowest = prediction.operations.toSorted((one, other) => other.p99Ms - one.p99Ms)[0]
  const met = step.p99Ms <= p99Ms && step.rps >= tests.performance.targetRps
  const predicted =
    slowest === undefined || !Number.isFinite(slowest.p99Ms) ? '' : `, predicted ${Math.round(slowest.p99Ms)} ms for ${slowest.operation}`
  return {
    requirement: 'latency',
    title: '99 of 100 answers are within',
    wanted: `${p99Ms} ms at ${tests.performance.targetRps} a second`,
    measured: `${step.p99Ms} ms at ${step.rps} a second${predicted}`,
    verdict: met ? 'met' : step.processorBusy >= fullMachine ? 'unknown' : 'missed',
    decision: 'How full the components on the way are, and how many of them a request visits.',
    components: prediction.loads.filter(({ utilisation }) => utilisation > 0.8).map(({ component }) => component),
  }
}

/** Faults that a design for so much availability has to live through, and the outage that is no failure yet, ms. */
const survived: readonly { readonly from: number; readonly faults: Readonly<Record<string, number>> }[] = [
  { from: 0.99, faults: { 'replica-killed': 1000, 'balancer-killed': 1000, 'rolling-restart': 1000 } },
  { from: 0.999, faults: { 'zone-lost': 2000 } },
]

/** As people write its name. */
export function faultWords(fault: string): string {
  return fault.replaceAll('-', ' ')
}

/** Whether an outage is longer than a design for so much availability may have; faults that it need not live through may take as long as they do. */
export function isTooLong({ fault, outageMs }: Pick<ChaosResult, 'fault' | 'outageMs'>, wanted: number): boolean {
  const allowed = survived.filter(({ from }) => wanted >= from).map(({ faults }) => faults[fault])
  return allowed.some((most) => most !== undefined && outageMs > most)
}

function availability({ blueprint, seen }: Judged): Verdict | undefined {
  const wanted = blueprint.requirements.availability
  const asked = seen.chaos.filter(({ fault }) => survived.some(({ from, faults }) => wanted >= from && faults[fault] !== undefined))
  if (asked.length === 0) return undefined
  const long = asked.filter((result) => isTooLong(result, wanted))
  const entry = entryOf(blueprint)
  const inFront = blueprint.components.filter(({ id, kind }) => id === entry?.id || kind === 'service' || kind.startsWith('db.'))
  const alone = inFront.filter(
    ({ kind, replicas, zones, failover }) => replicas === 1 || new Set(zones).size < 2 || (kind.startsWith('db.') && !failover),
  )
  // Where nothing stands alone, a machine that is full is late for all of them.
  const isMachine = alone.length === 0 && long.every(({ processorBusy = 0 }) => processorBusy >= fullMachine)
  return {
    requirement: 'availability',
    title: 'It goes on when one of a kind is lost',
    wanted: `${wanted * 100} %: no outage over a second, or two when a zone is lost`,
    measured: `${asked.map(({ fault, outageMs }) => `${faultWords(fault)} ${outageMs} ms`).join(', ')}${long.length > 0 && isMachine ? fullSaid : ''}`,
    verdict: long.length === 0 ? 'met' : isMachine ? 'unknown' : 'missed',
    decision: inFront
      .map(
        ({ id, replicas, zones, failover }) =>
          `${id}: ${replicas} in ${Math.max(1, new Set(zones).size)} zone${new Set(zones).size > 1 ? 's' : ''}${failover ? ' with fail-over' : ''}`,
      )
      .join('; '),
    components: alone.map(({ id }) => id),
  }
}

function consistency({ blueprint, figures, seen, tests }: Judged): Verdict | undefined {
  if (seen.consistency.length === 0) return undefined
  const { consistency: claimed } = blueprint.requirements
  const read = blueprint.operations.find(({ id }) => id === tests.consistency?.read)
  const said = seen.consistency.map(({ fault, observed }) => `${observed}${fault === undefined ? '' : ` under ${faultWords(fault)}`}`)
  return {
    requirement: 'consistency',
    title: 'What clients see of each other’s writes',
    wanted: claimed,
    measured: said.join(', '),
    verdict: figures.observed === 'unknown' ? 'unknown' : isAtLeast(figures.observed, claimed) ? 'met' : 'missed',
    decision: read?.cache === undefined ? `${read?.id ?? 'A read'} asks the database.` : `${read.id} asks ${read.cache.component} first.`,
    components: read?.cache === undefined ? [] : [read.cache.component],
  }
}

function durability({ blueprint, seen, figures }: Judged): Verdict | undefined {
  const read = seen.chaos.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
  if (read === 0) return undefined
  const where = seen.chaos.filter(({ lost }) => lost > 0).map(({ fault }) => fault)
  const database = blueprint.components.find(({ kind }) => kind === 'service')
  const kept = database === undefined ? undefined : databaseOf(blueprint, database.id)
  return {
    requirement: 'durability',
    title: 'What was acknowledged is still there',
    wanted: 'every acknowledged write',
    measured: `${read - figures.lostWrites} of ${read} that were read again${where.length === 0 ? '' : `; lost under ${where.map(faultWords).join(', ')}`}`,
    verdict: figures.lostWrites === 0 ? 'met' : 'missed',
    decision: `A write is acknowledged when ${kept?.id ?? 'the database'} has it, or a queue where the operation hands it on.`,
    components: kept === undefined ? [] : [kept.id],
  }
}

function cost({ blueprint, figures }: Judged): Verdict | undefined {
  const { budgetUsdMonth } = blueprint.requirements
  if (budgetUsdMonth === undefined) return undefined
  return {
    requirement: 'cost',
    title: 'US dollars a month, by round prices',
    wanted: `at most ${budgetUsdMonth}`,
    measured: `${figures.costUsdMonth}`,
    verdict: figures.costUsdMonth <= budgetUsdMonth ? 'met' : 'missed',
    decision: 'Replicas, sizes and data kept.',
    components: [],
  }
}
