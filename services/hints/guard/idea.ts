/** Finds the ideas that a text brings: called by name, named by the company of everyday words, told in plain words. */
import { type Concept, conceptWords } from '../policy/concept.ts'
import { shapes } from '../policy/shape.ts'
import type { Folded } from './fold.ts'
import { namesIn } from './name.ts'
import { patternIndex } from './pattern.ts'

const concepts = Object.keys(conceptWords) as Concept[]
const company = patternIndex(
  concepts.flatMap((concept) => (conceptWords[concept].ordinary ?? []).map((expression) => [expression, concept] as const)),
)
const telling = patternIndex(shapes.flatMap(({ concept, patterns }) => patterns.map((expression) => [expression, concept] as const)))

/** Perhaps more than once. */
export function* ideasNamed(folded: Folded): Generator<Concept> {
  yield* namesIn(folded.tokens)
  yield* company.matches(folded)
}

/** Perhaps more than once. */
export function ideasDescribed(folded: Folded): Iterable<Concept> {
  return telling.matches(folded)
}
