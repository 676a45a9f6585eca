/** How much a design does and how fast: constant rates that rise until it does not keep up, with all replicas and with one, beside what was predicted. */
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toLocalPlan } from '../derive/local-plan.ts'
import { toSimulation } from '../derive/simulation.ts'
import type { Deployment } from '../provisioner.ts'
import type { LoadEvent, LoadSaturation, LoadStep, Trial, Untimed } from '../trial.ts'
import type { Driver } from './driver.ts'
import { fullMachine, processors } from './processors.ts'
import type { Collected } from './told.ts'

type Load = Untimed<LoadEvent>
type Step = Untimed<LoadStep>

const mostRps = 1200
const furtherTimes = 1.35
const mostFurther = 4
const shortSeconds = 1.2
const warmSeconds = 1

export interface Loaded {
  readonly deployment: Deployment
  readonly driver: Driver
  readonly trial: Trial
  readonly signal: AbortSignal
}

export async function* loadTests(loaded: Loaded): AsyncGenerator<Load, void, undefined> {
  const { deployment, driver, trial, signal } = loaded
  const { performance: plan } = trial.tests
  if (plan.steps.length === 0) return
  const before = await deployment.counts()
  // The first requests find no connection open and no code compiled.
  await driver.step(Math.max(5, plan.targetRps / 4), warmSeconds, signal)
  const rates = plan.steps.map(({ rps, seconds }) => ({ rps, seconds }))
  yield* ramp(loaded, { rates, replicas: 'all', predictedRps: plan.predictedSaturationRps })
  const cache = cacheBetween(trial.blueprint, before, await deployment.counts())
  if (cache !== undefined) yield { kind: 'load', measure: 'cache', ...cache }
  yield* oneReplica(loaded)
}

interface Ramp {
  readonly rates: readonly { readonly rps: number; readonly seconds: number }[]
  readonly replicas: LoadStep['replicas']
  readonly predictedRps: number
}

/** The planned rates, then further ones until one is not kept up with, then the middle between the last two. */
async function* ramp({ deployment, driver, signal }: Loaded, { rates, replicas, predictedRps }: Ramp): AsyncGenerator<Load, void, undefined> {
  const steps: { readonly step: Step; readonly kept: boolean }[] = []
  const run = async (rps: number, seconds: number): Promise<Step> => {
    const busy = (deployment.processors ?? processors)()
    const collected = await driver.step(rps, seconds, signal)
    const step = stepOf(collected, { rps, seconds, replicas, processorBusy: busy() })
    steps.push({ step, kept: isKept(collected) })
    return step
  }
  for (let at = 0; steps.at(-1)?.kept !== false; at += 1) {
    const next = rates[at] ?? further(steps.at(-1)?.step.rps ?? 1, at - rates.length)
    if (next === undefined) break
    yield await run(next.rps, next.seconds)
  }
  const best = Math.max(0, ...steps.filter(({ kept }) => kept).map(({ step }) => step.rps))
  const [worst] = steps.filter(({ kept }) => !kept)
  if (worst !== undefined && best > 0 && worst.step.rps > best * 1.15) yield await run(Math.round((best + worst.step.rps) / 2), shortSeconds)
  yield saturationOf(steps, { replicas, predictedRps })
}

function further(rps: number, steps: number): Ramp['rates'][number] | undefined {
  const next = Math.round(rps * furtherTimes)
  return steps >= mostFurther || next > mostRps ? undefined : { rps: next, seconds: shortSeconds }
}

function saturationOf(
  steps: readonly { readonly step: Step; readonly kept: boolean }[],
  { replicas, predictedRps }: Pick<Ramp, 'replicas' | 'predictedRps'>,
): Untimed<LoadSaturation> {
  const kept = steps.filter((one) => one.kept)
  const lost = steps.filter((one) => !one.kept)
  // What a step that was not kept up with got through is what the design can do.
  const through = Math.max(0, ...lost.map(({ step }) => step.throughputRps))
  const saturationRps = Math.round(Math.max(through, ...kept.map(({ step }) => step.rps)))
  const limitedBy = lost.length === 0 ? 'ramp' : lost.some(({ step }) => step.processorBusy >= fullMachine) ? 'machine' : 'design'
  return { kind: 'load', measure: 'saturation', replicas, saturationRps, predictedRps: Math.round(predictedRps), limitedBy }
}

/** In the second half as much is answered as comes, and almost nothing fails. */
function isKept({ sent, failed, lateAnswered, lateDue }: Collected): boolean {
  const slack = Math.max(3, 0.08 * lateDue)
  return failed <= 0.02 * sent && lateAnswered + failed >= lateDue - slack
}

function stepOf(
  { sent, failed, seconds: took, lateAnswered, p50Ms, p95Ms, p99Ms, p999Ms }: Collected,
  { rps, seconds, replicas, processorBusy }: Pick<LoadStep, 'rps' | 'seconds' | 'replicas' | 'processorBusy'>,
): Step {
  const throughputRps = round(lateAnswered / Math.max(0.001, took / 2))
  const latencies = { p50Ms: round(p50Ms), p95Ms: round(p95Ms), p99Ms: round(p99Ms), p999Ms: round(p999Ms) }
  return { kind: 'load', measure: 'step', replicas, rps, seconds, sent, failed, throughputRps, ...latencies, processorBusy: round(processorBusy) }
}

/** All service replicas but the first of each component are away, and come back. */
async function* oneReplica(loaded: Loaded): AsyncGenerator<Load, void, undefined> {
  const { deployment, trial } = loaded
  const local = toLocalPlan(trial.blueprint)
  const seen = new Set<string>()
  const others = local.processes.filter(({ role, component }) => role === 'api' && (seen.has(component) || !seen.add(component)))
  if (others.length === 0) return
  const predictedRps = toSimulation(withOne(trial.blueprint), 'local').saturationRps
  const rates = [0.5, 0.8, 1.1].map((part) => ({ rps: Math.max(2, Math.round(part * predictedRps)), seconds: shortSeconds }))
  try {
    await deployment.strike({ kind: 'kill', processes: others.map(({ id }) => id), held: true })
    await loaded.driver.step(5, 0.6, loaded.signal)
    yield* ramp(loaded, { rates, replicas: 'one', predictedRps })
  } finally {
    await deployment.heal()
  }
}

function withOne(blueprint: Blueprint): Blueprint {
  return { ...blueprint, components: blueprint.components.map((one) => (one.kind === 'service' ? { ...one, replicas: 1 } : one)) }
}

type Counts = Awaited<ReturnType<Deployment['counts']>>

function cacheBetween(blueprint: Blueprint, before: Counts, after: Counts): { hits: number; misses: number; hitRate: number } | undefined {
  const caches = new Set(blueprint.components.filter(({ kind }) => kind === 'cache').map(({ id }) => id))
  const ids = toLocalPlan(blueprint).processes.filter(({ component }) => caches.has(component))
  if (ids.length === 0) return undefined
  const grown = (name: string): number => ids.reduce((sum, { id }) => sum + (after[id]?.[name] ?? 0) - (before[id]?.[name] ?? 0), 0)
  const [hits, misses] = [grown('hits'), grown('misses')]
  return hits + misses === 0 ? undefined : { hits, misses, hitRate: round(hits / (hits + misses)) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
