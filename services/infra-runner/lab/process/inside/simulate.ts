/** One run of a learner's program in virtual time, in a process that may do nothing else: the task comes in as a line, events go out as lines. */
import { readFileSync, writeSync } from 'node:fs'
import vm from 'node:vm'
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
import { faultTold, messagesTold, operationTold, rounded, statesTold, statisticsTold } from '../../workloads/told.ts'
import type { Workload } from '../../workloads/workload.ts'
import { javascriptStart } from './javascript-program.ts'
import { type PythonOptions, pythonStart } from './python-program.ts'
import { NoAnswer } from './turns.ts'

/** What the process is asked. */
export interface Task {
  readonly run: LabRun
  readonly python: PythonOptions
}

const events = 3
const most = { operations: 20_000, messages: 3_000, states: 1_500, logs: 1_000, witnessMessages: 600, witnessStates: 400 }
/** Of the clock. Python in WebAssembly is slower. */
const patienceOf = { javascript: 10_000, python: 25_000 } as const
const shrinkingMs = 4_000
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

/** What it is doing, should it never come back. */
const doing = { node: '', what: '' }

function watched(start: Start): Start {
  const note = (node: string, what: string): void => {
    doing.node = node
    doing.what = what
  }
  return (env) => {
    note(env.id, 'start')
    const program = start(env)
    const { inspect } = program
    return {
      onMessage(from, body) {
        note(env.id, 'onMessage')
        program.onMessage(from, body)
      },
      onTimer(name) {
        note(env.id, 'onTimer')
        program.onTimer(name)
      },
      onClient(request) {
        note(env.id, 'onClient')
        program.onClient(request)
      },
      ...(inspect === undefined ? {} : { inspect: () => inspect() }),
    }
  }
}

/** Undefined where the program did not come back in time. */
function within<Result>(timeMs: number, work: () => Result): Result | undefined {
  let result: Result | undefined
  const slot = vm.createContext({
    work: () => {
      result = work()
    },
  })
  try {
    new vm.Script('work()').runInContext(slot, { timeout: timeMs })
    return result
  } catch (error) {
    // It is an error of that context's, not of this one's.
    if (error instanceof NoAnswer || (error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
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

function tellFailure(workload: Workload, start: Start, { options, found }: { readonly options: RunOptions; readonly found: RunReport }): void {
  const began = performance.now()
  const effort = { tries: 400, expired: () => performance.now() - began > shrinkingMs }
  const small = within(shrinkingMs * 2, () => shrink(workload, start, { options, found, effort })) ?? { report: found, options }
  const trace = openTrace()
  const again = within(patienceOf.python, () => run(workload, start, { ...small.options, trace })) ?? small.report
  const verdict = again.verdict.kind === 'invalid' ? again.verdict : found.verdict
  if (verdict.kind !== 'invalid') return
  const [{ name, explanation, operations: blamed }] = verdict.anomalies
  tell({
    ...{ kind: 'verdict', result: 'fail', anomaly: name, explanation, seed: options.seed },
    witness: {
      nodes: again.nodes,
      seconds: small.options.durationMs / 1_000,
      clients: new Set(again.operations.map(({ process }) => process).filter((process) => !process.startsWith('last'))).size,
      blamed,
      operations: again.operations.slice(0, most.operations).map((one) => operationTold(one, again.nodeOf.get(one.process) ?? '')),
      messages: messagesTold(trace.moments, most.witnessMessages),
      faults: again.faults.map(faultTold),
      states: statesTold(trace.states, most.witnessStates),
    },
  })
}

/** Leads a program that shows enough of itself through the hard cases. @returns whether one of them went wrong, and was told. */
function tellScenarios(
  { workload, seed }: LabRun,
  start: Start,
  { trace, patienceMs }: { readonly trace: ReturnType<typeof openTrace>; readonly patienceMs: number },
): boolean {
  const scenarios = scenariosFor(workload, trace.states.at(-1)?.text ?? 'null')
  if (scenarios.length > 0) tell({ kind: 'progress', atMs: 0, stage: 'checking' })
  for (const { name, play: stage } of scenarios) {
    const verdict = within(patienceMs, () => stage(start))
    if (verdict?.kind !== 'invalid') continue
    const [anomaly] = verdict.anomalies
    failed(seed, anomaly.name, `In the scenario "${name}": ${anomaly.explanation}`)
    return true
  }
  return false
}

function play({ run: asked, python }: Task, workload: Workload): void {
  const { program, seed, seconds, nodes } = asked
  const patienceMs = patienceOf[program.language === 'python' ? 'python' : 'javascript']
  const logs: Log[] = []
  const log = (node: string, atMs: number, text: string): void => {
    if (logs.length < most.logs) logs.push({ node, atMs: rounded(atMs), text })
  }
  const options = optionsOf(asked)
  tell({ kind: 'started', virtual: true, seed, nodes: Array.from({ length: nodes }, (_, at) => `n${at}`), totalMs: seconds * 1_000 })
  tell({ kind: 'progress', atMs: 0, stage: 'building' })
  let start: Start
  try {
    start = watched(
      program.language === 'python' ? pythonStart(program.source, python, log) : javascriptStart(program.source, languageOf(asked), log),
    )
  } catch (error) {
    failed(seed, 'compile-error', error instanceof Error ? `${error.name}: ${error.message}` : 'the program cannot be read')
    return
  }
  tell({ kind: 'progress', atMs: 0, stage: 'running' })
  const trace = openTrace()
  const beganMs = performance.now()
  // A history that is too much to judge is no fault of the program's.
  const expired = (): boolean => performance.now() - beganMs > 0.9 * patienceMs
  const found = within(patienceMs, () => run(workload, start, { ...options, trace, expired }))
  if (found === undefined) {
    const words = `${doing.node} did not come back from ${doing.what}, or the cluster did too much, in ${patienceMs / 1_000} s of the processor`
    failed(seed, 'too-slow', words)
    return
  }
  tellRun(found, trace, logs)
  const { verdict } = found
  if (verdict.kind === 'invalid') {
    tell({ kind: 'progress', atMs: found.simulatedMs, stage: 'shrinking' })
    tellFailure(workload, start, { options, found })
    return
  }
  if (verdict.kind === 'valid' && tellScenarios(asked, start, { trace, patienceMs })) return
  const [result, explanation] = verdict.kind === 'valid' ? (['pass', ''] as const) : (['unknown', verdict.reason] as const)
  tell({ kind: 'verdict', result, anomaly: '', explanation, seed, witness: null })
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
