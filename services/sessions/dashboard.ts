/** What a learner's overview says, from sums and the last ten completed sessions. */
import { type Element, elements } from './element.ts'

export interface ElementTrend {
  readonly element: Element
  readonly sessions: number
  /** Words an answer. */
  readonly averageWords: number
  /** Words an answer in the last ten sessions, oldest first. */
  readonly trend: readonly number[]
}

export interface Totals {
  readonly completedSessions: number
  readonly words: readonly number[]
}

export interface Completed {
  readonly words: readonly number[]
  readonly findings: readonly { readonly code?: string }[]
}

const promptsPerElement = 3

/** @param recent newest first. */
export function elementTrends(totals: Totals, recent: readonly Completed[]): ElementTrend[] {
  const answers = totals.completedSessions * promptsPerElement
  return elements.map((element, index) => ({
    element,
    sessions: totals.completedSessions,
    averageWords: answers === 0 ? 0 : round((totals.words[index] ?? 0) / answers),
    trend: recent.map((session) => round((session.words[index] ?? 0) / promptsPerElement)).reverse(),
  }))
}

/**
 * The element that gets the fewest words in the last ten sessions, weighted towards the newest (each older session counts 0.8 of the next);
 * the earlier element at a tie, since the later ones build on it. Undefined without a session.
 */
export function weakestElement(recent: readonly Completed[]): Element | undefined {
  if (recent.length === 0) return undefined
  const weighted = elements.map((_, index) => recent.reduce((sum, session, age) => sum + (session.words[index] ?? 0) * 0.8 ** age, 0))
  return elements[weighted.indexOf(Math.min(...weighted))]
}

/** The code of the finding that most of these sessions share; empty when none occurs twice. */
export function commonestFinding(recent: readonly Completed[]): string {
  const counts = new Map<string, number>()
  for (const session of recent) {
    for (const code of new Set(session.findings.map((finding) => finding.code ?? ''))) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  counts.delete('')
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best !== undefined && best[1] >= 2 ? best[0] : ''
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
