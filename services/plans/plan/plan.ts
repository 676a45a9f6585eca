/** What a plan is, and what it is made of. */
import type { Difficulty, Problem } from '../catalogue/problem.ts'
import type { Topic } from '../catalogue/topic.ts'

export const levels = ['beginner', 'intermediate', 'advanced'] as const
export type Level = (typeof levels)[number]
export const weaknesses = ['conceptual', 'pattern_recognition', 'speed', 'communication'] as const

/** What the solver has to know of a learner. */
export interface Wishes {
  readonly level: Level
  readonly timelineWeeks: number
  readonly hoursPerWeek: number
  /** 1 to 5. */
  readonly topicConfidence: Readonly<Record<string, number>>
  readonly weaknesses: readonly string[]
  /** 1 Monday to 7 Sunday; never empty. */
  readonly daysAvailable: readonly number[]
}

/** What others, the coach and a model say; 1 is neutral. */
export interface Weights {
  readonly topics: Readonly<Record<string, number>>
  readonly problems: Readonly<Record<string, number>>
  /** In place of the written reasons, by problem. */
  readonly reasons: Readonly<Record<string, string>>
  /** Added to the wished difficulty, easy 0 to hard 2. */
  readonly harder: number
}

export const neutral: Weights = { topics: {}, problems: {}, reasons: {}, harder: 0 }

export interface PlanInput {
  readonly problems: readonly Problem[]
  readonly topics: readonly Topic[]
  readonly wishes: Wishes
  /** The learner's first day, YYYY-MM-DD. */
  readonly firstDay: string
  /** Days of the plan, weeks of seven days from the first one. */
  readonly days: number
  /** Problems that are done: they open what stands on them and are not planned again. */
  readonly done: ReadonlySet<string>
  /** Problems that an earlier plan has: they stay rather than go. */
  readonly planned: ReadonlySet<string>
  readonly weights: Weights
  /** Minutes of reviews that are due, by day. */
  readonly reviews: Readonly<Record<string, number>>
}

export const constraints = ['days', 'reviews', 'spacing', 'diversity', 'difficulty', 'hours'] as const
export type Constraint = (typeof constraints)[number]

export interface Relaxed {
  readonly constraint: Constraint
  readonly reason: string
}

export interface PlannedItem {
  readonly problemId: string
  readonly title: string
  readonly link: string
  readonly topic: string
  readonly difficulty: Difficulty
  readonly minutes: number
  readonly reason: string
}

export interface PlannedDay<Item extends PlannedItem = PlannedItem> {
  readonly date: string
  readonly topic: string
  readonly difficulty: Difficulty
  readonly reason: string
  /** Of its problems. */
  readonly minutes: number
  readonly reviewMinutes: number
  readonly problems: readonly Item[]
}

export interface Solved {
  readonly days: readonly PlannedDay[]
  readonly relaxed: readonly Relaxed[]
  /** Minutes of a study day. */
  readonly dayMinutes: number
}
