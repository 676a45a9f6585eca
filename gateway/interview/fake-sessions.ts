/** Sessions for tests of what a gateway does: interviews in memory behind the real contract, each of whose duties is held by whoever claims it. */
import { Cue, Interview, InterviewStage, Persona } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import {
  InterviewEntry,
  InterviewRecord,
  InterviewStatus,
  type InterviewStep,
  type PayDutyRequest,
} from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

type Payment = NonNullable<PayDutyRequest['with']>

export interface FakeInterview {
  readonly id: string
  readonly paid: Payment[]
  duty: { readonly seq: number; driver: string; said: string; readonly cue?: Cue } | undefined
  /** After so long without a sign of the learner a reply is owed, once. */
  patience: { readonly ms: number; from: number } | undefined
  /** How often the learner was said to be at it. */
  active: number
  /** What was written and said, in the order in which it was kept. */
  readonly kept: string[]
  /** Until what is written is kept. */
  writing: Promise<void>
  step(afterSeq: number): { readonly step: InterviewStep }
  add(entry: Partial<InterviewEntry>): void
}

function fakeInterview(): FakeInterview {
  const entries: InterviewEntry[] = []
  const interview: FakeInterview = {
    id: uuidv7(),
    paid: [],
    duty: undefined,
    patience: undefined,
    active: 0,
    kept: [],
    writing: Promise.resolve(),
    add: (entry) =>
      void entries.push(
        InterviewEntry.fromPartial({ stage: InterviewStage.CODING, at: '2026-11-21T10:00:00.000Z', ...entry, seq: entries.length + 1 }),
      ),
    step: (afterSeq) => ({
      step: {
        interview: InterviewRecord.fromPartial({
          id: interview.id,
          language: 'python',
          persona: Persona.NEUTRAL,
          stage: InterviewStage.CODING,
          status: InterviewStatus.IN_PROGRESS,
          remainingMs: 600_000,
          lastSeq: entries.length,
        }),
        entries: entries.filter(({ seq }) => seq > afterSeq),
        duties: dutiesOf(interview),
        silenceMs: interview.duty === undefined ? silenceLeft(interview) : 0,
      },
    }),
  }
  return interview
}

function silenceLeft({ patience }: FakeInterview): number {
  return patience === undefined ? 0 : Math.max(1, Math.ceil(patience.from + patience.ms - performance.now()))
}

function dutiesOf({ duty }: FakeInterview): InterviewStep['duties'] {
  return duty === undefined ? [] : [{ seq: duty.seq, kind: 'reply', heldMs: duty.driver === '' ? 0 : 6000, said: duty.said, waits: false }]
}

export function fakeSessions() {
  const open = new Map<string, FakeInterview>()
  const begin = (): FakeInterview => {
    const interview = fakeInterview()
    open.set(interview.id, interview)
    return interview
  }
  const find = (id: string): FakeInterview => {
    const interview = open.get(id)
    if (interview === undefined) throw new Failure('not_found', 'There is no such interview.')
    return interview
  }
  const implementation: Partial<SessionsServiceImplementation> = {
    startInterview: async () => begin().step(0),
    async readInterview({ interviewId, afterSeq }) {
      const interview = find(interviewId)
      const { patience } = interview
      if (patience !== undefined && patience.from + patience.ms <= performance.now()) {
        interview.patience = undefined
        interview.duty = { seq: interview.step(0).step.entries.length, driver: '', said: '', cue: Cue.SILENCE }
      }
      return interview.step(afterSeq)
    },
    async keepDraft({ interviewId, unchanged, code }) {
      const interview = find(interviewId)
      await interview.writing
      if (!unchanged) interview.kept.push(code)
      if (unchanged) interview.active += 1
      if (interview.patience !== undefined) interview.patience.from = performance.now()
      return {}
    },
    async tellInterview({ interviewId, kind, text, requestId, afterSeq }) {
      const interview = find(interviewId)
      interview.kept.push(kind)
      interview.add({ kind, text, requestId })
      interview.duty = { seq: interview.step(0).step.entries.length, driver: '', said: '' }
      return interview.step(afterSeq)
    },
    async claimDuty({ interviewId, seq, driver }) {
      const interview = find(interviewId)
      const { duty } = interview
      const [told] = dutiesOf(interview)
      const granted = duty?.seq === seq && duty.driver === ''
      if (granted) duty.driver = driver
      const parts = { cue: duty?.cue ?? Cue.MESSAGE, earlier: [], entry: undefined, interview: Interview.fromPartial({ interviewId }) }
      return { granted, heldMs: granted ? 0 : 50, duty: granted ? told : undefined, ...parts }
    },
    async holdDuty({ interviewId, seq, driver, said, release }) {
      const interview = find(interviewId)
      if (interview.duty?.seq !== seq || interview.duty.driver !== driver) return { held: false }
      interview.duty = { ...interview.duty, driver: release ? '' : driver, said }
      return { held: true }
    },
    async payDuty({ interviewId, seq, driver, afterSeq, with: payment }) {
      const interview = find(interviewId)
      if (interview.duty?.seq !== seq || interview.duty.driver !== driver || payment === undefined)
        throw new Failure('conflict', 'Somebody else has done this.')
      interview.paid.push(payment)
      interview.duty = undefined
      if (payment.$case === 'reply') interview.add({ kind: 'ai_response', text: payment.value.text, aboutSeq: seq })
      return interview.step(afterSeq)
    },
  }
  return { implementation, begin }
}
