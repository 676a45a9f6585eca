/** Runs what a learner asked for, in its turn, and tells how it goes. */
import { examplesOf, testsOf } from '../bank/hidden.ts'
import type { Queue } from '../queue.ts'
import type { Engine, Opened, Outcome, Sandbox } from '../sandbox/sandbox.ts'
import { type Judged, type Judging, judgeProblem, judgePrograms, type Verdict } from './judge.ts'
import { observeRun } from './observed.ts'
import { printing } from './printing.ts'
import type { CheckedRun } from './request.ts'

export type RunEvent =
  | { readonly kind: 'stage'; readonly stage: 'waiting' | 'running' }
  | { readonly kind: 'test'; readonly test: Judged }
  | { readonly kind: 'result'; readonly result: Result }

export interface Result {
  readonly verdict: Verdict | 'unavailable'
  readonly sandbox: string
  /** The one that decided: the first that failed, else the last. */
  readonly outcome: Outcome | undefined
  readonly tests: readonly Judged[]
  readonly total: number
  readonly message: string
}

export interface Runner {
  readonly sandbox: Sandbox
  readonly queue: Queue
}

export interface Asked {
  readonly learner: string
  readonly run: CheckedRun
  readonly signal: AbortSignal
}

export async function* runCode({ sandbox, queue }: Runner, { learner, run, signal }: Asked): AsyncGenerator<RunEvent> {
  const engine = sandbox.engineFor(run.program.language)
  if (engine === undefined) return yield unavailable(`${run.program.language} is not installed here.`)
  yield { kind: 'stage', stage: 'waiting' }
  const waitedFromMs = performance.now()
  using _turn = await queue.enter(learner, signal)
  yield { kind: 'stage', stage: 'running' }
  const startedMs = performance.now()
  await using opened = await engine.open(run.program, { limits: run.limits, signal })
  const tests: Judged[] = []
  const judging = judge(opened, run)
  for await (const test of judging.tests) {
    tests.push(test)
    if (run.given.kind !== 'stdin') yield { kind: 'test', test }
  }
  const result = concluded(engine, tests, judging.total)
  observeRun({
    engine: engine.name,
    language: run.program.language,
    verdict: result.verdict,
    waitedMs: startedMs - waitedFromMs,
    tookMs: performance.now() - startedMs,
  })
  yield { kind: 'result', result }
}

function unavailable(message: string): RunEvent {
  return { kind: 'result', result: { verdict: 'unavailable', sandbox: '', outcome: undefined, tests: [], total: 0, message } }
}

function judge(opened: Opened, { given, program }: CheckedRun): Judging {
  switch (given.kind) {
    case 'problem':
      return judgeProblem(
        program.entry === '' ? printing(opened, given.problem) : opened,
        given.problem,
        given.examplesOnly ? examplesOf(given.problem) : testsOf(given.problem),
      )
    case 'tests':
      return judgePrograms(opened, given.tests)
    case 'stdin':
      return { total: 0, tests: once(opened, given.stdin) }
  }
}

async function* once(opened: Opened, stdin: string): AsyncGenerator<Judged> {
  const outcome = await opened.run({ stdin, args: '[]' })
  yield { index: 0, verdict: outcome.kind, hidden: false, outcome, input: '', output: '', expected: '' }
}

function concluded(engine: Engine, tests: readonly Judged[], total: number): Result {
  const decisive = tests.find(({ verdict }) => verdict !== 'ok') ?? tests.at(-1)
  return {
    verdict: decisive?.verdict ?? 'ok',
    sandbox: engine.name,
    outcome: decisive === undefined ? undefined : { ...decisive.outcome, ...printed(decisive, tests) },
    tests: total === 0 ? [] : tests,
    total,
    message: decisive?.outcome.message ?? '',
  }
}

/** What a program prints while a hidden test passes could be that test. */
function printed(decisive: Judged, tests: readonly Judged[]): Pick<Outcome, 'stdout' | 'stderr'> {
  const { stdout, stderr } = (decisive.hidden && decisive.verdict === 'ok' ? tests.findLast(({ hidden }) => !hidden) : decisive)?.outcome ?? silent
  return { stdout, stderr }
}

const silent = { stdout: '', stderr: '' } as const
