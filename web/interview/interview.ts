/** An interview as the pages know it: what it is about, and the log of everything that was said, written and run. */
export const stages = ['problem', 'approach', 'coding', 'feedback', 'summary'] as const
export type Stage = (typeof stages)[number]

export const personas = ['friendly', 'neutral', 'demanding'] as const
export type Persona = (typeof personas)[number]

export const languages = ['python', 'javascript', 'typescript', 'java', 'cpp', 'c', 'go'] as const
export type Language = (typeof languages)[number]

export type Band = 'strong_hire' | 'hire' | 'no_hire' | 'strong_no_hire'
export type Dimension = 'communication' | 'problem_solving' | 'technical_competency' | 'testing'

export interface Example {
  readonly input: string
  readonly output: string
  readonly explanation: string
}

export interface Problem {
  /** Of the bank; empty for one of the learner's own. */
  readonly id: string
  readonly title: string
  /** Left out of lists. */
  readonly statement?: string
  readonly difficulty?: string
  readonly topics?: readonly string[]
  readonly constraints?: readonly string[]
  readonly examples?: readonly Example[]
  /** What to begin with, by language. */
  readonly starters?: Readonly<Record<string, string>>
}

/** Where a claim is to be read. Offsets in UTF-16 code units, the end exclusive. */
export interface Reference {
  /** Of the log. */
  readonly seq?: number
  /** Its code. */
  readonly submissionId?: string
  readonly statement?: boolean
  /** An earlier interview. */
  readonly interviewId?: string
  readonly start: number
  readonly end: number
}

export interface Claim {
  readonly code: string
  readonly text: string
  readonly references: readonly Reference[]
}

export interface DimensionScore {
  readonly dimension: Dimension
  readonly band: Band
  /** 0 to 100. */
  readonly score: number
  readonly claims: readonly Claim[]
}

export interface Analysis {
  readonly technicalFeedback: string
  readonly complexityAnalysis: string
  readonly codeQuality: string
  readonly followUpQuestion: string
  /** 0 to 10. */
  readonly score: number
  readonly technicalClaims: readonly Claim[]
  readonly complexityClaims: readonly Claim[]
  readonly qualityClaims: readonly Claim[]
  readonly suggestions: readonly Claim[]
  readonly claimedTime: string
  readonly claimedSpace: string
  readonly measuredTime: string
  readonly measuredSpace: string
}

export interface Summary {
  readonly band: Band
  readonly rubric: readonly DimensionScore[]
  readonly strengths: readonly Claim[]
  readonly improvements: readonly Claim[]
  readonly nextSteps: readonly Claim[]
  readonly comparison: readonly Claim[]
  readonly text: string
}

export interface TestOutcome {
  readonly index: number
  readonly status: string
  readonly hidden: boolean
  readonly input: string
  readonly output: string
  readonly expected: string
  readonly message: string
  readonly line: number
  readonly timeMs: number
}

export interface RunOutcome {
  readonly status: string
  readonly stdout: string
  readonly stderr: string
  readonly message: string
  /** From 1; 0 when it is not known. */
  readonly line: number
  readonly timeMs: number
  readonly memoryBytes: number
  readonly tests: readonly TestOutcome[]
  readonly testsTotal: number
  readonly testsPassed: number
}

export interface Measured {
  readonly time: string
  readonly timeConfidence: number
  readonly space: string
  readonly spaceConfidence: number
}

export type LearnerKind = 'problem_description' | 'explanation' | 'message' | 'code_submission' | 'run' | 'end_session'
export type ServerKind = 'system' | 'stage' | 'ai_response' | 'run_result' | 'code_analysis' | 'session_summary'

/** One thing that happened; never changed. */
export interface Entry {
  /** Grows, in thousands. */
  readonly seq: number
  readonly kind: LearnerKind | ServerKind
  /** Of "stage", the new one. */
  readonly stage?: Stage
  readonly text: string
  readonly code?: string
  readonly language?: string
  readonly stdin?: string
  /** Left out of replays. */
  readonly requestId?: string
  /** ISO 8601. */
  readonly at?: string
  /** Since the start; known in replays only. */
  readonly atMs?: number
  readonly submissionId?: string
  /** The entry that it answers. */
  readonly aboutSeq?: number
  readonly run?: RunOutcome
  readonly analysis?: Analysis
  readonly summary?: Summary
  readonly measured?: Measured
}

/** As a replay has it: with its moment. */
export type PastEntry = Entry & { readonly atMs: number }

export type InterviewStatus = 'in_progress' | 'completed' | 'abandoned'

export interface Interview {
  readonly id: string
  readonly problem: Problem | null
  readonly language: string
  readonly persona: Persona
  readonly durationMinutes: number
  readonly stage: Stage
  readonly status: InterviewStatus
  readonly startedAt: string
  readonly endsAt: string
  readonly endedAt: string | null
  /** Empty before the summary. */
  readonly band: Band | ''
  /** 0 to 10, of the last submission that was judged. */
  readonly score: number
  readonly rubric: readonly DimensionScore[]
  readonly submissions: number
  /** Until its time is up. */
  readonly remainingMs: number
}

/** The learner's code as it stood at a moment. */
export interface Snapshot {
  readonly atMs: number
  readonly language: string
  readonly code: string
}

const spoken: ReadonlySet<string> = new Set(['problem_description', 'explanation', 'message', 'system', 'ai_response'])

/** Whether it is read in the conversation. */
export function isSpoken({ kind }: Entry): boolean {
  return spoken.has(kind)
}

const learners: ReadonlySet<string> = new Set(['problem_description', 'explanation', 'message', 'code_submission', 'run', 'end_session'])

export function isLearners({ kind }: Entry): boolean {
  return learners.has(kind)
}
