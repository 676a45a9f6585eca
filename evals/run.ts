/** Runs a candidate's program where every learner's runs, and measures it when it works; each program once. */
import type { Submission } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome, type RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { Attempt } from './candidate.ts'
import type { Runner } from './stand.ts'
import type { Task } from './task.ts'

export type Ran = Omit<Submission, 'submissionId' | 'afterSeq' | 'atMs' | 'submitted'>

const wire: Readonly<Partial<Record<Outcome, string>>> = {
  [Outcome.OK]: 'ok',
  [Outcome.WRONG_ANSWER]: 'wrong_answer',
  [Outcome.COMPILE_ERROR]: 'compile_error',
  [Outcome.RUNTIME_ERROR]: 'runtime_error',
  [Outcome.TIME_LIMIT]: 'time_limit',
  [Outcome.MEMORY_LIMIT]: 'memory_limit',
  [Outcome.OUTPUT_LIMIT]: 'output_limit',
  [Outcome.UNAVAILABLE]: 'unavailable',
}

export function openRuns(runner: Runner): (task: Task, attempt: Attempt) => Promise<Ran> {
  const kept = new Map<string, Promise<Ran>>()
  return (task, { program, ownInput, submitted }) => {
    const key = `${task.problem.id} ${program} ${ownInput === true ? 'own' : submitted}`
    const ran = kept.get(key) ?? ranOnce(runner, task, { program, submitted, ...(ownInput === undefined ? {} : { ownInput }) })
    kept.set(key, ran)
    return ran
  }
}

async function ranOnce(runner: Runner, task: Task, { program, ownInput, submitted }: Attempt): Promise<Ran> {
  const { language, code } = task.programs[program]
  const stdin = ownInput === true ? '[]\n' : ''
  const given = ownInput === true ? ({ $case: 'stdin', value: stdin } as const) : ({ $case: 'problemId', value: task.problem.id } as const)
  const result = await resultOf(runner, { language, code, given, examplesOnly: !submitted })
  const failing = result.tests.find(({ outcome, input }) => outcome !== Outcome.OK && input !== '')
  const works = result.outcome === Outcome.OK && result.testsTotal > 0
  return {
    language,
    code,
    stdin,
    outcome: wire[result.outcome] ?? '',
    testsTotal: result.testsTotal,
    testsPassed: result.testsPassed,
    failing: failing === undefined ? undefined : { input: failing.input, output: failing.output, expected: failing.expected },
    message: failing?.message || result.message,
    line: failing?.line || result.line,
    timeMs: result.timeMs,
    memoryBytes: result.memoryBytes,
    measured: works && submitted ? await measuredOf(runner, { language, code, problemId: task.problem.id }) : undefined,
  }
}

async function resultOf(
  { call, options }: Runner,
  request: Pick<Parameters<Runner['call']['runCode']>[0], 'language' | 'code' | 'given' | 'examplesOnly'>,
): Promise<RunResult> {
  for await (const { event } of call.runCode(request, options)) if (event?.$case === 'result') return event.value
  throw new Error('a run had no result')
}

async function measuredOf({ call, options }: Runner, request: { readonly language: string; readonly code: string; readonly problemId: string }) {
  for await (const { event } of call.measureCode(request, options)) {
    if (event?.$case !== 'growth') continue
    const { time, space } = event.value
    return { time: time?.family ?? '', timeConfidence: time?.confidence ?? 0, space: space?.family ?? '', spaceConfidence: space?.confidence ?? 0 }
  }
  return undefined
}
