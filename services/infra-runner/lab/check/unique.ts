/** Whether every id that was given out was given out once. */
import type { Operation } from '../history/operation.ts'
import { textOf } from './model.ts'
import { type Anomaly, type Verdict, verdictOf } from './verdict.ts'

export function uniqueIds(operations: readonly Operation[]): Verdict {
  const given = new Map<string, Operation>()
  const anomalies: Anomaly[] = []
  for (const operation of operations) {
    if (operation.outcome !== 'ok') continue
    const id = textOf(operation.output)
    const first = given.get(id)
    if (first === undefined) given.set(id, operation)
    else
      anomalies.push({
        name: 'duplicate',
        explanation: `${first.process} and ${operation.process} were both given ${id}`,
        operations: [first.id, operation.id],
      })
  }
  return verdictOf(anomalies)
}

/** Whether every echo says what was said. */
export function echoes(operations: readonly Operation[]): Verdict {
  const wrong = operations.filter(({ outcome, input, output }) => outcome === 'ok' && textOf(input) !== textOf(output))
  return verdictOf(
    wrong.map(({ id, process, input, output }) => ({
      name: 'other-echo',
      explanation: `${process} said ${textOf(input)} and heard ${textOf(output)}`,
      operations: [id],
    })),
  )
}
