/** One experiment: steady traffic, the blow, what clients feel, the way back, and whether what was promised is still there. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Blast } from '../derive/blast.ts'
import type { Experiment } from '../derive/chaos-plan.ts'
import type { Fault } from '../derive/faults.ts'
import type { World } from '../functional/world.ts'
import type { Driver } from '../load/driver.ts'
import { fullMachine } from '../load/processors.ts'
import type { Bucket, Collected, Written } from '../load/told.ts'
import type { Deployment } from '../provisioner.ts'
import type { ChaosResult, ChaosSkipped, Untimed } from '../trial.ts'
import { type Counts, effectOf, struckBy } from './effect.ts'
import { journalOf } from './journal.ts'
import { between, isCalm, outageMs, pointsOf, recoveryMs, steadyOf } from './series.ts'
import { type Lost, lostOf, twiceOf } from './written.ts'

export interface Field {
  readonly deployment: Deployment
  readonly driver: Driver
  readonly world: World
  readonly signal: AbortSignal
  /** Of steady traffic. */
  readonly rps: number
  /** Of the traffic that the design is made for, on this machine. */
  readonly statedRps: number
  readonly p99Ms: number
  readonly availability: number
  /** Epoch milliseconds. */
  readonly now: () => number
  /** See load/processors.ts. */
  readonly processors: () => () => number
}

const lookMs = 250
const mostRps = 500
const steadyWithinMs = 5000
const steadyWithinFullMs = 30_000
const steadyFrom = 0.95
const lateMs = 4000
const laterMs = 12_000

type Result = Untimed<ChaosResult> | Untimed<ChaosSkipped>

export async function experimented(experiment: Experiment, fault: Fault, field: Field): Promise<Result> {
  const { driver, now, signal } = field
  const told = { kind: 'chaos', fault: fault.id, title: fault.title } as const
  const startedAt = now()
  const before = await steadyBefore(experiment, field)
  if (before === undefined)
    return { ...told, measure: 'skipped', reason: 'Requests were not answered steadily before it, so nothing could be learned from it.' }
  const counted = await field.deployment.counts()
  const struckAt = now()
  const busy = field.processors()
  let during: Counts = {}
  let rolledBack = false
  try {
    await struck(experiment.blasts, field)
    await pause(Math.max(0, struckAt + experiment.duringSeconds * 1000 - now()), undefined, { signal })
    during = await field.deployment.counts()
  } finally {
    await driver.rate(field.rps)
    await field.deployment.heal()
    rolledBack = true
  }
  const healedAt = now()
  const limitMs = Math.max(field.p99Ms, 2 * before.p99Ms)
  await calmAgain(experiment, field, { healedAt, limitMs })
  const processorBusy = Math.round(busy() * 100) / 100
  const collected = await driver.collect()
  const written = collected.written.filter(({ at }) => at >= struckAt - 1000)
  const lost = { ...(await missingOf(written, field)), twice: await twiceOf(field.deployment, written) }
  const after = await field.deployment.counts()
  const seen = { startedAt, struckAt, healedAt, limitMs, before, counts: { before: counted, during, after }, collected, lost, rolledBack }
  return { ...told, measure: 'result', asks: fault.asks, ...resultOf(experiment, field, seen), processorBusy }
}

/** What still waits in a queue is late, not lost. */
async function missingOf(written: readonly Written[], { deployment, world, signal }: Field): Promise<Lost> {
  const first = await lostOf(world, written, { withinMs: lateMs, signal })
  if (first.lost === 0) return first
  const waiting = Object.values(await deployment.counts()).some((counts) => (counts.waiting ?? 0) > 0)
  return waiting ? await lostOf(world, written, { withinMs: laterMs, signal }) : first
}

interface Seen {
  readonly startedAt: number
  readonly struckAt: number
  readonly healedAt: number
  readonly limitMs: number
  readonly before: ChaosResult['before']
  readonly counts: { readonly before: Counts; readonly during: Counts; readonly after: Counts }
  readonly collected: Collected
  readonly lost: Lost & { readonly twice: number }
  readonly rolledBack: boolean
}

