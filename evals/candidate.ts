/** Somebody who plays an interview: what they say to what they are asked, and which programs they write. */
import type { Task } from './task.ts'

/** What the interviewer has said last, and where the interview stands. */
export interface Moment {
  readonly task: Task
  readonly stage: 'approach' | 'coding' | 'feedback'
  /** Of all the candidate's turns, from 0. */
  readonly turn: number
  /** Of those of this stage, from 0. */
  readonly turnOfStage: number
  readonly question: string
  readonly questionCode: string
}

export type Program = 'right' | 'wrong' | 'slow' | 'broken'

export interface Attempt {
  readonly program: Program
  readonly submitted: boolean
  /** An input of their own, in place of the tests. */
  readonly ownInput?: true
  /** What they say to what the interviewer makes of the run. */
  readonly afterwards?: (task: Task) => string
}

export interface Candidate {
  /** Kebab-case. */
  readonly name: string
  readonly about: string
  readonly persona: 'friendly' | 'neutral' | 'demanding'
  /** Undefined: they say nothing. */
  readonly says: (moment: Moment) => string | undefined
  readonly attempts: readonly Attempt[]
  /** Bands that a fair interviewer can come to. */
  readonly bands: readonly string[]
}
