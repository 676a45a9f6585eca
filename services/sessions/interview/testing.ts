/** Interviews for tests, through the service's own calls. */
import assert from 'node:assert/strict'
import { CodeAnalysis, Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome, RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import {
  type InterviewStep,
  InterviewTask,
  type PayDutyRequest,
  StartInterviewRequest,
  TellInterviewRequest,
} from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { House, Options } from '../testing.ts'

const bankTask = InterviewTask.fromPartial({
  problemId: 'pair-with-sum',
  title: 'Pair with a sum',
  statement: 'Find two that add up.',
  topics: ['arrays'],
  starters: { python: 'def pair(a):' },
})

function stepped({ step }: { step?: InterviewStep | undefined }): InterviewStep & { interview: NonNullable<InterviewStep['interview']> } {
  assert.ok(step?.interview !== undefined)
  return { ...step, interview: step.interview }
}

export const reply = (text: string, more: Partial<Spoken> = {}) => ({
  $case: 'reply' as const,
  value: Spoken.fromPartial({ text, source: 'offline', ...more }),
})
export const ran = (outcome: Outcome = Outcome.OK) => ({
  $case: 'run' as const,
  value: RunResult.fromPartial({ outcome, testsTotal: 2, testsPassed: 2 }),
})
export const review = {
  $case: 'review' as const,
  value: {
    analysis: CodeAnalysis.fromPartial({ technicalFeedback: 'It passes.', followUpQuestion: 'And for n = 0?', questionCode: 'q1', score: 7 }),
    measured: undefined,
  },
}
export const kinds = ({ entries }: { readonly entries: readonly { readonly kind: string }[] }) => entries.map(({ kind }) => kind)

/** What one learner does with interviews, and the server for them. */
export function talk({ call }: House, options: Options) {
  const begin = async (given: Partial<StartInterviewRequest> = { task: bankTask }) =>
    stepped(await call.startInterview(StartInterviewRequest.fromPartial({ language: 'python', ...given }), options))
  const tell = async (interviewId: string, given: Partial<TellInterviewRequest>) =>
    stepped(await call.tellInterview(TellInterviewRequest.fromPartial({ interviewId, ...given }), options))
  const read = async (interviewId: string, afterSeq = 0) => stepped(await call.readInterview({ interviewId, afterSeq }, options))
  /** Takes on the first thing that is owed, and pays it. */
  const pay = async (interviewId: string, payment: NonNullable<PayDutyRequest['with']>) => {
    const { duties } = await read(interviewId)
    const seq = duties.find(({ waits }) => !waits)?.seq ?? 0
    const driver = uuidv7()
    const claim = await call.claimDuty({ interviewId, seq, driver }, options)
    assert.ok(claim.granted, JSON.stringify(duties))
    return { claim, ...stepped(await call.payDuty({ interviewId, seq, driver, afterSeq: 0, with: payment }, options)) }
  }
  const toCoding = async (): Promise<string> => {
    const { interview } = await begin()
    await pay(interview.id, reply('Where would you begin?', { questionCode: 'open' }))
    await tell(interview.id, { kind: 'explanation', text: 'A map of what I have seen.' })
    await pay(interview.id, reply('Go on.', { notes: 'knows maps' }))
    return interview.id
  }
  return { begin, tell, read, pay, toCoding }
}
