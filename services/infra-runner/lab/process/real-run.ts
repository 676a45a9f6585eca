/** A learner's program as real processes: clients ask, faults come and go in real time, all heals, last reads, then the verdict. */
import { randomFrom } from '../../bank/random.ts'
import type { Verdict } from '../check/verdict.ts'
import { operationsOf } from '../history/operation.ts'
import type { LabDeps, LabEvent, LabRun, LabVerdict } from '../run.ts'
import { arrange, scheduleOf } from '../virtual/nemesis.ts'
import { askThroughout, timeoutMs } from '../workloads/asking.ts'
import { faultKindsOf, workloadNamed } from '../workloads/by-name.ts'
import { withGoal } from '../workloads/goals.ts'
import { withProgress } from '../workloads/progress.ts'
import { faultTold, operationTold, rounded, statisticsTold } from '../workloads/told.ts'
import { type Collected, openCollected } from './collected.ts'
import type { Demand } from './demand.ts'
import { openSpan, type Span } from './given.ts'
import { judged } from './judged.ts'
import { askLast, type RealScene, rest, usualWaits, type Waits } from './last-questions.ts'
import { type Launcher, openLauncher } from './launcher.ts'
import { lookInside } from './looking.ts'
import { BuildFailed, NoSandbox } from './refused.ts'
import { openRouter, type RealCluster } from './router.ts'
import { topologyOf } from './topology.ts'

export interface RealDeps extends LabDeps {
  /** In place of what the sandbox offers. */
  readonly launcher?: Launcher
  readonly latencyMs?: number
  readonly waits?: Partial<Waits>
  readonly own?: () => Demand
}

const mostClients = 15
/** Of times that the last questions are asked, where the machine was busy and what they show may come of that. */
const mostRounds = 3

export async function* realRun(run: LabRun, deps: RealDeps): AsyncGenerator<LabEvent> {
  const { signal } = deps
  signal.throwIfAborted()
  const { seed, nodes, seconds } = run
  yield { kind: 'started', virtual: false, seed, nodes: Array.from({ length: nodes }, (_, at) => `n${at}`), totalMs: seconds * 1_000 }
  yield { kind: 'progress', atMs: 0, stage: 'building' }
  let launcher: Launcher
  try {
    launcher = deps.launcher ?? (await launcherFor(run, deps))
  } catch (error) {
    if (!(error instanceof BuildFailed || error instanceof NoSandbox)) throw error
    yield error instanceof BuildFailed ? verdictOf(seed, 'compile-error', error.message) : unknown(seed, error.message)
    return
  }
  await using _launcher = launcher
  // Whoever follows may leave in the middle.
  const leaving = new AbortController()
  const either = AbortSignal.any([signal, leaving.signal, ...(launcher.lost === undefined ? [] : [launcher.lost])])
  const collected = openCollected(either)
  const playing = playTwice({ run, deps: { ...deps, signal: either }, launcher, collected }).then(
    (verdict) => collected.close(verdict),
    (error: unknown) => collected.fail(error),
  )
  try {
    yield* collected.events()
  } finally {
    leaving.abort()
    await playing
  }
}

/** Where nodes have machines of their own, these are kept for so much longer than clients ask. */
const restMs = 420_000

async function launcherFor({ program, nodes, seconds }: LabRun, { sandbox, signal, placing }: LabDeps): Promise<Launcher> {
  if (placing === undefined) return openLauncher(program, sandbox, signal)
  const { openLabGround } = await import('../../place/lab-ground.ts')
  return openLabGround({ program, nodes, lastsMs: 2 * seconds * 1_000 + restMs, signal }, placing)
}

interface Playing {
  readonly run: LabRun
  readonly deps: RealDeps
  readonly launcher: Launcher
  readonly collected: Collected
}

function verdictOf(seed: number, anomaly: string, explanation: string): LabVerdict {
  return { kind: 'verdict', result: 'fail', anomaly, explanation, seed, witness: null }
}

/** Nobody tried the program, or nobody can tell: it may be right. */
function unknown(seed: number, explanation: string): LabVerdict {
  return { kind: 'verdict', result: 'unknown', anomaly: '', explanation, seed, witness: null }
}

/** What goes wrong is run once more, shorter and with less to do: where it goes wrong again in the same way, that is the witness. */
async function playTwice(playing: Playing): Promise<LabVerdict> {
  const { run, deps, collected } = playing
  const first = await playSoundly(playing)
  if (first.witness === null || run.seconds < 2) return first
  collected.push({ kind: 'progress', atMs: 0, stage: 'shrinking' })
  const less = { ...run, seconds: Math.max(1, Math.ceil(run.seconds / 4)), rate: Math.max(1, Math.ceil(run.rate / 2)) }
  const second = await playSoundly({ ...playing, run: less, collected: openCollected(deps.signal) })
  const isSmaller =
    second.anomaly === first.anomaly && (second.witness?.operations.length ?? Number.POSITIVE_INFINITY) <= first.witness.operations.length
  return isSmaller ? second : first
}

