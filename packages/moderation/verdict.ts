/** What a rule finds, and what all of them together say. */

export type Verdict = 'allow' | 'review' | 'refuse'

export type RuleCode = 'slur' | 'profanity' | 'harassment' | 'self_harm' | 'danger' | 'personal_data' | 'link' | 'spam' | 'solution_code'
/** The last one is a model's. */
export type ReasonCode = RuleCode | 'unsafe'

export interface Reason {
  readonly code: ReasonCode
  /** 'review': somebody looks at it first. 'refuse': it may not stand. */
  readonly weight: 'review' | 'refuse'
  /** To its writer: what is wrong and what to do. */
  readonly message: string
  /** UTF-16 code units. */
  readonly start: number
  readonly end: number
}

export interface Judgement {
  readonly verdict: Verdict
  /** In the order of the text. */
  readonly reasons: readonly Reason[]
}

/** Finds what it is for; never throws, whatever the text. */
export type Rule = (text: string) => readonly Reason[]

/** More of the same kind says nothing new. */
const mostOfAKind = 5

export function judge(text: string, rules: readonly Rule[]): Judgement {
  const reasons = rules.flatMap((rule) => rule(text).slice(0, mostOfAKind)).sort((a, b) => a.start - b.start || a.end - b.end)
  return { verdict: worst(reasons.map(({ weight }) => weight)), reasons }
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('refuse')) return 'refuse'
  return verdicts.includes('review') ? 'review' : 'allow'
}

/** To its writer, each once. */
export function messagesOf(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.map(({ message }) => message))]
}

/** More than so many are not read. */
const mostMistakes = 20

/** As what is wrong with a field of a request. */
export function mistakesOf(reasons: readonly Reason[], path: string): { readonly path: string; readonly message: string }[] {
  return reasons.slice(0, mostMistakes).map(({ message }) => ({ path, message }))
}
