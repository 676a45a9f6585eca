/** Whether a sentence of a conversation is about the conversation: what the learner said or could try, rather than about the problem's things. */
import type { Passage } from './passage.ts'

/** What coach and learner speak of: each other, and the material on the table. */
const anchors =
  /\b(?:you|your|yours|yourself|i|me|my|we|us|our|let['’]?s|examples?|plan|sentences?|statement|description|words?|drawing|paper|by hand|tests?|questions?|friend|colleague|interviewer|aloud|promises?|attempt|doubt|notes?|guess\w*|thoughts?|surpris\w+|honest|draw|write|imagine|suppose|know)\b/i

const fewestWords = 5

/** A question is weighed, not refused: it asks for something of the learner's by its nature. What is said in passing tells nothing. */
export function isAnchored({ text, folded }: Passage): boolean {
  return folded.tokens.length < fewestWords || text.includes('?') || anchors.test(text)
}
