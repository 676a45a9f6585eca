/** A question of the interviewer, by a code under which it is asked once. */

import { skeletonsOf } from '../offline/coach.ts'
import type { Interview } from './interview.ts'

export interface Question {
  /** Stable in an interview: what was asked under it is not asked again. */
  readonly code: string
  /** Whole sentences, the last of which asks. */
  readonly text: string
}

/** Those that were not asked, neither under their code nor in the same words. */
export function unasked(questions: readonly Question[], interview: Interview): Question[] {
  const codes = new Set(interview.transcript.map(({ questionCode }) => questionCode))
  const said = saidBefore(interview)
  const seen = new Set<string>()
  return questions.filter(({ code, text }) => {
    if (codes.has(code) || seen.has(code) || skeletonsOf([text]).some((skeleton) => said.has(skeleton))) return false
    seen.add(code)
    return true
  })
}

/** Sentences of the interviewer, in a form that figures and quotations do not change. */
export function saidBefore({ transcript }: Interview): ReadonlySet<string> {
  return new Set(skeletonsOf(transcript.filter(({ speaker }) => speaker === 'interviewer').map(({ text }) => text)))
}

/** The sentence that asks. */
export function asking(text: string): string {
  return text.split(/(?<=[.!;])\s+/u).at(-1) ?? text
}

/** Question marks outside quotations. */
export function questionCount(text: string): number {
  return text.replace(/“[^”]*”/gu, '').match(/[?？]/gu)?.length ?? 0
}
