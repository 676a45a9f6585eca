/** All tests of one deployed design, told as they happen: whether it answers rightly, how consistent, how much and how fast, and what it does when it is struck. */
import type { Blueprint, Consistency } from './blueprint/blueprint.ts'
import { chaosTests } from './chaos/chaos.ts'
import { consistencyTests } from './consistency/consistency.ts'
import type { Experiment } from './derive/chaos-plan.ts'
import type { TestPlan } from './derive/test-plan.ts'
import { functionalTests } from './functional/functional.ts'
import { openWorld } from './functional/world.ts'
import type { ApiInput } from './input/api.ts'
import { startDriver } from './load/driver.ts'
import { loadTests } from './load/load.ts'
import { processors } from './load/processors.ts'
import { trafficOf } from './load/shots.ts'
import type { Pack } from './packs/pack.ts'
import type { Deployment } from './provisioner.ts'

export interface Trial {
  readonly blueprint: Blueprint
  readonly tests: TestPlan
  readonly chaos: readonly Experiment[]
  readonly pack?: Pack
  /** As the specification has it: statuses that are documented are held against those that are seen. */
  readonly api?: ApiInput
  /** The same seed asks the same. */
  readonly seed: number
  /** Of everything; what has no time left is told as skipped. */
  readonly budgetMs: number
}

interface Told {
  /** Milliseconds since the trial began. */
  readonly atMs: number
}

export interface FunctionalEvent extends Told {
  readonly kind: 'functional'
  /** A sentence. */
  readonly title: string
  readonly check: string
  /** Absent of what the problem asks of every design. */
  readonly operation?: string
  readonly passed: boolean
  /** Requests that were generated for it. */
  readonly requests: number
  /** Of one that failed: the smallest example that was found, and what was seen. */
  readonly example?: string
}

export interface ConsistencyEvent extends Told {
  readonly kind: 'consistency'
  /** With a fault, which. */
  readonly fault?: string
  readonly claimed: Consistency
  /** The strongest level that nothing speaks against; 'none': not even monotonic reads, or what was written never came. */
  readonly observed: Consistency | 'none' | 'unknown'
  readonly operations: number
  readonly anomalies: readonly { readonly name: string; readonly explanation: string }[]
}

/** Constant arrivals for some seconds; latency counts from when a request was due, not from when it could be sent. */
export interface LoadStep extends Told {
  readonly kind: 'load'
  readonly measure: 'step'
  /** Service replicas that were up. */
  readonly replicas: 'all' | 'one'
  readonly rps: number
  readonly seconds: number
  readonly sent: number
  readonly failed: number
  readonly throughputRps: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly p999Ms: number
  /** Of the whole machine, 0 to 1. */
  readonly processorBusy: number
}

export interface LoadSaturation extends Told {
  readonly kind: 'load'
  readonly measure: 'saturation'
  readonly replicas: 'all' | 'one'
  /** The highest rate that was kept up with. */
  readonly saturationRps: number
  readonly predictedRps: number
  /** 'ramp': the highest rate that was asked was kept up with; 'machine': the processors of this machine were full before the design was. */
  readonly limitedBy: 'design' | 'machine' | 'ramp'
}

export interface LoadCache extends Told {
  readonly kind: 'load'
  readonly measure: 'cache'
  readonly hits: number
  readonly misses: number
  readonly hitRate: number
}

export type LoadEvent = LoadStep | LoadSaturation | LoadCache

/** Of clients, over a quarter of a second. */
export interface Point {
  /** Milliseconds since the fault was struck; before it, negative. */
  readonly ms: number
  readonly rps: number
  readonly failed: number
  readonly p99Ms: number
}

export interface ChaosBegun extends Told {
  readonly kind: 'chaos'
  readonly measure: 'begun'
  readonly fault: string
  readonly title: string
  readonly asks: string
  /** Processes, wires and databases that will be struck. */
  readonly struck: readonly string[]
}

