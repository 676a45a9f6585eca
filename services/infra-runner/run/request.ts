/** What may be asked to run: checked before anything is started. */
import type { RunCodeRequest } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { findProblem } from '../bank/bank.ts'
import { type Problem, snakeCase } from '../bank/problem.ts'
import { callable, type Language, type Limits, languages, type Program } from '../sandbox/sandbox.ts'
import type { PlainTest } from './judge.ts'

export type Given =
  | { readonly kind: 'stdin'; readonly stdin: string }
  | { readonly kind: 'tests'; readonly tests: readonly PlainTest[] }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly examplesOnly: boolean }

export interface CheckedRun {
  readonly program: Program
  readonly given: Given
  readonly limits: Limits
}

const mebibyte = 1024 * 1024
const mostCodeBytes = 64 * 1024
const mostStdinBytes = 256 * 1024
const mostTests = 50
const bounds = {
  timeMs: { least: 100, most: 10_000, usual: 2000 },
  memoryBytes: { least: 32 * mebibyte, most: 512 * mebibyte, usual: 256 * mebibyte },
  outputBytes: { least: 1024, most: 256 * 1024, usual: 64 * 1024 },
} as const

function refuse(path: string, message: string): never {
  throw new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}

export function checkedLanguage(name: string): Language {
  return languages.find((language) => language === name) ?? refuse('language', `must be one of ${languages.join(', ')}`)
}

export function checkedCode(code: string): string {
  if (code.trim() === '') refuse('code', 'is empty. Please write some code first!')
  if (Buffer.byteLength(code) > mostCodeBytes) refuse('code', `must be at most ${mostCodeBytes / 1024} KiB`)
  if (code.includes('\0')) refuse('code', 'must not contain NUL characters')
  return code
}

export function checkedProblem(id: string): Problem {
  const problem = findProblem(id)
  if (problem === undefined) throw new Failure('not_found', 'There is no such problem.')
  return problem
}

/** The function that learners write for a problem. */
export function entryOf(problem: Problem, language: Language): string {
  return language === 'python' ? snakeCase(problem.solve.name) : problem.solve.name
}

export function checkedRun(request: RunCodeRequest): CheckedRun {
  const language = checkedLanguage(request.language)
  const code = checkedCode(request.code)
  const given = checkedGiven(request)
  const entry = given.kind === 'problem' && callable.has(language) ? entryOf(given.problem, language) : ''
  return { program: { language, code, entry, counted: false }, given, limits: checkedLimits(request) }
}

function checkedGiven({ given, examplesOnly }: RunCodeRequest): Given {
  switch (given?.$case) {
    case 'problemId':
      return { kind: 'problem', problem: checkedProblem(given.value), examplesOnly }
    case 'tests': {
      const { tests } = given.value
      if (tests.length === 0 || tests.length > mostTests) refuse('tests', `must be 1 to ${mostTests}`)
      for (const [index, test] of tests.entries()) checkedText(`tests.${index}`, test.stdin + test.expected)
      return { kind: 'tests', tests }
    }
    case 'stdin':
      return { kind: 'stdin', stdin: checkedText('stdin', given.value) }
    case undefined:
      return { kind: 'stdin', stdin: '' }
  }
}

function checkedText(path: string, text: string): string {
  if (Buffer.byteLength(text) > mostStdinBytes) refuse(path, `must be at most ${mostStdinBytes / 1024} KiB`)
  return text
}

export function checkedLimits({ limits }: Pick<RunCodeRequest, 'limits'>): Limits {
  const within = (name: keyof typeof bounds, asked: number | undefined): number => {
    const { least, most, usual } = bounds[name]
    if (asked === undefined || asked === 0) return usual
    if (asked < least || asked > most) refuse(`limits.${name}`, `must be from ${least} to ${most}`)
    return asked
  }
  return {
    timeMs: within('timeMs', limits?.timeMs),
    memoryBytes: within('memoryBytes', limits?.memoryBytes),
    outputBytes: within('outputBytes', limits?.outputBytes),
  }
}
