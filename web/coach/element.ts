/** The five elements in the words shown to a learner. */
import type { AdditionKind, Element, Finding } from './coach-client.ts'

export interface ElementWords {
  readonly name: string
  /** What one does with it. */
  readonly act: string
  readonly sentence: string
}

export const elementWords: Readonly<Record<Element, ElementWords>> = {
  earth: { name: 'Earth', act: 'understand', sentence: 'Stand on what you really know.' },
  fire: { name: 'Fire', act: 'fail', sentence: 'Try, break it, learn from the break.' },
  air: { name: 'Air', act: 'ask', sentence: 'Raise the questions nobody asked.' },
  water: { name: 'Water', act: 'follow the flow of ideas', sentence: 'See where the idea came from and where it leads.' },
  quintessence: { name: 'Quintessence', act: 'change', sentence: 'What became different in your thinking.' },
}

export type AskedElement = Exclude<Element, 'quintessence'>

/** In the order in which they are asked. */
export const askedElements: readonly AskedElement[] = ['earth', 'fire', 'air', 'water']
export const promptsEach = 3
export const promptCount = askedElements.length * promptsEach
export const lastWordIndex = askedElements.length * promptsEach

export function elementOf(promptIndex: number): Element {
  return askedElements[Math.floor(promptIndex / promptsEach)] ?? 'quintessence'
}

export const additionWords: Readonly<Record<AdditionKind, { readonly one: string; readonly many: string; readonly element: Element }>> = {
  example: { one: 'new example', many: 'new examples', element: 'earth' },
  dropped_assumption: { one: 'dropped assumption', many: 'dropped assumptions', element: 'fire' },
  question: { one: 'new question', many: 'new questions', element: 'air' },
  idea: { one: 'new idea', many: 'new ideas', element: 'water' },
}

export const additionKinds: readonly AdditionKind[] = ['example', 'dropped_assumption', 'question', 'idea']

/** A finding's short name, for where its sentence does not fit. */
const findingNames: Readonly<Record<string, string>> = {
  earth_shortest: 'Earth answers are the shortest',
  few_concrete_examples: 'few concrete examples',
  restates_statement: 'the statement in its own words',
  jumps_to_code: 'code before the idea',
  vague_growth: 'growth left vague',
  no_edge_cases: 'no extreme inputs',
  no_wrong_path: 'nothing was broken',
  few_questions: 'few real questions',
  no_experiment: 'a question without an experiment',
  short_water: 'ideas that stop early',
  only_one_idea: 'a single idea',
  no_links: 'steps without a because',
  repeated_word: 'one word again and again',
  identical_answers: 'the same answer twice',
  not_known: 'stopping at “I do not know”',
  thin_answers: 'answers of a few words',
}

export function findingName(code: string): string {
  return findingNames[code] ?? code.replaceAll('_', ' ')
}

const weight: Readonly<Record<Finding['severity'], number>> = { important: 0, notice: 1, info: 2 }

/** What matters most comes first. */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => weight[a.severity] - weight[b.severity])
}
