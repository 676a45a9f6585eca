/** How far a plan has come, day after day: what was seen of each topic, which topics are open, what may be asked of the learner. */
import { type Problem, rank } from '../catalogue/problem.ts'
import { daysBetween } from './calendar-day.ts'
import type { Level, PlanInput, Wishes } from './plan.ts'

/** So many problems of a topic open what stands on it. */
export const opening = 2
/** From here on a topic counts as known. */
export const knownFrom = 4

export const usualConfidence: Readonly<Record<Level, number>> = { beginner: 2, intermediate: 3, advanced: 4 }

export const confidenceIn = (wishes: Wishes, topic: string): number => wishes.topicConfidence[topic] ?? usualConfidence[wishes.level]

interface Seen {
  /** Problems seen: easy, medium, hard. */
  readonly byRank: number[]
  /** Days on which it was practised, ascending. */
  readonly days: string[]
}

export type Progress = ReturnType<typeof openProgress>

export function openProgress({ wishes, topics, problems, done }: Pick<PlanInput, 'wishes' | 'topics' | 'problems' | 'done'>) {
  const seen = new Map<string, Seen>()
  const patterns = new Map<string, number>()
  const needs = new Map(topics.map((topic) => [topic.id, topic.needs]))
  const of = (topic: string): Seen => seen.get(topic) ?? begin(seen, topic)
  const count = (topic: string): number => of(topic).byRank.reduce((sum, one) => sum + one, 0)
  const note = (problem: Problem, day?: string): void => {
    const { byRank, days } = of(problem.topic)
    byRank[rank(problem.difficulty)] = (byRank[rank(problem.difficulty)] ?? 0) + 1
    if (day !== undefined && days.at(-1) !== day) days.push(day)
    const [pattern = ''] = problem.patterns
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
  }
  for (const problem of problems) if (done.has(problem.id)) note(problem)
  return {
    note,
    count,
    countOfPattern: (pattern: string): number => patterns.get(pattern) ?? 0,
    isOpen: (topic: string): boolean => (needs.get(topic) ?? []).every((need) => confidenceIn(wishes, need) >= knownFrom || count(need) >= opening),
    /** Easy comes before medium and medium before hard, unless the topic is known. */
    mayAsk({ topic, difficulty }: Problem): boolean {
      const [easy = 0, medium = 0] = of(topic).byRank
      if (difficulty === 'medium') return confidenceIn(wishes, topic) >= 3 || easy + medium > 0
      if (difficulty === 'hard') return confidenceIn(wishes, topic) > knownFrom || medium >= 2
      return true
    },
    /** Not on a third study day in a row. */
    isRested: (topic: string, lately: readonly string[]): boolean => lately.length < 2 || !lately.every((day) => of(topic).days.includes(day)),
    /** Undefined when it was never practised in this plan. */
    daysSince(topic: string, day: string): number | undefined {
      const last = of(topic).days.at(-1)
      return last === undefined ? undefined : daysBetween(last, day)
    },
  }
}

function begin(seen: Map<string, Seen>, topic: string): Seen {
  const made: Seen = { byRank: [0, 0, 0], days: [] }
  seen.set(topic, made)
  return made
}
