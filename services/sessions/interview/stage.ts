/** What an interview allows at each moment, and what follows from it: pure rules, no clock, no store. */
import { Failure } from '@quint/runtime/failure.ts'

export const stages = ['problem', 'approach', 'coding', 'feedback', 'summary'] as const
export type Stage = (typeof stages)[number]

export type InterviewStatus = 'in_progress' | 'completed' | 'abandoned'

export const learnerKinds = ['problem_description', 'explanation', 'message', 'code_submission', 'run', 'end_session'] as const
export type LearnerKind = (typeof learnerKinds)[number]

export type ServerKind = 'system' | 'stage' | 'ai_response' | 'run_result' | 'code_analysis' | 'session_summary'

export type DutyKind = 'reply' | 'run' | 'review' | 'summary'

/** Why the interviewer speaks. */
export type Cue = '' | 'stage' | 'message' | 'run' | 'silence'

export interface InterviewState {
  readonly stage: Stage
  readonly status: InterviewStatus
}

export interface Consequence {
  /** The stage from now on; undefined: it stays. */
  readonly stage?: Stage
  /** What is owed for the entry itself; for an entry about a new stage where `onStage` says so. */
  readonly duty?: { readonly kind: DutyKind; readonly cue: Cue; readonly onStage?: true }
  readonly abandoned?: true
}

const allowed: Readonly<Record<LearnerKind, readonly Stage[]>> = {
  problem_description: ['problem'],
  explanation: ['approach'],
  message: ['approach', 'coding', 'feedback'],
  code_submission: ['coding', 'feedback'],
  run: ['coding', 'feedback'],
  end_session: ['problem', 'approach', 'coding', 'feedback'],
}

const instead: Readonly<Record<Stage, string>> = {
  problem: 'Describe the problem first.',
  approach: 'Explain your approach first.',
  coding: 'You are writing code now: send a message, run it or hand it in.',
  feedback: 'This is the time for feedback: send a message, hand in better code or end the interview.',
  summary: 'This interview is over.',
}

/** Throws Failure('conflict') when it may not be said now. */
export function consequenceOf(kind: LearnerKind, { stage, status }: InterviewState): Consequence {
  if (status !== 'in_progress') throw new Failure('conflict', 'This interview is over.')
  if (!allowed[kind].includes(stage)) throw new Failure('conflict', instead[stage])
  switch (kind) {
    case 'problem_description':
      return { stage: 'approach', duty: { kind: 'reply', cue: 'stage', onStage: true } }
    case 'explanation':
      return { stage: 'coding', duty: { kind: 'reply', cue: 'message' } }
    case 'message':
      return { duty: { kind: 'reply', cue: 'message' } }
    case 'run':
      return { duty: { kind: 'run', cue: '' } }
    case 'code_submission':
      return stage === 'feedback' ? { duty: { kind: 'run', cue: '' } } : { stage: 'feedback', duty: { kind: 'run', cue: '' } }
    case 'end_session':
      return endOf(stage)
  }
}

/** How it ends, by the learner's wish or because its time is up: without a problem there is nothing to judge. */
export function endOf(stage: Stage): Consequence {
  return stage === 'problem' ? { stage: 'summary', abandoned: true } : { stage: 'summary', duty: { kind: 'summary', cue: '' } }
}

/** The stage that an answer of the interviewer leads to: whoever has said enough about the approach may write code. */
export function stageAfterReply(stage: Stage, heardEnough: boolean): Stage {
  return stage === 'approach' && heardEnough ? 'coding' : stage
}

/** So long may nothing be said or written, by persona. */
const patienceMs: Readonly<Record<string, number>> = { friendly: 120_000, neutral: 90_000, demanding: 60_000 }
const usualPatienceMs = 90_000
const mostSilences = 3

export interface Quiet extends InterviewState {
  readonly persona: string
  /** That were broken. */
  readonly silences: number
  /** Since something was last said or written. */
  readonly silentMs: number
}

/** How much longer silence lasts before the interviewer breaks it, 0 when it is time; undefined: it is left alone. Reading feedback is no silence. */
export function patienceLeft({ stage, status, persona, silences, silentMs }: Quiet, owed: number): number | undefined {
  const open = status === 'in_progress' && (stage === 'approach' || stage === 'coding')
  if (!open || owed > 0 || silences >= mostSilences) return undefined
  return Math.max(0, (patienceMs[persona] ?? usualPatienceMs) - silentMs)
}

interface Owed {
  readonly seq: number
  readonly kind: DutyKind
}

/** The interviewer says one thing after another, programs run one after another, and the summary comes when all else is done. */
export function mustWait(duty: Owed, owed: readonly Owed[]): boolean {
  const before = owed.filter(({ seq }) => seq < duty.seq)
  if (duty.kind === 'summary') return before.length > 0
  return before.some(({ kind }) => (kind === 'run') === (duty.kind === 'run'))
}
