/** What the coach says next in a conversation without a model: a word about what the learner said, then one question. Deterministic. */
import { words } from '../answers/text.ts'
import { createGuard } from '../guard/guard.ts'
import { named, skeletonsOf } from '../offline/coach.ts'
import { type Quote, quotes } from '../offline/quote.ts'
import { sampleInput } from '../offline/sample.ts'
import { type Allowance, decide, type HintPlan } from '../policy/plan.ts'
import { type Strategy, strategies } from '../policy/strategy.ts'
import { type Answer, elementOf, type Problem, promptCount } from '../problem.ts'
import type { NextTurn } from './course.ts'
import { type Ask, asks, farewells, followUps, plainReactions, reactions, sampleAsk } from './lines.ts'

export interface Speaking {
  readonly next: NextTurn
  readonly plan: HintPlan
  readonly problem: Problem
  readonly answers: readonly Answer[]
  /** Any whole number; the same number gives the same words. */
  readonly seed: number
  /** What the coach said before in this conversation, the latest last. */
  readonly previous: readonly string[]
}

/** Aimed at the element of the next question. */
export function planTurn(next: NextTurn, problem: Problem, answers: readonly Answer[]): HintPlan {
  return { ...decide({ problem, answers, findings: [], tier: 2 }), elementFocus: elementOf(Math.min(next.promptIndex, promptCount - 1)) }
}

/** What a model may say: no word on whether an idea is right, and nothing that is not about what was said. */
export function turnAllowance({ allowance }: HintPlan): Allowance {
  return { ...allowance, unjudged: true }
}

const tries = 12
const most = 110

/** @returns one reaction and one question, none of which the plan forbids; at the end a farewell without a question. */
export function composeTurn(speaking: Speaking): string {
  const candidates = [...lastWords(speaking).slice(0, 3), undefined]
  for (const quote of candidates) {
    for (let variation = 0; variation < tries; variation += 1) {
      const turn = compose(speaking, quote, speaking.seed + variation * 5)
      if (words(turn).length <= most && isAllowed(turn, speaking.plan) && isNew(turn, speaking.previous)) return turn
    }
  }
  return isAllowed(closingAsk(speaking), speaking.plan) ? closingAsk(speaking) : 'What is the next thing that you would like to try on paper?'
}

/** The question alone. */
export function closingAsk(speaking: Speaking): string {
  const ask = askFor(speaking, speaking.seed)
  return ask === undefined ? fill(farewells[0], speaking) : fill(ask.question ?? strategy(speaking).questions[speaking.plan.elementFocus], speaking)
}

function compose(speaking: Speaking, quote: Quote | undefined, choice: number): string {
  const ask = askFor(speaking, choice)
  const reaction = speaking.next.answered === undefined ? '' : reactionTo(quote, choice)
  const body = ask === undefined ? pick(farewells, choice) : `${ask.lead} ${ask.question ?? strategy(speaking).questions[speaking.plan.elementFocus]}`
  const turn = `${reaction} ${body}`.trim()
  return fill(turn, speaking).replace('{quote}', () => quote?.text ?? '')
}

function askFor(speaking: Speaking, choice: number): Ask | undefined {
  const { promptIndex, lack } = speaking.next
  if (promptIndex >= promptCount) return undefined
  if (lack !== undefined) return pick(followUps[lack], choice)
  if (promptIndex === 1 && sampleInput(speaking.problem) !== undefined) return sampleAsk
  return pick(asks[promptIndex] ?? [], choice)
}

function reactionTo(quote: Quote | undefined, choice: number): string {
  return quote === undefined ? pick(plainReactions, choice) : pick(reactions[quote.kind], choice)
}

/** Quotations out of what the learner has just said. */
function lastWords({ next, plan, problem, answers }: Speaking): Quote[] {
  const last = answers.filter(({ promptIndex }) => promptIndex === next.answered)
  return quotes(plan, problem, last)
}

function strategy({ plan }: Speaking): Strategy {
  return strategies[plan.category]
}

function fill(text: string, speaking: Speaking): string {
  const { draw, example, failure } = strategy(speaking)
  return text
    .replace('{draw}', () => draw)
    .replace('{example}', () => example)
    .replace('{failure}', () => failure)
    .replace('{sample}', () => sampleInput(speaking.problem) ?? '')
    .replaceAll('{problem}', () => named(speaking.problem))
}

function pick<Item>(items: readonly Item[], choice: number): Item {
  const item = items[Math.abs(choice) % items.length]
  if (item === undefined) throw new RangeError('there is nothing to say')
  return item
}

/** No sentence of the turn before is said again. */
function isNew(turn: string, previous: readonly string[]): boolean {
  const before = new Set(skeletonsOf(previous.slice(-1)))
  return !skeletonsOf([turn]).some((skeleton) => before.has(skeleton))
}

function isAllowed(text: string, plan: HintPlan): boolean {
  const guard = createGuard(plan.allowance)
  return guard.push(text).stop === undefined && guard.end().stop === undefined
}
