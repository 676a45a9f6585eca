/** What a problem and a topic are worth on a day: need, others' word, the curve of difficulty, novelty, and the time since the last of its kind. */
import { type Problem, rank } from '../catalogue/problem.ts'
import type { Topic } from '../catalogue/topic.ts'
import type { Level, PlanInput } from './plan.ts'
import { confidenceIn, type Progress } from './progress.ts'

/** Where the curve of difficulty begins, easy 0 to hard 2; it rises by one over the plan. */
const beginning: Readonly<Record<Level, number>> = { beginner: 0.1, intermediate: 0.5, advanced: 1 }

const leastWeight = 0.2
const mostWeight = 3

/** Whatever others say, nothing is wholly out and nothing drowns the rest. */
const bounded = (weight: number | undefined): number =>
  weight === undefined || !Number.isFinite(weight) ? 1 : Math.min(mostWeight, Math.max(leastWeight, weight))

export interface Moment {
  readonly day: string
  /** 0 on the first day to 1 on the last. */
  readonly part: number
  readonly progress: Progress
}

export function topicWorth(topic: Topic, input: PlanInput, { day, progress }: Moment): number {
  const need = 0.4 + 0.2 * (5 - confidenceIn(input.wishes, topic.id))
  const tired = 1 / (1 + 0.15 * progress.count(topic.id))
  const since = progress.daysSince(topic.id, day)
  // Comes back after some days rather than the next one, and is not left alone for weeks.
  const spacing = since === undefined ? 1.1 : since <= 1 ? 0.7 : since >= 10 ? 1.3 : 1
  return (topic.weight / 3) * need * tired * spacing * bounded(input.weights.topics[topic.id])
}

export function problemWorth(problem: Problem, input: PlanInput, { part, progress }: Moment): number {
  const { wishes, weights, planned } = input
  const away = Math.abs(rank(problem.difficulty) - wishedRank(problem, input, part))
  const known = progress.countOfPattern(problem.patterns[0] ?? '')
  const novelty = 1 / (1 + (wishes.weaknesses.includes('pattern_recognition') ? 0.35 : 0.2) * known)
  const stays = planned.has(problem.id) ? 1.5 : 1
  return Math.max(0.02, 1.2 - 0.5 * away) * novelty * stays * bounded(weights.problems[problem.id])
}

/** Easy 0 to hard 2. */
function wishedRank({ topic }: Problem, { wishes, weights }: PlanInput, part: number): number {
  const slower = wishes.weaknesses.includes('conceptual') ? 0.2 : 0
  const known = (confidenceIn(wishes, topic) - 3) * 0.25
  return Math.min(2, Math.max(0, beginning[wishes.level] + part + known + weights.harder - slower))
}

/** Minutes that it takes this learner, a multiple of 5. */
export function minutesFor(problem: Problem, { wishes }: PlanInput): number {
  const pace = { beginner: 1.25, intermediate: 1, advanced: 0.8 }[wishes.level] * (wishes.weaknesses.includes('speed') ? 1.1 : 1)
  const sure = 1 + (3 - confidenceIn(wishes, problem.topic)) * 0.05
  return Math.max(10, Math.round((problem.minutes * pace * sure) / 5) * 5)
}
