/** Reads what a learner says of a plan: which topics they name, and whether it was too hard or too easy. A reading by words, the same every time. */
import { topics } from '../catalogue/topic.ts'
import type { Weights } from './plan.ts'

export interface Feedback {
  /** Topics that are to weigh more, and count as less sure. */
  readonly topics: readonly string[]
  readonly harder: number
}

export interface Said {
  readonly q: string
  readonly a: string
}

const tooHard = /\b(too (hard|difficult|fast)|hardest|overwhelm\w*|struggl\w*|stuck|lost)\b/i
const tooEasy = /\b(too (easy|simple|slow)|bor(ed|ing)|trivial)\b/i
const step = 0.4

export function readFeedback(said: readonly Said[]): Feedback {
  const words = said.map(({ a }) => a).join('\n')
  const named = topics.filter(
    ({ id, title }) => mentions(words, title) || mentions(words, id.replaceAll('-', ' ')) || aliases(id).some((alias) => mentions(words, alias)),
  )
  // A topic that is named is what was hard; without one it is the whole.
  const harder = tooEasy.test(words) ? step : tooHard.test(words) && named.length === 0 ? -step : 0
  return { topics: named.map(({ id }) => id), harder }
}

export function withFeedback(weights: Weights, feedback: Feedback): Weights {
  const named = Object.fromEntries(feedback.topics.map((id) => [id, (weights.topics[id] ?? 1) * 1.8]))
  return { ...weights, topics: { ...weights.topics, ...named }, harder: weights.harder + feedback.harder }
}

/** One step less sure of each named topic, 1 at least. */
export function lessSure(confidence: Readonly<Record<string, number>>, named: readonly string[], usual: number): Readonly<Record<string, number>> {
  return { ...confidence, ...Object.fromEntries(named.map((id) => [id, Math.max(1, (confidence[id] ?? usual) - 1)])) }
}

const mentions = (text: string, phrase: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(phrase)}(?![\\p{L}\\p{N}])`, 'iu').test(text)

const otherNames: Readonly<Record<string, readonly string[]>> = {
  'dp-1d': ['dp', 'dynamic programming', 'memoization'],
  'dp-2d': ['dp', 'dynamic programming'],
  graphs: ['graph', 'bfs', 'dfs'],
  trees: ['tree', 'binary tree'],
  'linked-list': ['linked list', 'pointers'],
  heap: ['heap', 'priority queue'],
  stack: ['stack', 'queue', 'stacks'],
  hashing: ['hash map', 'hash table', 'hash'],
  bits: ['bit manipulation', 'bit'],
  math: ['maths', 'mathematics'],
  backtracking: ['recursion'],
  arrays: ['array'],
  strings: ['string'],
}

const aliases = (id: string): readonly string[] => otherNames[id] ?? []