type Figures = Omit<Untimed<ChaosResult>, 'kind' | 'measure' | 'fault' | 'title' | 'asks'>

function resultOf(experiment: Experiment, field: Field, seen: Seen): Figures {
  const { startedAt, struckAt, healedAt, limitMs, before, counts, collected, lost, rolledBack } = seen
  const { buckets } = collected
  const end = field.now()
  const meanwhile = between(buckets, struckAt, healedAt)
  // A quarter that is still going on says nothing yet.
  const later = between(buckets, struckAt, end).slice(0, -1)
  const [during, after] = [steadyOf(meanwhile), steadyOf(later.slice(-4))]
  const held = during.answered >= field.availability && during.p99Ms <= limitMs
  const rates = { beforeRps: rateOf(buckets.filter(({ at }) => at + lookMs <= struckAt)), duringRps: rateOf(meanwhile) }
  const felt = { ...counts, traffic: { ...rates, reconnected: collected.connections > 0 } }
  return {
    struck: struckBy(experiment.blasts),
    effect: effectOf(experiment.blasts, felt),
    before,
    during,
    after,
    held,
    errorRate: Math.round((1 - during.answered) * 10_000) / 10_000,
    outageMs: outageMs(later, struckAt),
    recoveryMs: recoveryMs(later, { struckAt, limitMs }),
    acknowledged: lost.read,
    lost: lost.lost,
    twice: lost.twice,
    rolledBack,
    // The first quarter had begun before anybody counted.
    series: pointsOf(buckets.slice(1), struckAt),
    journal: journalOf({ experiment, startedAt, struckAt, healedAt, endedAt: end, before, after, held, rolledBack }),
  }
}

/** Undefined where it is not steady. */
async function steadyBefore({ beforeSeconds }: Experiment, { driver, now, signal, processors }: Field): Promise<ChaosResult['before'] | undefined> {
  const began = now()
  const busy = processors()
  for (;;) {
    const { buckets } = await driver.peek()
    const whole = buckets.slice(1, -1).filter(({ open }) => open === 0)
    const steady = steadyOf(whole.slice(-4))
    if (whole.length * lookMs >= beforeSeconds * 1000 - lookMs && steady.answered >= steadyFrom) return steady
    // What makes requests late may be others on this machine: that is waited for, as it says nothing of the design.
    if (now() >= began + (busy() >= fullMachine ? steadyWithinFullMs : steadyWithinMs)) return undefined
    await pause(lookMs, undefined, { signal })
  }
}

async function struck(blasts: readonly Blast[], { deployment, driver, rps, statedRps }: Field): Promise<void> {
  for (const blast of blasts)
    if (blast.kind === 'traffic') {
      if (blast.reconnect) await driver.reconnect()
      const least = blast.times === 1 ? rps : Math.max(rps, statedRps / 2)
      await driver.rate(Math.min(mostRps, least * blast.times), blast.retries ?? 0)
    }
  await Promise.all(blasts.map((blast) => (blast.kind === 'traffic' ? undefined : deployment.strike(blast))))
}

/** Until all is as before, or the time for it is over. */
async function calmAgain(
  { afterSeconds }: Experiment,
  { driver, now, signal }: Field,
  { healedAt, limitMs }: { readonly healedAt: number; readonly limitMs: number },
): Promise<void> {
  while (now() < healedAt + afterSeconds * 1000) {
    await pause(lookMs, undefined, { signal })
    const { buckets } = await driver.peek()
    const whole = between(buckets, healedAt, now()).slice(1, -1)
    if (isCalm(whole, limitMs)) return
  }
}

function rateOf(buckets: readonly Bucket[]): number {
  const sent = buckets.reduce((sum, one) => sum + one.sent, 0)
  return buckets.length === 0 ? 0 : (sent * 1000) / (buckets.length * lookMs)
}
