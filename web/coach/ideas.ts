/**
 * What became of the thoughts: which sentences of the last word take up an earlier one, and which earlier ones were left behind.
 * Two sentences say the same thing when they share most of the words that carry meaning, whatever their order and endings.
 */
import type { Evidence } from './coach-client.ts'
import { lastWordIndex } from './element.ts'

export interface Said {
  readonly promptIndex: number
  readonly text: string
}

/** A thought, as a span of an answer. */
export interface Idea extends Evidence {
  readonly text: string
}

export interface Course {
  /** Said before and again. */
  readonly stayed: readonly { readonly before: Idea; readonly after: Idea }[]
  /** Said before, and not again. */
  readonly left: readonly Idea[]
}

const alike = 0.5
const fewestShared = 2

/** @param before answers that told how the learner thought at first. @param all answers, in which a thought of the last word may have begun. */
export function followIdeas(before: readonly Said[], all: readonly Said[], lastWord: string): Course {
  const after = ideasIn({ promptIndex: lastWordIndex, text: lastWord })
  const stayed = after.flatMap((idea) => {
    const origin = closest(idea, all.flatMap(ideasIn))
    return origin === undefined ? [] : [{ before: origin, after: idea }]
  })
  return { stayed, left: before.flatMap(ideasIn).filter((idea) => closest(idea, after) === undefined) }
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The sentences that say something: of at least two words that carry meaning. */
export function ideasIn({ promptIndex, text }: Said): readonly Idea[] {
  return [...sentences.segment(text)].flatMap(({ segment, index }) => {
    const sentence = segment.trim()
    const start = index + segment.indexOf(sentence)
    return meaning(sentence).size < fewestShared ? [] : [{ promptIndex, start, end: start + sentence.length, text: sentence }]
  })
}

/** The earliest of the most alike. */
function closest(idea: Idea, others: readonly Idea[]): Idea | undefined {
  let best: Idea | undefined
  let most = alike
  for (const other of others) {
    const likeness = likenessOf(meaning(idea.text), meaning(other.text))
    if (likeness < most || (best !== undefined && likeness === most)) continue
    best = other
    most = likeness
  }
  return best
}

/** The share of the shorter one's words that both have; 0 when they have hardly a word in common. */
function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size
  return shared < fewestShared ? 0 : shared / Math.min(one.size, other.size)
}

const plain = new Set(
  `a about after again all also am an and any are as at be because been before being both but by can could did do does done each else even every few first
for from get go got had has have he her here him his how i if in into is it its just let like made make many may me might more most much must my need next no nor not now
of off on once one only or other our out over own same say see set she should since so some still such take tell than that the their them then there these they thing
things think this those though through to too try two under until up upon us use used using very want was way we well were what when where which while who why will
with without would yes yet you your`.split(/\s+/),
)

function meaning(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{N}]+|\d+/gu) ?? []
  return new Set(words.filter((word) => !plain.has(word)).map(stem))
}

/** Endings off: near enough to find a word again. */
function stem(word: string): string {
  return word.length <= 4 ? word : word.replace(/(?:ing|ed|es|s|e|ly)$/, '')
}
