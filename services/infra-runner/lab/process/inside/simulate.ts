/** One run of a learner's program in virtual time, in a process that may do nothing else: the task comes in as a line, events go out as lines. */
import { readFileSync, writeSync } from 'node:fs'
import { randomFrom } from '../../../bank/random.ts'
import { holdLifeline } from '../../../sandbox/inside/lifeline.ts'
import type { LabEvent, LabRun } from '../../run.ts'
import { scenariosFor } from '../../scenarios/shown.ts'
import { scheduleOf } from '../../virtual/nemesis.ts'
import type { Start } from '../../virtual/node.ts'
import { openTrace } from '../../virtual/trace.ts'
import { faultKindsOf, workloadNamed } from '../../workloads/by-name.ts'
import { type RunOptions, type RunReport, run } from '../../workloads/run.ts'
import { shrink } from '../../workloads/shrink.ts'
import { faultTold, messagesTold, openLogs, operationTold, rounded, statesTold, statisticsTold } from '../../workloads/told.ts'
import type { Workload } from '../../workloads/workload.ts'
import { javascriptStart } from './javascript-program.ts'
import { mistakeOf } from './mistake.ts'
import { doing, during, openBudget, type Patience, within } from './patience.ts'
import { type PythonOptions, pythonStart } from './python-program.ts'

/** What the process is asked. */
export interface Task {
  readonly run: LabRun
  readonly python: PythonOptions
}

const events = 3
const most = { operations: 20_000, messages: 3_000, states: 1_500, witnessMessages: 600, witnessStates: 400 }
/** Python in WebAssembly is slower; its thread cannot begin anew, and it is told by itself when one of its steps does not come back. */
const patience: Readonly<Record<'javascript' | 'python', Patience>> = {
  javascript: { timeMs: 10_000, tries: [1, 4] },
  python: { timeMs: 25_000, tries: [4] },
}
const patienceOf = ({ language }: LabRun['program']): Patience => patience[language === 'python' ? 'python' : 'javascript']
/** For a smaller run, and for seeing it once more. */
const shrinking: Patience = { timeMs: 4_000, tries: [5] }
/** Of its time, what a run may take before it is judged. */
const simulating = 0.9
/** Of all that is done with a program, before whoever started this gives it up. */
const wholeMs = 30_000
const mostClients = 15

interface Log {
  readonly atMs: number
  readonly node: string
  readonly text: string
}

