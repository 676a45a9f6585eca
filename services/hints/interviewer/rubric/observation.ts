/** One thing that an interview shows, for one dimension of the rubric: what it counts, where it stands, and what would help. */
import type { Reference } from '../claim.ts'
import type { Evidence } from '../evidence.ts'
import type { Interview } from '../interview.ts'

export type Dimension = 'communication' | 'problem_solving' | 'technical_competency' | 'testing'

export interface Observation {
  /** Stable, snake_case. */
  readonly code: string
  /** Of 100. */
  readonly points: number
  /** To the candidate, one sentence. */
  readonly text: string
  /** At least one. */
  readonly references: readonly Reference[]
  /** What to do about it, one sentence; empty where nothing is to be done. */
  readonly advice: string
  /** Stable, snake_case; empty when it shows no skill. */
  readonly skill: string
}

export interface Judging {
  readonly interview: Interview
  readonly evidence: Evidence
}

export type Rule = (judging: Judging) => Observation | undefined

type Given = Pick<Observation, 'code' | 'points' | 'text' | 'references'> & Partial<Pick<Observation, 'advice' | 'skill'>>

export function observation(given: Given): Observation {
  return { advice: '', skill: '', ...given }
}
