/** Which runs may stand on a board: those that were tried at least as hard as their lesson asks, and most of which was answered. */
import type { LabRun, LabStatistics, LabVerdict, lessons } from '../run.ts'

type Lesson = Pick<(typeof lessons)[number], 'nodes' | 'seconds' | 'rate' | 'faultsOffered'>

const fewestAnswers = 100
const leastAnswered = 0.5

export interface Tried {
  readonly run: Pick<LabRun, 'nodes' | 'seconds' | 'rate'>
  readonly verdict: Pick<LabVerdict, 'result'>
  readonly statistics: LabStatistics | undefined
}

/** Where nodes need not talk, there is nothing to compare. */
export function isRanked(lesson: Lesson | undefined, { run, verdict, statistics }: Tried): boolean {
  if (lesson === undefined || statistics === undefined || verdict.result !== 'pass') return false
  if (run.nodes < lesson.nodes || run.seconds < lesson.seconds || run.rate < lesson.rate) return false
  const { ok, operations, faultsTaken, messagesPerOperation } = statistics
  if (lesson.faultsOffered.length > 0 && faultsTaken === 0) return false
  return ok >= fewestAnswers && ok / operations >= leastAnswered && messagesPerOperation > 0
}