export interface ChaosSkipped extends Told {
  readonly kind: 'chaos'
  readonly measure: 'skipped'
  readonly fault: string
  readonly title: string
  readonly reason: string
}

interface Steady {
  /** Part of the requests that were answered well, 0 to 1. */
  readonly answered: number
  readonly p99Ms: number
}

export interface ChaosResult extends Told {
  readonly kind: 'chaos'
  readonly measure: 'result'
  readonly fault: string
  readonly title: string
  readonly asks: string
  /** Processes, wires and databases that were struck. */
  readonly struck: readonly string[]
  /** Whether the fault took effect, and by which count that is known. */
  readonly effect: { readonly proved: boolean; readonly by: string }
  readonly before: Steady
  readonly during: Steady
  readonly after: Steady
  /** The steady state held while it was struck. */
  readonly held: boolean
  /** Part of the requests from the blow to its end that were not answered well. */
  readonly errorRate: number
  /** All quarters of a second, from the blow on, in which two requests and one in ten failed. */
  readonly outageMs: number
  /** From the blow until all is as before; null: it never was while that was watched. */
  readonly recoveryMs: number | null
  /** Writes that were acknowledged while it lasted, and those of them that nobody can read afterwards. */
  readonly acknowledged: number
  readonly lost: number
  /** Those of them that are there more than once. */
  readonly twice?: number
  /** Of the whole machine, from the blow on, 0 to 1. */
  readonly processorBusy?: number
  readonly rolledBack: boolean
  readonly series: readonly Point[]
  /** In the document shape of the Chaos Toolkit's journal. */
  readonly journal: Readonly<Record<string, unknown>>
}

export type ChaosEvent = ChaosBegun | ChaosResult | ChaosSkipped

export type TrialEvent = FunctionalEvent | ConsistencyEvent | LoadEvent | ChaosEvent

/** Event without its time, which the trial adds. */
export type Untimed<Event> = Event extends Told ? Omit<Event, 'atMs'> : never

const clientsWaitMs = 2000
/** Of clients while a design is struck: enough that an outage shows, little enough that the machine is not what is measured. */
const leastSteadyRps = 12
const mostSteadyRps = 40

/** Ends early where the signal says so; the deployment stays, healed. */
export async function* runTrial(deployment: Deployment, trial: Trial, signal: AbortSignal): AsyncGenerator<TrialEvent, void, undefined> {
  const began = performance.now()
  for await (const told of parts(deployment, trial, { began, signal })) yield { ...told, atMs: Math.round(performance.now() - began) }
}

interface Begun {
  readonly began: number
  readonly signal: AbortSignal
}

async function* parts(deployment: Deployment, trial: Trial, { began, signal }: Begun): AsyncGenerator<Untimed<TrialEvent>, void, undefined> {
  const { blueprint, seed, tests } = trial
  using world = openWorld(deployment, blueprint, { seed, signal })
  const now = (): number => performance.timeOrigin + performance.now()
  yield* functionalTests(world, trial, signal)
  yield* consistencyTests({ deployment, world, trial, signal, now })
  const { shots } = await trafficOf(world, tests.performance.mix, seed)
  if (shots.length === 0) return
  const { entryHost, entryPorts, token } = deployment
  await using driver = await startDriver({ entryHost, entryPorts, token, shots, timeoutMs: clientsWaitMs, seed })
  yield* loadTests({ deployment, driver, trial, signal })
  const { targetRps, p99Ms, predictedSaturationRps } = tests.performance
  const field = {
    deployment,
    driver,
    world,
    signal,
    // A small part of what it should be able to do: a fault is to be felt, not that those that are left have more to do.
    rps: Math.max(leastSteadyRps, Math.round(Math.min(mostSteadyRps, targetRps / 2, predictedSaturationRps / 5))),
    statedRps: targetRps,
    p99Ms,
    availability: blueprint.requirements.availability,
    now,
    processors: deployment.processors ?? processors,
  }
  yield* chaosTests(trial.chaos, field, () => trial.budgetMs - (performance.now() - began))
}
