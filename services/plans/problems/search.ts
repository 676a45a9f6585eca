/** Finds problems: by facts, and by words in title, topic and patterns. */
import type { Problem } from '../catalogue/problem.ts'
import { topicTitle } from '../catalogue/topic.ts'

export interface Wanted {
  readonly topic: string
  readonly difficulty: string
  readonly pattern: string
  readonly source: string
  readonly query: string
}

/** Every word of the query begins a word of the problem's; titles that begin with the query come first, then the order of the catalogue. */
export function search(problems: readonly Problem[], wanted: Wanted): readonly Problem[] {
  const words = wordsOf(wanted.query)
  const found = problems.filter((problem) => fits(problem, wanted) && words.every((word) => hasWord(problem, word)))
  if (words.length === 0) return found
  const whole = wanted.query.trim().toLowerCase()
  const early = found.filter(({ title }) => title.toLowerCase().startsWith(whole))
  return [...early, ...found.filter((problem) => !early.includes(problem))]
}

function fits({ topic, difficulty, patterns, source }: Problem, wanted: Wanted): boolean {
  return (
    (wanted.topic === '' || topic === wanted.topic) &&
    (wanted.difficulty === '' || difficulty === wanted.difficulty) &&
    (wanted.pattern === '' || patterns.includes(wanted.pattern)) &&
    (wanted.source === '' || source === wanted.source)
  )
}

const known = new WeakMap<Problem, readonly string[]>()

function hasWord(problem: Problem, word: string): boolean {
  let words = known.get(problem)
  if (words === undefined) {
    words = wordsOf([problem.title, problem.id, topicTitle(problem.topic), ...problem.patterns].join(' '))
    known.set(problem, words)
  }
  return words.some((one) => one.startsWith(word))
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The nearest first: patterns in common count most, then the topic, then the difficulty. */
export function similarTo(problem: Problem, problems: readonly Problem[], most: number): readonly Problem[] {
  const nearness = (other: Problem): number =>
    2 * other.patterns.filter((pattern) => problem.patterns.includes(pattern)).length +
    (other.topic === problem.topic ? 1.5 : 0) +
    (other.difficulty === problem.difficulty ? 0.5 : 0)
  return problems
    .filter((other) => other.id !== problem.id)
    .map((other) => ({ other, near: nearness(other) }))
    .filter(({ near }) => near >= 1.5)
    .sort((one, two) => two.near - one.near || (one.other.id < two.other.id ? -1 : 1))
    .slice(0, most)
    .map(({ other }) => other)
}
