/** A problem of the catalogue: facts and a link, never a statement. */

export const difficulties = ['easy', 'medium', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]

export interface Problem {
  /** The name in its address; a UUID for a learner's own. */
  readonly id: string
  readonly title: string
  readonly link: string
  readonly topic: string
  readonly difficulty: Difficulty
  readonly patterns: readonly string[]
  /** "leetcode", "quint" for the interview bank, "own". */
  readonly source: string
  /** What it takes somebody who knows the topic. */
  readonly minutes: number
}

/** 0 easy to 2 hard. */
export const rank = (difficulty: Difficulty): number => difficulties.indexOf(difficulty)