/** What was seen while a machine was lost is no verdict about the program. */
async function playSoundly(playing: Playing): Promise<LabVerdict> {
  const verdict = await play(playing)
  await playing.launcher.confirmed?.()
  playing.deps.signal.throwIfAborted()
  return verdict
}

async function play({ run, deps, launcher, collected }: Playing): Promise<LabVerdict> {
  const { seed, seconds, faults, nodes } = run
  const workload = workloadNamed(run.workload)
  if (workload === undefined) throw new Error(`there is no workload ${run.workload}`)
  const random = randomFrom(seed * 1_000)
  await using cluster = openRouter({
    ...{ launcher, nodes, latencyMs: deps.latencyMs ?? workload.latencyMs ?? 0, random: () => random.int(0, 0x3fff_ffff) / 0x4000_0000 },
    ...(deps.own === undefined ? {} : { own: deps.own }),
    wrong: collected.wrong,
    log: (node, text) => collected.log(node, cluster.now(), text),
    carried: collected.carriedAt(() => cluster.now()),
  })
  collected.push({ kind: 'progress', atMs: 0, stage: 'starting' })
  const waits = { ...usualWaits, ...deps.waits }
  const unbegun = await begun(cluster, { run, collected, waits })
  if (unbegun !== undefined) return unbegun
  if (workload.name.startsWith('broadcast')) await tellTopology(cluster)
  collected.push({ kind: 'progress', atMs: 0, stage: 'running' })
  const startedAt = cluster.now()
  const whole = openSpan(cluster.demand)
  const schedule = scheduleOf(randomFrom(seed * 7 + 1), {
    ...{ kinds: faultKindsOf(faults).filter((kind) => kind !== 'crash-after-sending'), fromMs: startedAt, untilMs: startedAt + seconds * 1_000 },
  })
  const reports = arrange(cluster, schedule)
  for (const report of reports) {
    cluster.at(report.fromMs, () => collected.push({ kind: 'fault-begun', atMs: rounded(cluster.now()), fault: faultTold(report) }))
    cluster.at(report.untilMs, () => collected.push({ kind: 'fault-ended', atMs: rounded(cluster.now()), fault: faultTold(report) }))
  }
  const history = collected.history
  const nodeOf = collected.nodeOf
  const scene: RealScene = { workload, cluster, history, asked: [], nodeOf }
  const clients = Math.min(mostClients, Math.max(nodes, Math.ceil(run.rate / 25)))
  const meanMs = (1_000 * clients) / run.rate
  const untilMs = startedAt + seconds * 1_000
  askThroughout(scene, { seed, clients, durationMs: untilMs, pauseMs: [Math.ceil(meanMs * 0.2), Math.ceil(meanMs * 1.8)] })
  await using _looking = lookInside({ cluster, workload, collected })
  await collected.wait(untilMs + timeoutMs - cluster.now())
  const healed = openSpan(cluster.demand)
  const ended = collected.mistake() === undefined ? await theEnd({ scene, collected, waits, deps, healed }) : undefined
  if (ended === undefined || collected.mistake() !== undefined) return mistaken(seed, collected)
  const { sent: messages, bytes } = cluster.network.counts
  const operations = operationsOf(history)
  const latenciesMs = operations.flatMap(({ outcome, returnedMs, calledMs }) => (outcome === 'ok' ? [returnedMs - calledMs] : []))
  latenciesMs.sort((one, other) => one - other)
  for (const message of collected.messages()) collected.push({ kind: 'message', message })
  collected.push({ kind: 'statistics', statistics: statisticsTold({ operations, messages, bytes, latenciesMs, faults: reports }) })
  const goal = withGoal(ended, workload, { operations, messages })
  const isLate = ended.kind === 'valid' && goal.kind === 'invalid' && goal.anomalies[0].inTheEnd !== undefined
  const verdict = isLate && whole.wasBusy() ? undecided(goal) : goal
  return told({ seed, verdict, collected, faults: reports.map(faultTold) })
}

interface Beginning {
  readonly run: LabRun
  readonly collected: Collected
  readonly waits: Waits
}

