/** When to look at an interview again without being told: when its time is up, when nobody has said anything for long, and when something that went wrong may go right. */
import { InterviewStage } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { type InterviewRecord, InterviewStatus } from '@quint/proto/gen/quint/sessions/v1/interview.ts'

export interface Alarms extends Disposable {
  /** After so many milliseconds, or sooner if that was said before. */
  again(ms: number): void
  /** Its end, and when a silence will have lasted long enough; 0: never. */
  expect(interview: InterviewRecord, silenceMs: number): void
}

/** So that what is due has become due. */
const graceMs = 50

export function openAlarms(look: () => void): Alarms {
  let ending: NodeJS.Timeout | undefined
  let silence: NodeJS.Timeout | undefined
  let next: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined
  let stopped = false
  return {
    again(ms) {
      const at = performance.now() + ms
      if (stopped || (next !== undefined && next.at <= at)) return
      clearTimeout(next?.timer)
      const timer = setTimeout(() => {
        next = undefined
        look()
      }, ms)
      next = { timer, at }
    },
    expect({ status, stage, remainingMs }, silenceMs) {
      clearTimeout(ending)
      clearTimeout(silence)
      if (!stopped && silenceMs > 0) silence = setTimeout(look, silenceMs + graceMs)
      if (stopped || status !== InterviewStatus.IN_PROGRESS || stage === InterviewStage.SUMMARY) return
      ending = setTimeout(look, remainingMs + graceMs)
    },
    [Symbol.dispose]() {
      stopped = true
      clearTimeout(silence)
      clearTimeout(ending)
      clearTimeout(next?.timer)
    },
  }
}
