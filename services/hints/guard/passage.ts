/** A piece of a hint as it is judged: folded once, for every check. */
import type { Concept } from '../policy/concept.ts'
import { type Folded, fold, plain } from './fold.ts'

export interface Passage {
  readonly text: string
  /** See `plain`. */
  readonly plain: string
  /** The text without quotations and bracketed values. */
  readonly bare: string
  readonly folded: Folded
}

/** What a hint may say of solving the problem. */
export interface Allowed {
  readonly named: ReadonlySet<Concept>
  readonly described: ReadonlySet<Concept>
  /** The learner's own sentences, in lower case. */
  readonly said: string
  readonly subjects: readonly string[]
  /** In a conversation, whether an idea is right is never said: a learner could ask for one after another. */
  readonly unjudged?: true
}

/** A passage to be judged: the learner's own words, where they are quoted, and the problem's own subject are taken out. */
export function passage(text: string, { said, subjects }: Pick<Allowed, 'said' | 'subjects'>): Passage {
  let judged = text.replace(/[“"]([^“”"\n]{3,200})[”"]/g, (quotation, words: string) => (isSaid(words, said) ? 'it' : quotation))
  for (const subject of subjects) judged = replaceAllOf(judged, subject)
  return { text: judged, plain: plain(judged), bare: withoutValues(judged), folded: fold(judged) }
}

function isSaid(words: string, said: string): boolean {
  return said.includes(
    words
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/[.,;:!?…]+$/, '')
      .trim(),
  )
}

function replaceAllOf(text: string, subject: string): string {
  const at = text.toLowerCase().indexOf(subject)
  return at < 0 ? text : `${text.slice(0, at)}it${replaceAllOf(text.slice(at + subject.length), subject)}`
}

function withoutValues(text: string): string {
  return text.replace(/“[^”\n]{0,200}”|"[^"\n]{0,200}"|‘[^’\n]{0,200}’|\[[^\]\n]{0,200}\]|\([^)\n]{0,200}\)/g, ' ')
}
