/** Tries problems' own designs as learners' are tried, on the same machine, one at a time: when an administrator asks, or when nobody waits. Whoever hands in a design goes first. */
import { createHash } from 'node:crypto'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { mostConnections, toLocalPlan } from '../derive/local-plan.ts'
import type { Pack } from '../packs/pack.ts'
import { packs } from '../packs/packs.ts'
import type { PipelineDeps } from '../pipeline/pipeline.ts'
import { reportOf } from '../report/report.ts'
import type { TrialEvent } from '../trial.ts'
import { validate } from '../validate/validate.ts'
import * as store from './reference-store.ts'
import { machineKind, type ReferenceTrial, referenceTrial } from './version.ts'

export interface Measuring extends Pick<PipelineDeps, 'database' | 'provisioning' | 'budget' | 'turns' | 'runTrial' | 'faults' | 'trialMs'> {
  /** Also what nobody asked for, whenever no design of a learner is there. */
  readonly idle: boolean
  /** Of jobs that are designs of learners. */
  readonly jobKind: string
  readonly log: Log
  readonly everyMs?: number
}

const usualEveryMs = 2000
const lookEveryMs = 500
const seed = 1
const graceMs = 120_000

export function startMeasuring(given: Measuring): AsyncDisposable {
  const { log, everyMs = usualEveryMs } = given
  const leaving = new AbortController()
  let trials: Trials | undefined
  const work = async (): Promise<'more' | 'done'> => {
    trials ??= await noted(given)
    return await measureNext(given, trials, leaving.signal)
  }
  const repeating = startRepeating({ name: 'runner.references', everyMs, work, log })
  return {
    async [Symbol.asyncDispose]() {
      leaving.abort()
      await repeating[Symbol.asyncDispose]()
    },
  }
}

/** Those that nobody asks for are known beforehand, where they are measured, too. */
async function noted(measuring: Measuring): Promise<Trials> {
  const all = packs.map((pack) => ({ pack, trial: referenceTrial(pack, measuring) }))
  const machine = machineKind()
  if (measuring.idle)
    for (const { pack, trial } of all) await store.noteReference(measuring.database, { problemId: pack.id, machine, version: trial.version })
  return new Map(all.map((one) => [one.pack.id, one]))
}

type Trials = ReadonlyMap<string, { readonly pack: Pack; readonly trial: ReferenceTrial }>

async function measureNext(measuring: Measuring, trials: Trials, leaving: AbortSignal): Promise<'more' | 'done'> {
  const { database, idle, jobKind, trialMs } = measuring
  if (leaving.aborted || (await store.designsUnderWay(database, jobKind)) > 0) return 'done'
  const machine = machineKind()
  const versions = [...trials.values()].map(({ trial }) => trial.version)
  const claim = await store.claimReference(database, { machine, versions, anyway: idle, leaseSeconds: (trialMs + graceMs) / 1000 })
  const found = claim === undefined ? undefined : trials.get(claim.problemId)
  if (claim === undefined || found === undefined) return 'done'
  await measured(measuring, { claim, ...found, leaving })
  return 'more'
}

interface Found {
  readonly claim: store.Claim
  readonly pack: Pack
  readonly trial: ReferenceTrial
  readonly leaving: AbortSignal
}

async function measured(measuring: Measuring, { claim, pack, trial, leaving }: Found): Promise<void> {
  const { database, log } = measuring
  const over = new AbortController()
  const signal = AbortSignal.any([leaving, over.signal])
  const watching = givesWay(measuring, over)
  try {
    const events = await tried(measuring, { pack, trial, signal })
    signal.throwIfAborted()
    const { blueprint } = trial
    const { figures, passed } = reportOf({ blueprint, findings: validate(blueprint, { pack }), events, pack })
    await store.putReference(database, claim, { figures, passed })
    log.info('a reference design was measured', { name: pack.id })
  } catch (error) {
    const isFault = !signal.aborted
    if (isFault) log.error('a reference design could not be measured', error, { name: pack.id })
    await store.giveBack(database, claim, isFault)
  } finally {
    over.abort()
    await watching
  }
}

/** A learner's design measures nothing but itself, and waits for nobody's comparison. */
async function givesWay({ database, jobKind }: Measuring, over: AbortController): Promise<void> {
  while (!over.signal.aborted) {
    await sleep(lookEveryMs, over.signal)
    const waiting = await store.designsUnderWay(database, jobKind).catch(() => 0)
    if (waiting > 0) over.abort(new Error('a design of a learner waits'))
  }
}

async function tried(
  { provisioning, budget, turns, runTrial, trialMs }: Measuring,
  { pack, trial, signal }: Omit<Found, 'claim' | 'leaving'> & { readonly signal: AbortSignal },
): Promise<readonly TrialEvent[]> {
  const plan = toLocalPlan(trial.blueprint)
  const provisioner = await provisioning.open()
  const connections = mostConnections(plan)
  using _place = await budget.take({ processes: plan.processes.length + 1, connections }, signal)
  const namespace = `r${createHash('sha256').update(`${pack.id} ${process.pid}`).digest('hex').slice(0, 20)}`
  await provisioner.remove(namespace)
  await using deployment = await provisioner.deploy(plan, { namespace, expiresAt: Date.now() + trialMs + graceMs, signal })
  using _turn = await turns.enter('references', signal)
  const { blueprint, tests, chaos } = trial
  const events: TrialEvent[] = []
  for await (const event of runTrial(deployment, { blueprint, tests, chaos, pack, seed, budgetMs: trialMs }, signal)) events.push(event)
  return events
}
