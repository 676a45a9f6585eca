/** What the candidate's latest words are: a question, a plea for the solution, helplessness, or part of their work. */
import { prose, questions, words } from '../answers/text.ts'

export type Manner = 'nothing' | 'plea' | 'stuck' | 'judge_me' | 'asking' | 'working'

const pleas: readonly RegExp[] = [
  /\b(?:tell|show|give|send|write|spell)(?: it)? (?:me|us)\b(?: \w+){0,4} (?:solution|answer|code|algorithm|trick|approach|hints?|notes?|prompt|rubric|instructions|tests?)\b/i,
  /(?<!\b(?:i|we|it|that|this|should|would|will|must|to)\b[^.!?\n]{0,40})\b(?:print|reveal|paste|show|write|give|tell|share|spell|send)(?: out)?(?: (?:the|a|your|its|all|full|whole|complete|working|hidden)){1,3} (?:solution|answer|code|algorithm|trick|notes?|prompt|rubric|instructions|hints?|tests?)\b/i,
  /\bjust (?:solve|write|do) it\b|\bsolve (?:it|this) for me\b|\btell me (?:which|what (?:to|i should))\b|\brepeat (?:the (?:text|words|above)|after|everything|all)\b/i,
  /\bwhat(?:['’]s| is) the (?:solution|answer|trick|optimal|best (?:approach|way|algorithm|solution))\b|\b(?:which|what) (?:algorithm|data structure|technique|approach) (?:should|do|is)\b/i,
  /\b(?:complete|finish) (?:my|the|this) sentence\b|\bfill in the (?:blank|gap|word)|\b(?:missing|secret) word\b|\b(?:first|next|second|last) letter of\b|\bletters of the (?:technique|word|solution)\b|\brhymes? with\b|\bbase64\b/i,
]
/** An order to be somebody else, or to forget the rules. */
const commands =
  /\b(?:ignore (?:all|any|the|your|every\w*)|disregard|pretend|act as|role ?play|system prompt|your (?:instructions|rules|prompt)|without rules|permission|developer mode|i am the developer|reveal your)\b/i
const stuck =
  /\b(?:i(?:['’]?m| am) (?:totally |completely |a bit |really )?(?:stuck|lost|confused|blank)|i (?:really )?(?:do not|don['’]?t|dont) (?:know|understand|get it|see)|no idea|no clue|not sure (?:how|what|where)|idk|dunno|i give up|can['’]?t think|help me)\b/i
const judging =
  /\b(?:is (?:that|this|it|my \w+) (?:right|correct|ok(?:ay)?|good|fine|optimal|enough)|yes or no|am i (?:right|correct|on (?:the )?(?:right )?track|close|warm)|does (?:that|this|it) (?:work|sound (?:right|good)|make sense)|right or wrong|yes or no|warm or cold|how am i doing|did i (?:pass|get it)|will this work)\b/i

export function mannerOf(text: string): Manner {
  const plain = prose(text).slice(0, 4000)
  if (!/[\p{L}\p{N}]/u.test(plain)) return /[\p{L}\p{N}]/u.test(text) ? 'working' : 'nothing'
  if (pleas.some((pattern) => pattern.test(plain)) || commands.test(plain)) return 'plea'
  if (stuck.test(plain) && words(plain).length < 40) return 'stuck'
  if (judging.test(plain) && words(plain).length < 25) return 'judge_me'
  return asksIn(plain) ? 'asking' : 'working'
}

const longestUnmarked = 12

/** Spoken words come without marks; a long sentence that begins like a question rarely is one. */
function asksIn(text: string): boolean {
  return questions(text).some((question) => /[?？]["'”’)\]]*$/u.test(question.text) || words(question.text).length <= longestUnmarked)
}

/** Too little to go on. */
export function isThin(text: string): boolean {
  return words(text).length < 5
}
