/** Measures how a program for a problem grows, in its turn like any other run. */
import type { MeasureCodeRequest } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Problem } from '../bank/problem.ts'
import { randomFrom } from '../bank/random.ts'
import { fewerSizes, floorBytesOf, type Growth, type Measured, measureGrowth, usualSizes } from '../complexity/measure.ts'
import { callable } from '../sandbox/sandbox.ts'
import { printing } from './printing.ts'
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
/** With the start of its runtime. */
const javaRunMs = 4000
const seed = 20_11

export async function* measureCode({ sandbox, queue }: Runner, measuring: Measuring): AsyncGenerator<Measured | Growth> {
  const { learner, request, signal, budgetMs = usualBudgetMs } = measuring
  const language = checkedLanguage(request.language)
  const code = checkedCode(request.code)
  const problem = checkedProblem(request.problemId)
  const engine = sandbox.counterFor(language)
  if (engine === undefined) throw new Failure('invalid', `The growth of programs in ${language} cannot be measured here.`)
  using _turn = await queue.enter(learner, signal)
  const calls = callable.has(language)
  const program = { language, code, entry: calls ? entryOf(problem, language) : '', counted: true }
  const limits = { ...checkedLimits({ limits: undefined }), timeMs: language === 'java' ? javaRunMs : runMs }
  await using opened = await engine.open(program, { limits, signal })
  yield* measureGrowth({
    opened: calls ? opened : printing(opened, problem),
    argsOf: argsOf(problem),
    sizes: problem.measured ?? (language === 'java' ? fewerSizes : usualSizes),
    floorBytes: floorBytesOf(language),
    budgetMs,
  })
}

function argsOf(problem: Problem): (size: number) => string {
  const generate = problem.hardest ?? problem.generate
  return (size) => JSON.stringify(generate(size, randomFrom(seed + size)))
}
