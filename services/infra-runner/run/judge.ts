/** Judges a program test by test. What is expected never enters the sandbox: a program can only say what its answer is. */
import { isRight, type ProblemTest } from '../bank/hidden.ts'
import type { Problem } from '../bank/problem.ts'
import type { Opened, Outcome } from '../sandbox/sandbox.ts'

export type Verdict = Outcome['kind'] | 'wrong_answer'

export interface Judged {
  readonly index: number
  readonly verdict: Verdict
  readonly hidden: boolean
  readonly outcome: Outcome
  readonly input: string
  readonly output: string
  readonly expected: string
}

export interface Judging {
  readonly total: number
  readonly tests: AsyncGenerator<Judged>
}

export interface PlainTest {
  readonly stdin: string
  readonly expected: string
}

const longestShown = 600

/** What does not depend on the input, or would take as long again, is not tried with the next one. */
const final: ReadonlySet<Verdict> = new Set(['compile_error', 'time_limit', 'memory_limit', 'output_limit'])

export function judgePrograms(opened: Opened, tests: readonly PlainTest[]): Judging {
  async function* judge(): AsyncGenerator<Judged> {
    for (const [index, test] of tests.entries()) {
      const outcome = await opened.run({ stdin: test.stdin, args: '[]' })
      const verdict = outcome.kind === 'ok' && trimmed(outcome.stdout) !== trimmed(test.expected) ? 'wrong_answer' : outcome.kind
      yield { index, verdict, hidden: false, outcome, input: cut(test.stdin), output: cut(outcome.stdout), expected: cut(test.expected) }
      if (final.has(verdict)) return
    }
  }
  return { total: tests.length, tests: judge() }
}

/** Of the hidden tests only the smallest that fails is shown: they come smallest first. */
export function judgeProblem(opened: Opened, problem: Problem, tests: readonly ProblemTest[]): Judging {
  async function* judge(): AsyncGenerator<Judged> {
    let failed = false
    for (const [index, test] of tests.entries()) {
      const outcome = await opened.run(inputOf(test))
      const verdict = verdictOf(problem, test, outcome)
      const smallest = verdict !== 'ok' && !failed
      failed ||= verdict !== 'ok'
      if (!test.hidden) yield { index, verdict, hidden: false, outcome, ...shown(problem, test, outcome) }
      else if (smallest) yield { index, verdict, hidden: true, ...(await shownAlone(opened, { problem, test, verdict, outcome })) }
      else yield { index, verdict, hidden: true, outcome: unsaid(outcome), input: '', output: '', expected: '' }
      if (final.has(verdict)) return
    }
  }
  return { total: tests.length, tests: judge() }
}

function verdictOf(problem: Problem, test: ProblemTest, outcome: Outcome): Verdict {
  if (outcome.kind !== 'ok') return outcome.kind
  return isRight(problem, test, outcome.value) ? 'ok' : 'wrong_answer'
}

const inputOf = ({ args }: ProblemTest) => ({ stdin: '', args: JSON.stringify(args) })

/** What a program says may be its input: it could print it, fail with it, or at a line that stands for it. */
function unsaid(outcome: Outcome): Outcome {
  return { ...outcome, stdout: '', stderr: '', message: '', line: 0 }
}

interface Failed {
  readonly problem: Problem
  readonly test: ProblemTest
  readonly verdict: Verdict
  readonly outcome: Outcome
}

/** A program may have kept the inputs of other tests, so what it says is taken from a process that has seen this one only. */
async function shownAlone(opened: Opened, { problem, test, verdict, outcome }: Failed) {
  if (final.has(verdict)) {
    const { message } = outcome
    return { outcome: { ...unsaid(outcome), message }, ...shown(problem, test, { value: undefined }) }
  }
  const again = await opened.alone(inputOf(test))
  if (verdictOf(problem, test, again) !== 'ok') return { outcome: again, ...shown(problem, test, again) }
  return { outcome: { ...unsaid(outcome), message: leftover }, ...shown(problem, test, { value: undefined }) }
}

const leftover = 'With this input alone it is right: something is kept from one call to the next.'

function shown(problem: Problem, { args, expected }: ProblemTest, { value }: Pick<Outcome, 'value'>) {
  const named = problem.parameters.map(([name], index) => `${name} = ${JSON.stringify(args[index])}`).join(', ')
  return { input: cut(named), output: cut(value ?? ''), expected: cut(JSON.stringify(expected)) }
}

/** Blanks at the ends of lines, and lines at the end, say nothing. */
function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}

function cut(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)} …`
}
