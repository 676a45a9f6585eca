/** Finds a few of the learner's own words that a hint can safely repeat. */
import { read } from '../answers/reading.ts'
import { isStopWord, prose, questions, type Span, sentences, words } from '../answers/text.ts'
import { findLeak } from '../guard/leak.ts'
import { passage } from '../guard/passage.ts'
import { givesOrders, type HintPlan } from '../policy/plan.ts'
import { type Answer, type Element, elementOf, type Problem } from '../problem.ts'

export interface Quote {
  readonly text: string
  readonly promptIndex: number
  readonly element: Element
  /** What the learner was doing there: asking, telling how the idea fails, or anything else. */
  readonly kind: 'question' | 'failure' | 'statement'
}

const fewestWords = 3
const mostWords = 14

/** @returns the best quote first: from the element in focus, whole, with content, in words of the learner's own. */
export function quotes(plan: HintPlan, problem: Problem, answers: readonly Answer[]): Quote[] {
  const statement = problem.statement.toLowerCase().replace(/\s+/g, ' ')
  const found = read(problem, answers).answers.flatMap((answer) =>
    sentences(prose(answer.text))
      .slice(0, 40)
      .filter((sentence) => !givesOrders(sentence.text))
      .map((sentence) => ({ text: clause(sentence.text) ?? '', kind: kindOf(sentence.text, answer.promptIndex) }))
      .filter(({ text }) => text !== '' && !statement.includes(text.toLowerCase()) && isSafe(text, plan))
      .map(({ text, kind }) => ({ text, promptIndex: answer.promptIndex, element: elementOf(answer.promptIndex), kind })),
  )
  const inFocus = (quote: Quote): number => Number(quote.element === plan.elementFocus)
  const seen = new Set<string>()
  return found
    .filter(({ text }) => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()))
    .toSorted((a, b) => inFocus(b) - inFocus(a) || content(b.text) - content(a.text))
}

const denial = /^\W*(?:nothing|none|no|never|it (?:works|handles|holds)|i (?:cannot|can['’]t|could not|couldn['’]t|don['’]t))\b/i

/** The second and third prompts of Fire ask how the first idea fails. */
function kindOf(sentence: string, promptIndex: number): Quote['kind'] {
  if (questions(sentence).length > 0) return 'question'
  const failed = (promptIndex === 4 || promptIndex === 5) && !denial.test(sentence)
  return failed ? 'failure' : 'statement'
}

/** A sentence, or its first part that stands alone, on one line, without marks that a quotation cannot hold. */
function clause(sentence: string): string | undefined {
  const line = sentence
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/(?<![.!?…,;:])[.!?…,;:]+$/u, '')
  if (/["“”«»`<>{}\\|#*_~^]|https?:|www\.|@/u.test(line)) return undefined
  if (isTorn(line) || !/^[\p{L}\p{N}[(]/u.test(line) || /--|;$/.test(line)) return undefined
  const list = words(line)
  if (list.length < fewestWords) return undefined
  if (list.length <= mostWords) return line.length <= 110 ? line : undefined
  const end = cut(line, list)
  const part = end === undefined ? '' : line.slice(0, end).trim()
  return part === '' || isTorn(part) ? undefined : part.replace(/(?<![,;:\s])[,;:\s]+$/u, '')
}

/** A bracket is open or was never opened. */
function isTorn(text: string): boolean {
  return count(text, /[[(]/g) !== count(text, /[\])]/g)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** Where a long sentence can be cut: before a comma or a joining word. */
function cut(line: string, list: readonly Span[]): number | undefined {
  for (let index = mostWords; index >= fewestWords + 1; index -= 1) {
    const span = list[index]
    const before = list[index - 1]
    if (span === undefined || before === undefined) continue
    if (/[,;:–—]/u.test(line.slice(before.end, span.start))) return before.end
    if (/^(?:and|but|because|so|which|then|or|when|while|if|since)$/i.test(span.text)) return before.end
  }
  return undefined
}

const mannerless =
  /\b(?:ignore|instructions?|prompt|print|reveal|spell|system|assistant|solution|answer key|fuck\w*|shit\w*|bitch\w*|stupid|idiot|kill|hate|nigg\w*|cunt\w*|dick|porn|sex)\b/i

function isSafe(text: string, plan: HintPlan): boolean {
  return (
    /^[\p{Script=Latin}\p{Script=Common}]+$/u.test(text) &&
    content(text) >= 2 &&
    !mannerless.test(text) &&
    findLeak(passage(`You wrote: ${text}.`, plan.allowance), plan.allowance) === undefined
  )
}

function content(text: string): number {
  return Math.min(7, words(text).filter((entry) => /\p{L}/u.test(entry.text) && !isStopWord(entry.text)).length)
}
