/** What a learner's words to the coach still lack, as far as that can be seen: one thing, the first that helps. */
import { examples, prose, questions, words } from '../answers/text.ts'
import type { Problem } from '../problem.ts'

export type Lack = 'words' | 'thought' | 'own_words' | 'values' | 'growth' | 'failing_input' | 'step' | 'questions' | 'guess' | 'likeness' | 'because'

const fewestWords = 6
const hedge = /\b(?:i (?:really )?(?:do not|don['’]?t|dont) (?:know|understand|get)|no idea|not sure|idk|dunno|no clue|i give up|whatever|skip)\b/i
const growth =
  /\b(?:ten times|10 ?x|10 times|hundred|100|longer|slow\w*|fast\w*|double\w*|grow\w*|twice|quadratic\w*|linear\w*|square\w*|more work|same work|takes?|O\()/i
const likeness = /\b(?:like|as if|as when|similar\w*|remind\w*|same as|resembl\w*|once|when i|in life|before)\b/i
const because = /\b(?:because|so that|therefore|then|since|after|first|that is why|which is why|led|so)\b/i
const guess = /\b(?:guess|think|expect|suppose|probably|would|try|maybe|perhaps|should|believe|bet|if)\b/i
const step = /\b(?:step|when|because|again|twice|each|every|always|loop|compare\w*|check\w*|moment|too late|not known|look\w*|the)\b/i

/** By prompt: what an answer that says something can still lack. */
const wanted: readonly (readonly [lack: Lack, has: (text: string) => boolean])[] = [
  ['words', () => true],
  ['values', (text) => examples(text).length > 0 || /\d|["'[]/.test(text)],
  ['words', () => true],
  ['growth', (text) => growth.test(text)],
  [
    'failing_input',
    (text) => examples(text).length > 0 || /\d|["'[]|\b(?:empty|nothing|single|same|equal|largest|zero|negative|none|one)\b/i.test(text),
  ],
  ['step', (text) => step.test(text)],
  ['questions', (text) => questions(text).length > 0],
  ['guess', (text) => guess.test(text)],
  ['questions', (text) => questions(text).length > 0 || /\b(?:ask|asked|why|how|what)\b/i.test(text)],
  ['likeness', (text) => likeness.test(text)],
  ['words', () => true],
  ['because', (text) => because.test(text)],
]

/** @param text what the learner has said to this prompt so far. Undefined: it is enough to go on. */
export function lackOf(text: string, promptIndex: number, problem: Problem): Lack | undefined {
  const said = prose(text)
  if (hedge.test(said) && words(said).length < 25) return 'thought'
  if (words(said).length < fewestWords && examples(text).length === 0) return 'words'
  if (promptIndex === 0 && copies(text, problem)) return 'own_words'
  const [lack, has] = wanted[promptIndex] ?? ['words', () => true]
  return has(text) ? undefined : lack
}

const longestStatement = 20_000

/** Most of what was said stands in the statement, word for word. */
function copies(text: string, problem: Problem): boolean {
  const plain = (given: string): string => given.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
  const statement = ` ${plain(problem.statement.slice(0, longestStatement))} `
  const own = plain(text.slice(0, longestStatement)).trim().split(' ')
  if (own.length < 8 || statement.length < 40) return false
  const runs = own.slice(3).map((_, at) => ` ${own.slice(at, at + 4).join(' ')} `)
  return runs.filter((run) => statement.includes(run)).length > runs.length * 0.7
}
