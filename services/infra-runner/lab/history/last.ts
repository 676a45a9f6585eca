/** The last questions of a run: of processes that are called 'last', a node and a number; each further try has its number after a point. */
import type { Operation } from './operation.ts'

function isLast({ process }: Pick<Operation, 'process'>): boolean {
  return process.startsWith('last')
}

export function lastOf(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(isLast)
}

/** What all tries of it have in common. */
export function questionOf({ process }: Pick<Operation, 'process'>): string {
  const [question = ''] = process.split('.')
  return question
}

/** Of what was answered, the latest try of each question: earlier ones may have come too early. */
export function latestOf(answered: readonly Operation[]): readonly Operation[] {
  return [...new Map(answered.map((one) => [questionOf(one), one])).values()]
}
