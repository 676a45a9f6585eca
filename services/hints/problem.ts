/** What the coach works on: a problem, the answers to the twelve prompts, and what was observed in them. */

export type Element = 'earth' | 'fire' | 'air' | 'water'

export const elements: readonly Element[] = ['earth', 'fire', 'air', 'water']

export const promptCount = 12

/** The problem as the learner or their extension gave it. Untrusted text. */
export interface Problem {
  readonly title: string
  readonly url: string
  readonly slug: string
  readonly statement: string
  readonly tags: readonly string[]
  readonly examples: readonly string[]
}

/** One answer. Untrusted text. */
export interface Answer {
  /** 0 to 11: three each of earth, fire, air, water. */
  readonly promptIndex: number
  readonly text: string
}

/** A span of an answer in UTF-16 code units, end exclusive; prompt index 12 is the final response. */
export interface Evidence {
  readonly promptIndex: number
  readonly start: number
  readonly end: number
}

export type Severity = 'info' | 'notice' | 'important'

export interface Finding {
  /** Stable, snake_case. */
  readonly code: string
  readonly element: Element
  readonly severity: Severity
  /** One or two sentences to the learner. */
  readonly message: string
  readonly evidence: readonly Evidence[]
}

/** @param promptIndex 0 to 11; anything beyond counts as water. */
export function elementOf(promptIndex: number): Element {
  return elements[Math.min(3, Math.max(0, Math.floor(promptIndex / 3)))] ?? 'water'
}
