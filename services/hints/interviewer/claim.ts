/** One thing that is said about a learner's work, and the places where it can be read. */
import type { Entry, Interview, Submission } from './interview.ts'

/** UTF-16 code units, end exclusive. */
interface Span {
  readonly start: number
  readonly end: number
}

export type Reference = Span &
  (
    | { readonly kind: 'entry'; readonly seq: number }
    | { readonly kind: 'code'; readonly submissionId: string }
    | { readonly kind: 'statement' }
    /** An earlier interview, as a whole. */
    | { readonly kind: 'interview'; readonly interviewId: string }
  )

export interface Claim {
  /** Stable, snake_case. */
  readonly code: string
  readonly text: string
  /** At least one. */
  readonly references: readonly Reference[]
}

export function inEntry({ seq, text }: Entry, span: Span = { start: 0, end: text.length }): Reference {
  return { kind: 'entry', seq, start: span.start, end: span.end }
}

export function inCode({ submissionId, code }: Submission, span: Span = { start: 0, end: code.length }): Reference {
  return { kind: 'code', submissionId, start: span.start, end: span.end }
}

/** The span of a 1-based line, as a program's report names it; the whole code when there is no such line. */
export function lineOf(submission: Submission, line: number): Reference {
  const lines = submission.code.split('\n')
  const text = lines[line - 1]
  if (text === undefined) return inCode(submission)
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0)
  return inCode(submission, { start, end: start + text.length })
}

/** Where nothing was said or written: what was asked and stayed without an answer, or the problem itself. */
export function absence({ transcript, problem }: Interview): Reference {
  const asked = transcript.findLast(({ speaker }) => speaker === 'interviewer')
  return asked === undefined ? { kind: 'statement', start: 0, end: problem.statement.length } : inEntry(asked)
}

/** Whether a reader who follows it finds something there. */
export function resolves(reference: Reference, interview: Interview, earlier: readonly string[] = []): boolean {
  const length = lengthAt(reference, interview, earlier)
  return length !== undefined && reference.start >= 0 && reference.start <= reference.end && reference.end <= length
}

function lengthAt(reference: Reference, { transcript, submissions, problem }: Interview, earlier: readonly string[]): number | undefined {
  switch (reference.kind) {
    case 'entry':
      return transcript.find(({ seq }) => seq === reference.seq)?.text.length
    case 'code':
      return submissions.find(({ submissionId }) => submissionId === reference.submissionId)?.code.length
    case 'statement':
      return problem.statement.length
    case 'interview':
      return earlier.includes(reference.interviewId) ? 0 : undefined
  }
}
