/** Between our values and the contract's messages. */
import {
  type GetProblemResponse,
  type Growth as GrowthMessage,
  type LanguageReport as LanguageMessage,
  Outcome,
  type ProblemSummary,
  type RunCodeResponse,
  type RunResult,
  type TestResult,
} from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { Problem } from './bank/problem.ts'
import type { Fit } from './complexity/fit.ts'
import type { Judged } from './run/judge.ts'
import type { Result, RunEvent } from './run/run.ts'
import { starters } from './run/starters.ts'
import type { LanguageReport } from './sandbox/sandbox.ts'

const outcomes = {
  ok: Outcome.OK,
  wrong_answer: Outcome.WRONG_ANSWER,
  compile_error: Outcome.COMPILE_ERROR,
  runtime_error: Outcome.RUNTIME_ERROR,
  time_limit: Outcome.TIME_LIMIT,
  memory_limit: Outcome.MEMORY_LIMIT,
  output_limit: Outcome.OUTPUT_LIMIT,
  unavailable: Outcome.UNAVAILABLE,
} as const

export function toEvent(event: RunEvent, runId: string): RunCodeResponse {
  switch (event.kind) {
    case 'stage':
      return { event: { $case: 'progress', value: { stage: event.stage } } }
    case 'test':
      return { event: { $case: 'test', value: toTest(event.test) } }
    case 'result':
      return { event: { $case: 'result', value: toResult(event.result, runId) } }
  }
}

function toTest({ index, verdict, hidden, outcome, input, output, expected }: Judged): TestResult {
  const { timeMs, memoryBytes, message, line } = outcome
  return { index, outcome: outcomes[verdict], timeMs: Math.round(timeMs), memoryBytes, hidden, input, output, expected, message, line }
}

function toResult({ verdict, sandbox, outcome, tests, total, message }: Result, runId: string): RunResult {
  return {
    runId,
    outcome: outcomes[verdict],
    stdout: outcome?.stdout ?? '',
    stderr: outcome?.stderr ?? '',
    exitCode: outcome?.exitCode ?? 0,
    timeMs: Math.round(outcome?.timeMs ?? 0),
    memoryBytes: outcome?.memoryBytes ?? 0,
    sandbox,
    tests: tests.map(toTest),
    message,
    line: outcome?.line ?? 0,
    testsTotal: total,
    testsPassed: passed(tests),
  }
}

export function passed(tests: readonly Judged[]): number {
  return tests.filter(({ verdict }) => verdict === 'ok').length
}

export function toLanguage({ language, sandbox, calls }: LanguageReport): LanguageMessage {
  return { language, available: sandbox !== undefined, sandbox: sandbox ?? '', calls }
}

export function toSummary({ id, title, difficulty, topics }: Problem): ProblemSummary {
  return { id, title, difficulty, topics: [...topics] }
}

/** References, hidden tests and wrong solutions stay here. */
export function toProblem(problem: Problem): GetProblemResponse {
  const { statement, constraints, examples, parameters, ambiguities, followUps, complexity } = problem
  const named = (args: readonly unknown[]): string => parameters.map(([name], index) => `${name} = ${JSON.stringify(args[index])}`).join(', ')
  return {
    summary: toSummary(problem),
    statement,
    constraints: [...constraints],
    examples: examples.map(({ args, output, explanation }) => ({ input: named(args), output: JSON.stringify(output), explanation })),
    starters: { ...starters(problem) },
    ambiguities: ambiguities.map((one) => ({ ...one })),
    followUps: [...followUps],
    expectedTime: complexity.time,
    expectedSpace: complexity.space,
  }
}

export function toGrowth(fit: Fit, measure: string): GrowthMessage {
  return fit.kind === 'told'
    ? { family: fit.family, confidence: fit.confidence, measure, reason: '' }
    : { family: '', confidence: 0, measure, reason: fit.reason }
}
