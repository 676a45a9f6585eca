/** One run of a program in virtual time: clients ask, faults come and go, all heals, last reads, then the verdict. */
import { randomFrom } from '../../bank/random.ts'
import type { Anomaly, Verdict } from '../check/verdict.ts'
import { type HistoryEvent, type Operation, operationsOf } from '../history/operation.ts'
import { type Cluster, openCluster } from '../virtual/cluster.ts'
import { arrange, type Fault, type FaultReport, scheduleOf } from '../virtual/nemesis.ts'
import type { Start } from '../virtual/node.ts'
import type { Trace } from '../virtual/trace.ts'
import { type Asked, askByScript, askThroughout, put, type Scene, timeoutMs } from './asking.ts'
import { withGoal } from './goals.ts'
import { withProgress } from './progress.ts'
import type { Workload } from './workload.ts'

export interface RunOptions {
  readonly seed: number
  readonly clients: number
  /** Of the part with faults. */
  readonly durationMs: number
  readonly faults?: readonly Fault[]
  /** In place of the workload's. */
  readonly nodes?: number
  /** Of the network in health; else the seed decides. */
  readonly latencyMs?: number
  /** From an answer to the client's next question. */
  readonly pauseMs?: readonly [least: number, most: number]
  /** What is asked, when and by whom, in place of what the workload thinks of. */
  readonly script?: readonly Asked[]
  readonly trace?: Trace
  /** Ends as soon as an invariant is broken. */
  readonly untilWrong?: boolean
  /** Asked now and then: once it is so, nothing more is simulated, and a history that is long to judge is not. */
  readonly expired?: () => boolean
}

export interface RunReport {
  readonly seed: number
  readonly verdict: Verdict
  readonly operations: readonly Operation[]
  readonly history: readonly HistoryEvent[]
  /** What was asked of whom and when, but for the last reads. */
  readonly asked: readonly Asked[]
  readonly nodes: readonly string[]
  /** Whom each process asked. */
  readonly nodeOf: ReadonlyMap<string, string>
  readonly faults: readonly FaultReport[]
  readonly simulatedMs: number
  readonly messages: number
  readonly bytes: number
  readonly messagesPerOperation: number
  /** Of all that was asked. */
  readonly availability: number
  /** Of what was answered, from the fastest to the slowest. */
  readonly latenciesMs: readonly number[]
}

const usualPauseMs = [5, 60] as const
const quietMs = 4_000
/** So long before the last questions. */
const finaleMs = 2_500
/** On a slow network, votes and acknowledgements arrive when their time is over. */
const healthyMs = 5
const latenciesOfSeeds = [5, 5, 40, 100]
const mostSteps = 3_000_000
/** Of answers, all of which are kept until they are judged. */
const mostAnswered = 64 * 1024 * 1024
/** So many, and a flood is told from much to do. */
const tellingSteps = 100_000
/** In a millisecond of a node's: more than anybody who waits for an answer or a timer does. */
const floodSteps = 20
/** From one question whether time is up to the next. */
const stepsAtOnce = 500
const tooMuch = 'so much happens in this run that it is not simulated to its end: ask for fewer nodes, fewer seconds or a lower rate'

