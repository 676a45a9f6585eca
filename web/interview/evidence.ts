/** What a claim points at, in the interview's own log: the words or the lines, so that they can be quoted and shown. */
import type { Span } from '../coach/segments.ts'
import { coversAll, excerpt } from '../coach/segments.ts'
import { type Entry, isLearners, type Problem, type Reference } from './interview.ts'

export type Evidence =
  | { readonly kind: 'words'; readonly entry: Entry; readonly span: Span; readonly text: string }
  | { readonly kind: 'code'; readonly entry: Entry; readonly span: Span; readonly text: string; readonly lines: Lines }
  | { readonly kind: 'statement'; readonly span: Span; readonly text: string }
  | { readonly kind: 'interview'; readonly interviewId: string }

/** From 1, both included. */
export interface Lines {
  readonly first: number
  readonly last: number
}

export interface Material {
  readonly entries: readonly Entry[]
  readonly problem: Problem | null
}

/** Undefined: it points at nothing that is here. */
export function evidenceOf(reference: Reference, { entries, problem }: Material): Evidence | undefined {
  const { seq = 0, submissionId = '', interviewId = '', statement = false, start, end } = reference
  const span = { start, end }
  if (seq > 0) {
    const entry = entries.find((one) => one.seq === seq)
    return entry === undefined ? undefined : { kind: 'words', entry, span, text: entry.text }
  }
  if (submissionId !== '') {
    const entry = entries.find((one) => one.submissionId === submissionId && (one.kind === 'code_submission' || one.kind === 'run'))
    return entry === undefined ? undefined : { kind: 'code', entry, span, text: entry.code ?? '', lines: linesOf(entry.code ?? '', span) }
  }
  if (statement) return problem === null ? undefined : { kind: 'statement', span, text: problem.statement ?? '' }
  return interviewId === '' ? undefined : { kind: 'interview', interviewId }
}

export function linesOf(text: string, { start, end }: Span): Lines {
  const lineAt = (offset: number): number => text.slice(0, Math.max(0, Math.min(offset, text.length))).split('\n').length
  const first = lineAt(start)
  return { first, last: Math.max(first, lineAt(Math.max(start, end - 1))) }
}

const longestQuote = 90

/** "Line 3: for a in xs:", "You: I keep a table". */
export function quoteOf(evidence: Evidence): { readonly where: string; readonly quote: string } {
  switch (evidence.kind) {
    case 'words':
      return { where: isLearners(evidence.entry) ? 'You' : 'Interviewer', quote: cut(evidence) }
    case 'code': {
      const { first, last } = evidence.lines
      if (coversAll(evidence.text, evidence.span)) return { where: 'Your code', quote: last === 1 ? 'one line' : `all ${last} lines` }
      return { where: first === last ? `Line ${first}` : `Lines ${first} to ${last}`, quote: cut(evidence) }
    }
    case 'statement':
      return { where: 'Problem', quote: cut(evidence) }
    case 'interview':
      return { where: 'Earlier interview', quote: '' }
  }
}

function cut({ text, span }: { readonly text: string; readonly span: Span }): string {
  const { marked } = excerpt(text, span, longestQuote)
  return marked.replace(/\s+/g, ' ').trim()
}
