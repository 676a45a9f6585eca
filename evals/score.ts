/** Interviews judged by every criterion. */

import { criteria } from './criteria/criteria.ts'
import type { Criterion } from './criterion.ts'
import type { Played } from './play.ts'

export interface Scored {
  readonly criterion: Criterion
  /** Interviews that it applies to. */
  readonly applies: number
  readonly held: number
  /** Candidate and problem of those in which it does not hold. */
  readonly broken: readonly string[]
}

export function score(interviews: readonly Played[]): Scored[] {
  return criteria.map((criterion) => {
    const answers = interviews.map((played) => ({ played, answer: criterion.asks(played) })).filter(({ answer }) => answer !== undefined)
    const broken = answers.filter(({ answer }) => answer === false).map(({ played }) => `${played.candidate.name}, ${played.task.problem.id}`)
    return { criterion, applies: answers.length, held: answers.length - broken.length, broken }
  })
}
