/** What a model's assessment rests on: a place that there is, or words that stand in the learner's text; anything else is no evidence. */
import type { DesignAssessment, DesignEvidence } from '@quint/proto/gen/quint/hints/v1/design.ts'
import { type Brought, spoils } from './spoiler.ts'
import type { Design } from './subject.ts'

/** How far a model may move a score that rules have given. */
const farthest = 15
const mostPoints = 4
const longestSaying = 400
const shortestQuote = 8

export interface Judging {
  readonly design: Design
  readonly brought: Brought
  readonly isHarmless: (sentence: string) => boolean
  /** Places that nobody said anything about. */
  readonly inferred: ReadonlySet<string>
}

/** The rules' assessment with what the model adds to it; undefined where it adds nothing that can be used. */
export function assessed(byRules: DesignAssessment, said: Readonly<Record<string, unknown>>, judging: Judging): DesignAssessment | undefined {
  const given = Array.isArray(said.evidence) ? (said.evidence as readonly unknown[]) : []
  const evidence = given
    .slice(0, 20)
    .flatMap((one) => evidenceIn(one, judging) ?? [])
    .slice(0, mostPoints)
  if (evidence.length === 0) return undefined
  const counting = evidence.filter(({ inferred }) => !inferred)
  const score = typeof said.score === 'number' && Number.isFinite(said.score) ? Math.round(said.score) : byRules.score
  // A score moves only the way that some evidence points.
  const most = counting.some(({ speaks }) => speaks === 'for') ? byRules.score + farthest : byRules.score
  const least = evidence.some(({ speaks }) => speaks === 'against') ? byRules.score - farthest : byRules.score
  return {
    area: byRules.area,
    score: Math.max(0, Math.min(100, Math.max(least, Math.min(most, score)))),
    evidence: [...byRules.evidence, ...evidence],
  }
}

function evidenceIn(value: unknown, { design, brought, isHarmless, inferred }: Judging): DesignEvidence | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { speaks, place, quote, says } = value as Readonly<Record<string, unknown>>
  if ((speaks !== 'for' && speaks !== 'against') || typeof says !== 'string') return undefined
  const text = says.trim().slice(0, longestSaying).toWellFormed()
  if (text.length < 10 || spoils(text, brought) !== undefined || !isHarmless(text)) return undefined
  const words = typeof quote === 'string' ? quote.trim() : ''
  const quoted = words.length >= shortestQuote && squeezed(design.text).includes(squeezed(words)) ? words.slice(0, 500) : ''
  const known = typeof place === 'string' && design.places.includes(place) ? place : ''
  if (quoted === '' && known === '') return undefined
  return { speaks, place: known, quote: quoted, says: text, inferred: quoted === '' && inferred.has(known) }
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
