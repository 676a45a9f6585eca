/** Weighs whether a sentence tells how something is solved: evidence of a mechanism against evidence of a conversation about the learner's work. */
import { cues, forms } from '../policy/cue.ts'
import type { Passage } from './passage.ts'

const opening = '^'
/** How many occurrences after the first still say more. */
const mostAgain = 2

/** The cues that each phrase is an occurrence of; for the beginning of a longer phrase perhaps none. */
const cuesOf = new Map<string, number[]>()
for (const [index, { phrases }] of cues.entries()) for (const phrase of phrases) file(phrase, index)

function file(phrase: string, index: number): void {
  for (let end = phrase.indexOf(' '); end >= 0; end = phrase.indexOf(' ', end + 1)) {
    const beginning = phrase.slice(0, end)
    if (!cuesOf.has(beginning)) cuesOf.set(beginning, [])
  }
  cuesOf.set(phrase, [...(cuesOf.get(phrase) ?? []), index])
}

/** Above zero, it rather tells than asks. */
export function mechanismWeight({ text, folded }: Passage): number {
  const { tokens } = folded
  let weight = forms.base + forms.length * Math.min(2.5, Math.max(6, tokens.length) / 16)
  if (text.includes('?')) weight += forms.question
  if (/[[\d]/.test(text)) weight += forms.values
  for (const [index, count] of cueCounts(tokens).entries()) {
    const cue = cues[index]
    if (cue !== undefined && count > 0) weight += cue.once + cue.again * Math.min(mostAgain, count - 1)
  }
  return weight
}

/** How often each cue occurs, in the order of `cues`. */
function cueCounts(tokens: readonly string[]): Uint8Array {
  const counts = new Uint8Array(cues.length)
  for (let at = -1; at < tokens.length; at += 1) {
    let phrase = tokens[at] ?? opening
    let found = cuesOf.get(phrase)
    for (let next = at + 1; found !== undefined; next += 1) {
      for (const index of found) counts[index] = (counts[index] ?? 0) + 1
      if (next >= tokens.length) break
      phrase += ` ${tokens[next]}`
      found = cuesOf.get(phrase)
    }
  }
  return counts
}
