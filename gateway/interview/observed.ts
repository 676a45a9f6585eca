/** What operators see of interviews: how many are open here, and what was done for them, how and how fast. */
import { count, measure, shift } from '@quint/telemetry/metrics.ts'

export function countRoom(change: 1 | -1): void {
  shift('quint.interview.rooms', change, {})
}

export type DutyEnd = 'done' | 'failed' | 'put_off' | 'handed_over'

export const duties = ['reply', 'run', 'review', 'summary'] as const
export type Duty = (typeof duties)[number]

export function countDuty(kind: Duty, end: DutyEnd, seconds: number): void {
  count('quint.interview.duties', { 'quint.interview.duty': kind, 'quint.interview.end': end })
  if (end === 'done') measure('quint.interview.duty.duration', seconds, { 'quint.interview.duty': kind })
}

export type LearnerKind = 'problem_description' | 'explanation' | 'message' | 'code_submission' | 'run' | 'end_session'

export function countMessage(kind: LearnerKind): void {
  count('quint.interview.messages', { 'quint.interview.message': kind })
}
