/** The hint that the benches stream: as long as a hint may be, harmless, in pieces as small as a model's tokens. */
import { findFindings } from '../services/hints/answers/finding.ts'
import { createGuard } from '../services/hints/guard/guard.ts'
import { harmless } from '../services/hints/no-spoiler/harmless.ts'
import { decide } from '../services/hints/policy/plan.ts'
import { answers as twelveAnswers, twoSum } from '../services/hints/testing.ts'
import { fromAlgorithm, fromAnswers } from '../services/hints/wire.ts'

export const algorithm = twoSum
export const answers = twelveAnswers()

/** What a hint for these answers may say. */
export function allowance() {
  const problem = fromAlgorithm(algorithm)
  const given = fromAnswers(answers)
  return decide({ problem, answers: given, findings: findFindings(problem, given), tier: 1 }).allowance
}

/** About a model's tokens: words of up to six letters with the space before them, and marks. */
export function tokensOf(text: string): string[] {
  return text.match(/\s?[\p{L}\p{N}]{1,6}|\s|[^\s\p{L}\p{N}]/gu) ?? []
}

const longest = 1750

/** Harmless hints that the guard lets through one after the other, as many as fit into one. */
export function hintText(): string {
  const allowed = allowance()
  let text = ''
  for (const { slug, text: next } of harmless) {
    const longer = text === '' ? next : `${text} ${next}`
    if (slug !== 'two-sum' || longer.length > longest) continue
    const guard = createGuard(allowed)
    if (guard.push(longer).stop === undefined && guard.end().stop === undefined) text = longer
  }
  if (text.length < longest / 2) throw new Error('the guard lets too little of the harmless hints through')
  return text
}
