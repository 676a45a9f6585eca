/** The words of a turn without a model: facts, a word about what was said, one question. The same interview gives the same words. */
import { words } from '../answers/text.ts'
import { createGuard } from '../guard/guard.ts'
import { named, skeletonsOf } from '../offline/coach.ts'
import { quotes } from '../offline/quote.ts'
import type { HintPlan } from '../policy/plan.ts'
import { asProblem } from './allowance.ts'
import type { Turn } from './course.ts'
import { type Interview, lastWords } from './interview.ts'
import { farewells, goOn, languageName, manners, openings, plain, quoted, toCode, yoursToDecide } from './lines.ts'
import { type Question, saidBefore } from './question.ts'
import { isThin } from './said.ts'

export interface Speaking {
  readonly interview: Interview
  readonly turn: Turn
  readonly plan: HintPlan
}

/** What is said word for word, whoever words the rest. */
export function factsOf({ turn }: Speaking): string {
  return turn.facts.join(' ')
}

/** What follows the facts; empty when there is nothing to say. */
export function wordsOf(speaking: Speaking, question: Question | undefined = speaking.turn.questions[0]): string {
  const opening = openingOf(speaking)
  const body = question?.text ?? endingOf(speaking)
  const reactions = opening === '' ? [...reactionsTo(speaking), ''] : [opening]
  const texts = reactions.map((reaction) => `${reaction} ${body}`.trim())
  return texts.find((text) => words(text).length <= most && (!text.includes('“') || isAllowed(text, speaking.plan))) ?? body
}

function openingOf({ interview, turn }: Speaking): string {
  return turn.opening ? fill(fresh(openings[interview.persona], interview) ?? '', interview) : ''
}

/** The best first; none that stands in the transcript already. */
function reactionsTo(speaking: Speaking): string[] {
  const { interview, turn } = speaking
  const last = lastWords(interview)
  if (turn.manner === undefined || last === undefined) return []
  const choice = interview.transcript.length
  const unsaid = (lines: readonly string[]) => turned(lines, choice).filter((line) => isFresh(line, interview))
  if (turn.manner === 'asking') return turn.leftOpen ? unsaid(yoursToDecide) : []
  if (turn.manner !== 'working') return unsaid(manners[turn.manner])
  // Nothing follows that an acknowledgement would lead to.
  const acknowledged = turn.questions.length === 0 && turn.ending === 'go_on' ? [] : unsaid(plain[interview.persona])
  // A quotation after facts would be a third thing in one breath.
  if (isThin(last.text) || turn.facts.length > 0) return turn.facts.length > 0 ? [] : acknowledged
  const quote = quotationsIn(speaking, last.text)[0]
  return quote === undefined
    ? acknowledged
    : [...unsaid(quoted[interview.persona]).map((line) => line.replace('{quote}', () => quote)), ...acknowledged]
}

function quotationsIn({ interview, plan }: Speaking, text: string): string[] {
  const before = interview.transcript
    .filter(({ speaker }) => speaker === 'interviewer')
    .map((entry) => entry.text)
    .join('\n')
  return quotes(plan, asProblem(interview.problem), [{ promptIndex: 0, text: text.slice(0, 5000) }])
    .map((quote) => quote.text)
    .filter((quote) => !before.includes(`“${quote}”`))
}

function endingOf({ interview, turn }: Speaking): string {
  const { persona } = interview
  const lines = { to_code: toCode[persona], farewell: farewells[persona], go_on: goOn[persona], none: [] }[turn.ending]
  if (turn.ending === 'none') return ''
  const unsaid = fresh(turned(lines, interview.transcript.length), interview)
  // What was said once is enough, unless the candidate waits for a word.
  if (unsaid === undefined && turn.manner === undefined) return ''
  return fill(unsaid ?? turned(goOn.neutral, interview.transcript.length)[0] ?? '', interview)
}

function fill(text: string, { problem, language }: Interview): string {
  return text.replace('{problem}', () => named(asProblem(problem))).replace('{language}', () => languageName(language))
}

function fresh(lines: readonly string[], interview: Interview): string | undefined {
  return lines.find((line) => isFresh(line, interview))
}

function isFresh(line: string, interview: Interview): boolean {
  const said = saidBefore(interview)
  return !skeletonsOf([fill(line, interview)]).some((skeleton) => said.has(skeleton))
}

function turned<Item>(items: readonly Item[], choice: number): readonly Item[] {
  const start = choice % Math.max(1, items.length)
  return [...items.slice(start), ...items.slice(0, start)]
}

const most = 110

/** The guard has nothing against it. */
export function isAllowed(text: string, { allowance }: Pick<HintPlan, 'allowance'>): boolean {
  const guard = createGuard(allowance)
  return guard.push(text).stop === undefined && guard.end().stop === undefined
}
