/** Whether a cluster that had healed long ago still answers. */
import type { Verdict } from '../check/verdict.ts'
import type { Operation } from '../history/operation.ts'

/** Errors that are answers: there is no such key, or it has another value. */
const answers = new Set(['20', '21', '22'])

/** @param operations of which the last questions are of processes that are called 'last'. */
export function withProgress(verdict: Verdict, operations: readonly Operation[], quietMs: number): Verdict {
  if (verdict.kind !== 'valid' || operations.length === 0) return verdict
  const last = operations.filter(({ process }) => process.startsWith('last'))
  const unanswered = last.find(({ outcome, error }) => outcome !== 'ok' && !answers.has(error ?? ''))
  if (unanswered === undefined) return verdict
  const explanation = `${unanswered.f} was not answered although everything had healed ${quietMs / 1_000} s before`
  return { kind: 'invalid', anomalies: [{ name: 'no-progress', explanation, operations: [unanswered.id] }] }
}