function tell(event: LabEvent): void {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`)
  for (let at = 0; at < bytes.length; ) at += writeSync(events, bytes, at)
}

/** Steps in Python's words. */
const pythonNames: Readonly<Record<string, string>> = { onMessage: 'on_message', onTimer: 'on_timer', onClient: 'on_client' }

function watched(start: Start): Start {
  return (env) => {
    const { id } = env
    const program = during(id, 'start', () => start(env))
    const { inspect } = program
    return {
      onMessage: (from, body) => during(id, 'onMessage', () => program.onMessage(from, body)),
      onTimer: (name) => during(id, 'onTimer', () => program.onTimer(name)),
      onClient: (request) => during(id, 'onClient', () => program.onClient(request)),
      ...(inspect === undefined ? {} : { inspect: () => during(id, 'inspect', () => inspect()) }),
    }
  }
}

function optionsOf({ nodes, seconds, rate, faults, seed }: LabRun): RunOptions {
  const clients = Math.min(mostClients, Math.max(nodes, Math.ceil(rate / 25)))
  const meanMs = (1_000 * clients) / rate
  const durationMs = seconds * 1_000
  const schedule = scheduleOf(randomFrom(seed * 7 + 1), { kinds: faultKindsOf(faults), fromMs: 0, untilMs: durationMs })
  return { seed, nodes, clients, durationMs, pauseMs: [Math.ceil(meanMs * 0.2), Math.ceil(meanMs * 1.8)], faults: schedule }
}

function failed(seed: number, anomaly: string, explanation: string): void {
  tell({ kind: 'verdict', result: 'fail', anomaly, explanation, seed, witness: null })
}

function tellRun(report: RunReport, { moments, states }: ReturnType<typeof openTrace>, logs: readonly Log[]): void {
  const told: { readonly at: number; readonly event: LabEvent }[] = []
  for (const operation of report.operations.slice(0, most.operations)) {
    const one = operationTold(operation, report.nodeOf.get(operation.process) ?? '')
    told.push({ at: Math.max(one.calledMs, one.returnedMs), event: { kind: 'operation', operation: one } })
  }
  for (const fault of report.faults.map(faultTold)) {
    told.push({ at: fault.fromMs, event: { kind: 'fault-begun', atMs: fault.fromMs, fault } })
    told.push({ at: fault.untilMs, event: { kind: 'fault-ended', atMs: fault.untilMs, fault } })
  }
  for (const message of messagesTold(moments, most.messages)) told.push({ at: message.sentMs, event: { kind: 'message', message } })
  for (const state of statesTold(states, most.states)) told.push({ at: state.atMs, event: { kind: 'state', state } })
  for (const log of logs) told.push({ at: log.atMs, event: { kind: 'log', ...log } })
  for (const { event } of told.sort((one, other) => one.at - other.at)) tell(event)
  tell({ kind: 'statistics', statistics: statisticsTold(report) })
}

/** Of what is told of a run, and little more: a long one is not what nodes hold. */
const newTrace = () => openTrace({ messages: most.messages, stateCharacters: 32 * 1024 * 1024 })

interface Found {
  readonly options: RunOptions
  readonly report: RunReport
  readonly trace: ReturnType<typeof openTrace>
}

/** @param spent whether no time is left for this program */
function tellFailure(workload: Workload, start: Start, found: Found, spent: () => boolean): void {
  const shown = smallerOf(workload, start, found, spent)
  const { report, options, trace } = shown
  if (report.verdict.kind !== 'invalid') return
  const [{ name, explanation, operations: blamed }] = report.verdict.anomalies
  tell({
    ...{ kind: 'verdict', result: 'fail', anomaly: name, explanation, seed: options.seed },
    witness: {
      nodes: report.nodes,
      seconds: options.durationMs / 1_000,
      clients: new Set(report.operations.map(({ process }) => process).filter((process) => !process.startsWith('last'))).size,
      blamed,
      operations: report.operations.slice(0, most.operations).map((one) => operationTold(one, report.nodeOf.get(one.process) ?? '')),
      messages: messagesTold(trace.moments, most.witnessMessages),
      faults: report.faults.map(faultTold),
      states: statesTold(trace.states, most.witnessStates),
    },
  })
}

/** What was found itself, where nothing smaller was. */
function smallerOf(workload: Workload, start: Start, found: Found, spent: () => boolean): Found {
  const over = openBudget(shrinking.timeMs)
  const expired = (): boolean => over() || spent()
  const options = { ...found.options, expired }
  const small = within(shrinking, () => shrink(workload, start, { options, found: found.report, effort: { tries: 400, expired } }))
  if (small.kind !== 'done') return found
  const smaller = { ...small.result.options, expired: spent }
  const again = within(shrinking, () => {
    const trace = newTrace()
    return { options: smaller, report: run(workload, start, { ...smaller, trace }), trace }
  })
  return again.kind === 'done' && again.result.report.verdict.kind === 'invalid' ? again.result : found
}

/** Leads a program that shows enough of itself through the hard cases, as far as there is time. @returns whether one of them went wrong, and was told. */
function tellScenarios(
  { workload, seed, program }: LabRun,
  start: Start,
  { trace, spent }: { readonly trace: Found['trace']; readonly spent: () => boolean },
): boolean {
  const scenarios = scenariosFor(workload, trace.states.at(-1)?.text ?? 'null')
  if (scenarios.length > 0) tell({ kind: 'progress', atMs: 0, stage: 'checking' })
  for (const { name, play: stage } of scenarios) {
    const ended = spent() ? undefined : within(patienceOf(program), () => stage(start))
    if (ended?.kind !== 'done') return false
    if (ended.result.kind !== 'invalid') continue
    const [anomaly] = ended.result.anomalies
    failed(seed, anomaly.name, `In the scenario "${name}": ${anomaly.explanation}`)
    return true
  }
  return false
}

/** Of what a run tells besides its report; each try of it has one of its own. */
function openScene() {
  const logs: Log[] = []
  const kept = openLogs()
  return {
    logs,
    trace: newTrace(),
    log(node: string, atMs: number, text: string): void {
      const keeping = kept(node, text)
      if (keeping !== undefined) logs.push({ node, atMs: rounded(atMs), text: keeping })
    },
  }
}

function play({ run: asked, python }: Task, workload: Workload): void {
  const { program, seed, seconds, nodes } = asked
  const spent = openBudget(wholeMs)
  let scene = openScene()
  const log = (node: string, atMs: number, text: string): void => scene.log(node, atMs, text)
  const options = optionsOf(asked)
  tell({ kind: 'started', virtual: true, seed, nodes: Array.from({ length: nodes }, (_, at) => `n${at}`), totalMs: seconds * 1_000 })
  tell({ kind: 'progress', atMs: 0, stage: 'building' })
  let start: Start
  try {
    start = watched(
      program.language === 'python' ? pythonStart(program.source, python, log) : javascriptStart(program.source, languageOf(asked), log),
    )
  } catch (error) {
    failed(seed, 'compile-error', program.language === 'python' && error instanceof Error ? error.message : mistakeOf(error))
    return
  }
  tell({ kind: 'progress', atMs: 0, stage: 'running' })
  const allowed = patienceOf(program)
  const ended = within(allowed, () => {
    scene = openScene()
    return run(workload, start, { ...options, trace: scene.trace, expired: openBudget(simulating * allowed.timeMs) })
  })
  if (ended.kind !== 'done') {
    tellUnfinished(asked, ended.kind)
    return
  }
  const { trace, logs } = scene
  const { result: report } = ended
  tellRun(report, trace, logs)
  const { verdict } = report
  if (verdict.kind === 'invalid') {
    tell({ kind: 'progress', atMs: report.simulatedMs, stage: 'shrinking' })
    tellFailure(workload, start, { options, report, trace }, spent)
    return
  }
  if (verdict.kind === 'valid' && tellScenarios(asked, start, { trace, spent })) return
  const [result, explanation] = verdict.kind === 'valid' ? (['pass', ''] as const) : (['unknown', verdict.reason] as const)
  tell({ kind: 'verdict', result, anomaly: '', explanation, seed, witness: null })
}

/** Who does not come back is to blame; where the machine had no time, nobody is. */
function tellUnfinished({ seed, program }: LabRun, how: 'stuck' | 'busy'): void {
  const { node, what } = doing
  const name = program.language === 'python' ? (pythonNames[what] ?? what) : what
  if (how === 'stuck') failed(seed, 'too-slow', `${node} did not come back from ${name}`)
  else
    tell({
      ...{ kind: 'verdict', result: 'unknown', anomaly: '', seed, witness: null },
      explanation: 'The machine was too busy to simulate this run: try again, with fewer nodes or fewer seconds.',
    })
}

function languageOf({ program: { language } }: LabRun): 'javascript' | 'typescript' {
  return language === 'typescript' ? 'typescript' : 'javascript'
}

holdLifeline()
const task = JSON.parse(readFileSync(0, 'utf8')) as Task
const workload = workloadNamed(task.run.workload)
if (workload === undefined) throw new Error(`there is no workload ${task.run.workload}`)
try {
  play(task, workload)
} catch (error) {
  writeSync(2, error instanceof Error ? (error.stack ?? error.message) : String(error))
}
// Threads may still run.
process.kill(process.pid, 'SIGKILL')
