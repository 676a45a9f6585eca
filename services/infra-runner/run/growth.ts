/** Measures how a program for a problem grows, in its turn like any other run. */
import type { MeasureCodeRequest } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Problem } from '../bank/problem.ts'
import { randomFrom } from '../bank/random.ts'
import { floorBytesOf, type Growth, type Measured, measureGrowth, usualSizes } from '../complexity/measure.ts'
import { checkedCode, checkedLanguage, checkedLimits, checkedProblem, entryOf } from './request.ts'
import type { Runner } from './run.ts'

export interface Measuring {
  readonly learner: string
  readonly request: MeasureCodeRequest
  readonly signal: AbortSignal
  /** Of the processor, for each series of runs. */
  readonly budgetMs?: number
}

const usualBudgetMs = 4000
const runMs = 1200
const seed = 20_11

export async function* measureCode({ sandbox, queue }: Runner, measuring: Measuring): AsyncGenerator<Measured | Growth> {
  const { learner, request, signal, budgetMs = usualBudgetMs } = measuring
  const language = checkedLanguage(request.language)
  const code = checkedCode(request.code)
  const problem = checkedProblem(request.problemId)
  const engine = sandbox.counterFor(language)
  if (engine === undefined) throw new Failure('invalid', 'Growth is measured in Python, JavaScript and TypeScript.')
  using _turn = await queue.enter(learner, signal)
  const program = { language, code, entry: entryOf(problem, language), counted: true }
  const limits = { ...checkedLimits({ limits: undefined }), timeMs: runMs }
  await using opened = await engine.open(program, { limits, signal })
  yield* measureGrowth({ opened, argsOf: argsOf(problem), sizes: problem.measured ?? usualSizes, floorBytes: floorBytesOf(language), budgetMs })
}

function argsOf(problem: Problem): (size: number) => string {
  const generate = problem.hardest ?? problem.generate
  return (size) => JSON.stringify(generate(size, randomFrom(seed + size)))
}
