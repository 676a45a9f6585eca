/** The tests of a problem: its examples for all to see, and hidden ones out of its edges and its generator, the smallest first. */
import { isDeepStrictEqual } from 'node:util'
import type { Args, Problem, Value } from './problem.ts'
import { randomFrom } from './random.ts'

export interface ProblemTest {
  readonly args: Args
  readonly expected: Value
  readonly hidden: boolean
}

/** Mistakes show in small inputs, when there are several; large ones show slowness. */
const smallSize = 60
const triesOfSmall = 4

const kept = new WeakMap<Problem, readonly ProblemTest[]>()

/** The reference is asked once; the same tests for every learner. */
export function testsOf(problem: Problem): readonly ProblemTest[] {
  const known = kept.get(problem) ?? makeTests(problem)
  kept.set(problem, known)
  return known
}

/** The tests that everybody sees. */
export function examplesOf({ examples }: Problem): readonly ProblemTest[] {
  return examples.map(({ args, output }) => ({ args, expected: output, hidden: false }))
}

function makeTests(problem: Problem): readonly ProblemTest[] {
  const sizes = problem.sizes.flatMap((size) => Array.from({ length: size <= smallSize ? triesOfSmall : 1 }, () => size))
  const generated = sizes.map((size, index) => problem.generate(size, randomFrom(seedOf(problem.id) + index)))
  const hidden = [...problem.edges, ...generated].map((args) => ({ args, expected: expectedOf(problem, args), hidden: true }))
  const sized = hidden.map((one) => ({ one, size: JSON.stringify(one.args).length })).sort((a, b) => a.size - b.size)
  return [...examplesOf(problem), ...sized.map(({ one }) => one)]
}

function seedOf(id: string): number {
  return [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
}

export function expectedOf(problem: Problem, args: Args): Value {
  const answer = (problem.solve as (...given: unknown[]) => unknown)(...(structuredClone(args) as unknown[]))
  return JSON.parse(JSON.stringify(answer ?? null)) as Value
}

/** @param answer JSON of what the program returned. */
export function isRight(problem: Problem, test: ProblemTest, answer: string | undefined): boolean {
  const value = parsed(answer)
  if (value === undefined) return false
  if (problem.check !== undefined) return checked(problem.check, value, test)
  return isDeepStrictEqual(value, test.expected)
}

/** A checker may trip over an answer of another shape: then it is wrong. */
function checked(check: NonNullable<Problem['check']>, value: Value, test: ProblemTest): boolean {
  try {
    return check(value, test)
  } catch {
    return false
  }
}

function parsed(text: string | undefined): Value | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value)
  } catch {
    return undefined
  }
}
