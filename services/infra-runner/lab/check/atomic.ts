/** Whether transactions are committed by all or by none, only where nobody refused, for ever, and without leaving anybody waiting. */
import { latestOf } from '../history/last.ts'
import type { Operation } from '../history/operation.ts'
import { textOf } from './model.ts'
import { type Anomaly, type Verdict, verdictOf } from './verdict.ts'

/** `begin` takes who refuses and answers a decision; `status` answers one, or 'open'; `open`, asked of each member at the end, answers which it still waits for and which it committed. */
export function atomicity(operations: readonly Operation[]): Verdict {
  const anomalies: Anomaly[] = []
  const told = new Map<string, Operation>()
  const refused = new Map<string, Operation>()
  for (const operation of operations) {
    const { f, key = '', input } = operation
    if (f === 'begin' && Array.isArray(input) && input.length > 0) refused.set(key, operation)
  }
  const answered = operations.filter(({ f, outcome, output }) => f !== 'open' && outcome === 'ok' && (output === 'commit' || output === 'abort'))
  for (const operation of answered) {
    const { key = '', output, process, id } = operation
    const first = told.get(key) ?? operation
    told.set(key, first)
    if (first.output !== output) {
      const explanation = `${first.process} was told ${textOf(first.output)} of ${key}, and ${process} ${textOf(output)}`
      anomalies.push({ name: 'not-atomic', explanation, operations: [first.id, id] })
    }
    const against = output === 'commit' ? refused.get(key) : undefined
    if (against !== undefined) {
      const explanation = `${key} was committed although ${textOf(against.input)} refused`
      anomalies.push({ name: 'not-valid', explanation, operations: [against.id, id] })
    }
  }
  return verdictOf([...anomalies, ...leftBehind(latestOf(operations.filter(({ f, outcome }) => f === 'open' && outcome === 'ok')))])
}

function leftBehind(last: readonly Operation[]): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  const ends = last.map((operation) => ({
    operation,
    ...(operation.output as { readonly open: readonly string[]; readonly committed: readonly string[] }),
  }))
  const committed = new Set(ends.flatMap((end) => end.committed))
  for (const { operation, ...end } of ends) {
    const own = new Set(end.committed)
    const missing = [...committed].find((transaction) => !own.has(transaction))
    const { id, process } = operation
    if (end.open[0] !== undefined)
      anomalies.push({
        ...{ name: 'blocked', explanation: `${process} still waits for ${end.open[0]} long after everything had healed` },
        ...{ operations: [id], inTheEnd: true },
      })
    else if (missing !== undefined)
      anomalies.push({ name: 'not-atomic', explanation: `${process} never committed ${missing}, which others did`, operations: [id], inTheEnd: true })
  }
  return anomalies
}
