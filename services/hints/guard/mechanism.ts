/** Weighs whether a sentence tells how something is solved: evidence of a mechanism against evidence of a conversation about the learner's work. */
import { type Cue, cues, forms } from '../policy/cue.ts'
import type { Passage } from './passage.ts'

const all: readonly Cue[] = Object.values(cues)
const mostWords = 3

const cuesOf: ReadonlyMap<string, readonly number[]> = all.reduce((map, cue, index) => {
  for (const phrase of cue.phrases) map.set(phrase, [...(map.get(phrase) ?? []), index])
  return map
}, new Map<string, readonly number[]>())

const asking = /^(?:what|which|why|how|who|where|when|does|do|did|is|are|can|could|would|will)$/
/** A proposal that only sounds like a question. */
const leading = /^(?:and |but |so |now )?(?:what if|how about|why not)\b/
const exercise =
  /^(?:try|draw|write|take|look|say|describe|tell|make|read|pick|mark|think|imagine|picture|find|invent|suppose|check|work|name|list|count|change|explain|compare|choose|show|point|go|start)$/

/** How often each cue occurs, in the order of `cues`. */
function cueCounts(tokens: readonly string[]): number[] {
  const counts = all.map(() => 0)
  for (const [at, first] of tokens.entries()) {
    let phrase = first
    for (let size = 1; size <= mostWords && at + size <= tokens.length; size += 1) {
      if (size > 1) phrase += ` ${tokens[at + size - 1]}`
      for (const index of cuesOf.get(phrase) ?? []) counts[index] = (counts[index] ?? 0) + 1
    }
  }
  return counts
}

/** Which forms a sentence has, as numbers from 0 up. */
function formsOf({ text, folded }: Passage): Readonly<Record<keyof typeof forms, number>> {
  const [first = ''] = folded.tokens
  const proposes = leading.test(folded.text)
  return {
    base: 1,
    length: Math.min(2.5, Math.max(6, folded.tokens.length) / 16),
    question: Number(text.includes('?') && !proposes),
    asksFirst: Number(asking.test(first) && !proposes),
    learnerFirst: Number(/^you[r]?$/.test(first)),
    exercise: Number(exercise.test(first)),
    quotation: Number(/["“]/.test(text)),
    values: Number(/\[|\d/.test(text)),
  }
}

/** Above zero, it rather tells than asks. */
export function mechanismWeight(judged: Passage): number {
  const formed = formsOf(judged)
  let weight = 0
  for (const name of Object.keys(forms) as (keyof typeof forms)[]) weight += forms[name] * formed[name]
  for (const [index, count] of cueCounts(judged.folded.tokens).entries()) {
    const cue = all[index]
    if (cue === undefined || count === 0) continue
    weight += cue.once + (count > 1 ? cue.again * Math.min(2, count - 1) : 0)
  }
  return weight
}
