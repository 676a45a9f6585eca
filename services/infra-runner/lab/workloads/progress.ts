/** Whether a cluster that had healed long ago still answers. */
import type { Verdict } from '../check/verdict.ts'
import { lastOf, questionOf } from '../history/last.ts'
import type { Operation } from '../history/operation.ts'

/** Errors that are answers: there is no such key, or it has another value. */
const answers = new Set(['20', '21', '22'])

export function isAnswer(error: string | undefined): boolean {
  return answers.has(error ?? '')
}

/** Each of the last questions counts as answered once one try of it was. */
export function withProgress(verdict: Verdict, operations: readonly Operation[], quietMs: number): Verdict {
  if (verdict.kind !== 'valid' || operations.length === 0) return verdict
  const last = lastOf(operations)
  const answered = new Set(last.filter(({ outcome, error }) => outcome === 'ok' || isAnswer(error)).map(questionOf))
  const unanswered = last.find((one) => !answered.has(questionOf(one)))
  if (unanswered === undefined) return verdict
  const explanation = `${unanswered.f} was not answered although everything had healed ${quietMs / 1_000} s before`
  return { kind: 'invalid', anomalies: [{ name: 'no-progress', explanation, operations: [unanswered.id], inTheEnd: true }] }
}
