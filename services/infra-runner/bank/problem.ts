/** A problem of the bank, as a value: what a learner reads, what an interviewer knows, and what makes and judges its hidden tests. */
import type { Random } from './random.ts'

export const topics = [
  'arrays',
  'strings',
  'hash tables',
  'two pointers',
  'sliding window',
  'stacks',
  'queues',
  'linked lists',
  'recursion',
  'binary search',
  'sorting',
  'trees',
  'binary search trees',
  'tries',
  'heaps',
  'graphs',
  'shortest paths',
  'union-find',
  'intervals',
  'prefix sums',
  'dynamic programming',
  'two-dimensional dynamic programming',
  'backtracking',
  'greedy',
  'bits',
  'matrices',
  'math',
  'design',
] as const
export type Topic = (typeof topics)[number]

/** What JSON can say. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value }
export type Args = readonly Value[]

/** A self-contained function: its text is what runs as the TypeScript solution, under its own name. */
export type Solution = (...args: never[]) => unknown

export interface Example {
  readonly args: Args
  readonly output: Value
  readonly explanation: string
}

export interface WrongSolution {
  /** What is wrong with it. */
  readonly because: string
  readonly solve: Solution
}

export interface Problem {
  /** Kebab-case, for ever. */
  readonly id: string
  readonly title: string
  readonly difficulty: 'easy' | 'medium' | 'hard'
  readonly topics: readonly Topic[]
  readonly statement: string
  readonly constraints: readonly string[]
  /** Names and types as TypeScript has them. */
  readonly parameters: readonly (readonly [name: string, type: string])[]
  readonly returns: string
  readonly examples: readonly Example[]
  /** The reference in TypeScript; camelCase, it names the function that learners write. */
  readonly solve: Solution
  /** The reference in Python; its function has the same name in snake_case. */
  readonly python: string
  /** Inputs that generators would hardly hit. */
  readonly edges: readonly Args[]
  /** An input of about that size; the same for the same random numbers. */
  readonly generate: (size: number, random: Random) => Args
  /** In its place where growth is measured: an input that gives a good solution most to do. */
  readonly hardest?: (size: number, random: Random) => Args
  /** Sizes of the generated hidden tests, ascending. */
  readonly sizes: readonly number[]
  /** Where more than one answer is right. Absent: the answer is that of the reference. */
  readonly check?: (answer: Value, judging: { readonly args: Args; readonly expected: Value }) => boolean
  readonly ambiguities: readonly { readonly question: string; readonly answer: string }[]
  readonly complexity: { readonly time: string; readonly space: string }
  readonly followUps: readonly string[]
  /** Plausible, and wrong: at least two. */
  readonly wrong: readonly WrongSolution[]
  /** Sizes on which growth is measured; absent: doubling. */
  readonly measured?: readonly number[]
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
