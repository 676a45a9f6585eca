/** Between the interviewer's domain and the contract's messages; refuses what is too large or makes no sense. */
import {
  type Claim as ClaimMessage,
  Cue as CueMessage,
  Dimension as DimensionMessage,
  type EarlierInterview as EarlierMessage,
  type Interview as InterviewMessage,
  InterviewStage,
  Persona as PersonaMessage,
  type Reference as ReferenceMessage,
  Speaker,
  type Submission as SubmissionMessage,
  type TranscriptEntry,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { fromAlgorithm } from '../wire.ts'
import type { Claim, Reference } from './claim.ts'
import type { Cue, Entry, Interview, InterviewProblem, Persona, Stage, Submission } from './interview.ts'
import type { Dimension } from './rubric/observation.ts'
import type { EarlierInterview } from './summary.ts'

const most = { entries: 500, entry: 20_000, submissions: 200, code: 65_536, statement: 100_000, earlier: 20 } as const

const stages: Partial<Record<InterviewStage, Stage>> = {
  [InterviewStage.PROBLEM]: 'problem',
  [InterviewStage.APPROACH]: 'approach',
  [InterviewStage.CODING]: 'coding',
  [InterviewStage.FEEDBACK]: 'feedback',
  [InterviewStage.SUMMARY]: 'summary',
}
const personas: Partial<Record<PersonaMessage, Persona>> = {
  [PersonaMessage.FRIENDLY]: 'friendly',
  [PersonaMessage.NEUTRAL]: 'neutral',
  [PersonaMessage.DEMANDING]: 'demanding',
}
const cues: Partial<Record<CueMessage, Cue>> = {
  [CueMessage.STAGE]: 'stage',
  [CueMessage.MESSAGE]: 'message',
  [CueMessage.RUN]: 'run',
  [CueMessage.SILENCE]: 'silence',
}

export function fromInterview(message: InterviewMessage | undefined): Interview {
  if (message === undefined) throw invalid('interview', 'must be given')
  const { interviewId, language, elapsedMs, durationMs, transcript, submissions } = message
  limit('interview.transcript', transcript.length, most.entries, 'entries')
  limit('interview.submissions', submissions.length, most.submissions, 'submissions')
  const problem = problemOf(message)
  const entries = transcript.map(entryOf)
  const seqs = new Set(entries.map(({ seq }) => seq))
  if (seqs.size < entries.length) throw invalid('interview.transcript', 'has a seq twice')
  const runs = submissions.map(submissionOf)
  const ids = new Set(runs.map(({ submissionId }) => submissionId))
  if (ids.size < runs.length) throw invalid('interview.submissions', 'has an id twice')
  return {
    interviewId,
    problem,
    language,
    elapsedMs: Math.max(0, elapsedMs),
    durationMs: Math.max(0, durationMs),
    persona: personas[message.persona] ?? 'neutral',
    stage: stageOf('interview.stage', message.stage),
    transcript: entries,
    submissions: runs,
  }
}

export function fromCue(cue: CueMessage): Cue {
  const known = cues[cue]
  if (known === undefined) throw invalid('cue', 'must be known')
  return known
}

const dimensions: Partial<Record<DimensionMessage, Dimension>> = {
  [DimensionMessage.COMMUNICATION]: 'communication',
  [DimensionMessage.PROBLEM_SOLVING]: 'problem_solving',
  [DimensionMessage.TECHNICAL_COMPETENCY]: 'technical_competency',
  [DimensionMessage.TESTING]: 'testing',
}

export function fromEarlier(messages: readonly EarlierMessage[]): EarlierInterview[] {
  limit('earlier', messages.length, most.earlier, 'interviews')
  return messages.map(({ interviewId, problemTitle, rubric }) => ({
    interviewId,
    problemTitle,
    scores: rubric.flatMap(({ dimension, score }) => {
      const known = dimensions[dimension]
      return known === undefined ? [] : [{ dimension: known, score }]
    }),
  }))
}

function problemOf({ problem: message }: InterviewMessage): InterviewProblem {
  const { title, statement, tags, examples } = fromAlgorithm(message?.algorithm)
  limit('interview.problem.algorithm.statement', statement.length, most.statement, 'characters')
  return {
    problemId: message?.problemId ?? '',
    title,
    statement,
    difficulty: message?.algorithm?.difficulty ?? '',
    topics: tags,
    examples,
    constraints: message?.constraints ?? [],
    openPoints: message?.openPoints ?? [],
    followUps: message?.followUps ?? [],
    expectedTime: message?.expectedTime ?? '',
    expectedSpace: message?.expectedSpace ?? '',
  }
}

function entryOf(entry: TranscriptEntry, at: number): Entry {
  const { seq, text, atMs, questionCode, notes } = entry
  limit(`interview.transcript.${at}.text`, text.length, most.entry, 'characters')
  return {
    seq,
    text,
    atMs,
    questionCode,
    notes,
    stage: stageOf(`interview.transcript.${at}.stage`, entry.stage),
    speaker: entry.speaker === Speaker.INTERVIEWER ? 'interviewer' : 'candidate',
  }
}

function submissionOf(submission: SubmissionMessage, at: number): Submission {
  limit(`interview.submissions.${at}.code`, submission.code.length, most.code, 'characters')
  return { ...submission, failing: submission.failing, measured: submission.measured }
}

function stageOf(path: string, stage: InterviewStage): Stage {
  const known = stages[stage]
  if (known === undefined) throw invalid(path, 'must be a stage')
  return known
}

function limit(path: string, count: number, most: number, unit: string): void {
  if (count > most) throw invalid(path, `has more than ${most} ${unit}`)
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}

export function toClaim({ code, text, references }: Claim): ClaimMessage {
  return { code, text, references: references.map(toReference) }
}

function toReference(reference: Reference): ReferenceMessage {
  const { start, end } = reference
  switch (reference.kind) {
    case 'entry':
      return { start, end, at: { $case: 'seq', value: reference.seq } }
    case 'code':
      return { start, end, at: { $case: 'submissionId', value: reference.submissionId } }
    case 'statement':
      return { start, end, at: { $case: 'statement', value: true } }
    case 'interview':
      return { start, end, at: { $case: 'interviewId', value: reference.interviewId } }
  }
}