export function run(workload: Workload, start: Start, options: RunOptions): RunReport {
  const { seed, clients, durationMs, trace, expired = () => false } = options
  const faults = options.faults ?? scheduleOf(randomFrom(seed * 7 + 1), { kinds: workload.faults, fromMs: 0, untilMs: durationMs })
  const invariant = workload.invariant?.()
  const wrong: Anomaly[] = []
  const cluster = openCluster({
    ...{ start, nodes: options.nodes ?? workload.nodes, seed },
    latencyMs: options.latencyMs ?? workload.latencyMs ?? latenciesOfSeeds[seed % latenciesOfSeeds.length] ?? healthyMs,
    ...(trace === undefined ? {} : { trace }),
    observe(node, view) {
      const found = wrong.length === 0 ? invariant?.observe(node, view) : undefined
      if (found !== undefined) wrong.push({ ...found, explanation: `${found.explanation} (at ${Math.round(cluster.now())} ms)`, operations: [] })
      if (found !== undefined && options.untilWrong === true) cluster.stop()
    },
  })
  const reports = arrange(cluster, faults)
  const history: HistoryEvent[] = []
  const scene: Scene = { workload, cluster, history, asked: [], nodeOf: new Map() }
  if (options.script === undefined) askThroughout(scene, { seed, clients, durationMs, pauseMs: options.pauseMs ?? usualPauseMs })
  else askByScript(scene, options.script)
  const endMs = durationMs + timeoutMs + quietMs
  cluster.at(durationMs, () => Object.assign(cluster.network.weather, { latencyMs: Math.min(healthyMs, cluster.network.weather.latencyMs) }))
  const { finale } = workload
  if (finale !== undefined) cluster.at(endMs - finaleMs, () => finale(cluster, history))
  const played = openPlayed(cluster, expired)
  played.until(endMs)
  let mostLast = 0
  for (const node of cluster.ids.filter((id) => finale === undefined || cluster.isUp(id))) {
    const asks = workload.last(node)
    mostLast = Math.max(mostLast, asks.length)
    for (const [at, ask] of asks.entries()) cluster.at(endMs + at * timeoutMs, () => put(scene, { ask, process: `last ${node} ${at}`, node }))
  }
  played.until(endMs + timeoutMs * (mostLast + 1))
  const operations = operationsOf(history)
  return {
    ...{ seed, operations, history, asked: scene.asked, nodes: cluster.ids, nodeOf: scene.nodeOf, faults: reports, simulatedMs: cluster.now() },
    verdict: verdictOf({ workload, cluster, operations, wrong, cut: played.cut(), expired }),
    ...measured(cluster, operations),
  }
}

interface Played {
  until(timeMs: number): void
  /** 'late': it is too much to be simulated, which is no fault of the nodes'. */
  cut(): 'flood' | 'late' | undefined
}

function openPlayed(cluster: Cluster, expired: () => boolean): Played {
  let steps = 0
  let cut: ReturnType<Played['cut']>
  const isMuch = (): boolean => steps >= mostSteps || cluster.answeredCharacters() > mostAnswered
  const isFlood = (): boolean => steps > tellingSteps && steps > floodSteps * cluster.ids.length * cluster.now()
  return {
    cut: () => cut,
    until(timeMs) {
      for (let done = stepsAtOnce; done === stepsAtOnce && cut === undefined; ) {
        done = cluster.runUntil(timeMs, stepsAtOnce)
        steps += done
        if (isFlood()) cut = 'flood'
        else if (isMuch() || (done === stepsAtOnce && expired())) cut = 'late'
      }
    },
  }
}

interface Judged {
  readonly workload: Workload
  readonly cluster: Cluster
  readonly operations: readonly Operation[]
  readonly wrong: readonly Anomaly[]
  /** Before its end. */
  readonly cut: ReturnType<Played['cut']>
  readonly expired: () => boolean
}

function verdictOf({ workload, cluster, operations, wrong, cut, expired }: Judged): Verdict {
  const [broken] = cluster.broken
  const [inside] = wrong
  if (broken !== undefined)
    return { kind: 'invalid', anomalies: [{ name: 'node-crashed', explanation: `${broken.node} ended by itself: ${broken.error}`, operations: [] }] }
  if (inside !== undefined) return { kind: 'invalid', anomalies: [inside] }
  if (cut === 'flood') return { kind: 'invalid', anomalies: [{ name: 'flood', explanation: 'the nodes send without end', operations: [] }] }
  if (cut === 'late') return { kind: 'unknown', reason: tooMuch }
  const judged = withProgress(workload.check(operations, expired), operations, quietMs)
  return withGoal(judged, workload, { operations, messages: cluster.network.counts.sent })
}

function measured(cluster: Cluster, operations: readonly Operation[]) {
  const { sent, bytes } = cluster.network.counts
  const answered = operations.filter(({ outcome }) => outcome === 'ok')
  const latenciesMs = answered.map(({ calledMs, returnedMs }) => returnedMs - calledMs).sort((one, other) => one - other)
  return {
    messages: sent,
    bytes,
    messagesPerOperation: sent / Math.max(1, operations.length),
    availability: answered.length / Math.max(1, operations.length),
    latenciesMs,
  }
}