/** @returns why not */
async function begun(cluster: RealCluster, { run, collected, waits }: Beginning): Promise<LabVerdict | undefined> {
  const { seed, program } = run
  const starting = openSpan(cluster.demand)
  await Promise.race([cluster.begin(), rest({ cluster }, { collected, ms: waits.initMs })])
  if (collected.mistake() !== undefined) return mistaken(seed, collected)
  const silent = cluster.silent()
  if (silent === undefined) return undefined
  if (starting.givenMs < waits.initMs) return unknown(seed, `${tooBusy} ${silent} to answer its first message.`)
  const first = program.style === 'grpc' ? 'Init' : 'init with init_ok'
  return verdictOf(seed, 'no-init', `${silent} did not answer ${first} in ${waits.initMs / 1_000} s`)
}

function mistaken(seed: number, collected: Collected): LabVerdict {
  const { name, explanation } = collected.mistake() ?? { name: 'node-crashed', explanation: 'a node ended' }
  return verdictOf(seed, name, explanation)
}

async function tellTopology(cluster: RealCluster): Promise<void> {
  const topology = topologyOf(cluster.ids)
  await Promise.all(cluster.ids.map((node) => cluster.ask('c-topology', node, { type: 'topology', topology }, timeoutMs * 5)))
}

interface Ending {
  readonly scene: RealScene
  readonly collected: Collected
  readonly waits: Waits
  readonly deps: RealDeps
  /** Since all has healed. */
  readonly healed: Span
}

const tooBusy = 'The machine was too busy with others for'

/** Where more time might have shown something else, and the machine had it for others. */
function undecided({ anomalies: [{ explanation }] }: Extract<Verdict, { kind: 'invalid' }>): Verdict {
  return { kind: 'unknown', reason: `${tooBusy} a verdict: ${explanation}. Try again when there is less to do.` }
}

/** Peace, the last questions, and what is to be said of it all; again where what they show may come of a machine that was busy. */
async function theEnd({ scene, collected, waits, deps, healed }: Ending): Promise<Verdict | undefined> {
  const { workload, cluster, history } = scene
  const quietMs = waits.quietMs(workload)
  const tries = new Map<string, number>()
  workload.finale?.(cluster, history)
  await Promise.race([cluster.settled(), rest(scene, { collected, ms: waits.initMs })])
  for (let round = 1; ; round += 1) {
    const hadPeace = await rest(scene, { collected, ms: quietMs })
    const hadTime = await askLast({ scene, collected, waits, tries })
    if (collected.mistake() !== undefined) return undefined
    collected.push({ kind: 'progress', atMs: rounded(cluster.now()), stage: 'checking' })
    const verdict = withProgress(await judged(workload.name, history, deps), operationsOf(history), quietMs)
    if (verdict.kind !== 'invalid' || verdict.anomalies[0].inTheEnd === undefined || !healed.wasBusy()) return verdict
    // Who was not answered has asked again all the while.
    const [{ name }] = verdict.anomalies
    if (name === 'no-progress' || round === mostRounds) return hadPeace && hadTime ? verdict : undecided(verdict)
  }
}

interface Told {
  readonly seed: number
  readonly verdict: Verdict
  readonly collected: Collected
  readonly faults: readonly ReturnType<typeof faultTold>[]
}

const mostNear = 40

function told({ seed, verdict, collected, faults }: Told): LabVerdict {
  if (verdict.kind === 'valid') return { kind: 'verdict', result: 'pass', anomaly: '', explanation: '', seed, witness: null }
  if (verdict.kind === 'unknown') return unknown(seed, verdict.reason)
  const [{ name, explanation, operations: blamed }] = verdict.anomalies
  const all = operationsOf(collected.history)
  const involved = all.filter(({ id }) => blamed.includes(id))
  const from = Math.min(...involved.map(({ calledMs }) => calledMs))
  const until = Math.max(...involved.map(({ returnedMs, calledMs }) => (Number.isFinite(returnedMs) ? returnedMs : calledMs)))
  const keys = new Set(involved.map(({ key }) => key))
  const near = all
    .filter((one) => blamed.includes(one.id) || (keys.has(one.key) && one.calledMs <= until && one.returnedMs >= from))
    .slice(0, mostNear)
  return {
    ...verdictOf(seed, name, explanation),
    witness: {
      nodes: [...new Set(near.map(({ process }) => collected.nodeOf.get(process) ?? ''))].sort(),
      seconds: rounded(Math.max(0, until - from) / 1_000),
      clients: new Set(near.map(({ process }) => process)).size,
      blamed,
      operations: near.map((one) => operationTold(one, collected.nodeOf.get(one.process) ?? '')),
      messages: collected
        .messages()
        .filter(({ sentMs }) => sentMs >= from && sentMs <= until)
        .slice(0, 600),
      faults: faults.filter(({ fromMs, untilMs }) => fromMs <= until && untilMs >= from),
      states: [],
    },
  }
}
