/** An interview as the interviewer knows it: a problem, what was said, what was run. It keeps none of it. */

export type Stage = 'problem' | 'approach' | 'coding' | 'feedback' | 'summary'
export type Persona = 'friendly' | 'neutral' | 'demanding'
/** Why it is the interviewer's turn. */
export type Cue = 'stage' | 'message' | 'run' | 'silence'

export interface OpenPoint {
  readonly question: string
  readonly answer: string
}

/** Untrusted text when the problem is the learner's own. */
export interface InterviewProblem {
  /** Of the bank; empty for one of the learner's own. */
  readonly problemId: string
  readonly title: string
  readonly statement: string
  readonly difficulty: string
  readonly topics: readonly string[]
  readonly examples: readonly string[]
  readonly constraints: readonly string[]
  readonly openPoints: readonly OpenPoint[]
  readonly followUps: readonly string[]
  readonly expectedTime: string
  readonly expectedSpace: string
}

export interface Entry {
  readonly seq: number
  readonly speaker: 'interviewer' | 'candidate'
  readonly stage: Stage
  /** Untrusted when the candidate's. */
  readonly text: string
  readonly atMs: number
  readonly questionCode: string
  readonly notes: string
}

export interface Measured {
  /** A family of growth such as "n log n"; empty when it cannot be told. */
  readonly time: string
  readonly timeConfidence: number
  readonly space: string
  readonly spaceConfidence: number
}

export interface Submission {
  readonly submissionId: string
  readonly afterSeq: number
  readonly atMs: number
  readonly language: string
  /** Untrusted. */
  readonly code: string
  /** False: only run. */
  readonly submitted: boolean
  readonly outcome: string
  readonly testsTotal: number
  readonly testsPassed: number
  readonly failing: { readonly input: string; readonly output: string; readonly expected: string } | undefined
  readonly message: string
  readonly line: number
  readonly measured: Measured | undefined
  readonly stdin: string
}

export interface Interview {
  readonly interviewId: string
  readonly problem: InterviewProblem
  readonly persona: Persona
  readonly stage: Stage
  readonly language: string
  readonly elapsedMs: number
  /** 0 without an end. */
  readonly durationMs: number
  readonly transcript: readonly Entry[]
  readonly submissions: readonly Submission[]
}

export function saidBy(interview: Interview, speaker: Entry['speaker']): readonly Entry[] {
  return interview.transcript.filter((entry) => entry.speaker === speaker)
}

/** What the candidate said last, when nobody spoke after it. */
export function lastWords({ transcript }: Interview): Entry | undefined {
  const last = transcript.at(-1)
  return last?.speaker === 'candidate' ? last : undefined
}

export function lastSubmission({ submissions }: Interview): Submission | undefined {
  return submissions.at(-1)
}

/** Every test that there was has passed. */
export function passed({ outcome, testsTotal, testsPassed }: Submission): boolean {
  return outcome === 'ok' && testsTotal > 0 && testsPassed >= testsTotal
}

/** From 0, and 1 at its end; 0 without an end. */
export function shareOfTime({ elapsedMs, durationMs }: Interview): number {
  return durationMs === 0 ? 0 : Math.min(1, elapsedMs / durationMs)
}
