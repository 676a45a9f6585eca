/** The coach without a model: quotes the learner, shows where to look, and asks one question. Deterministic. */
import { words } from '../answers/text.ts'
import { createGuard } from '../guard/guard.ts'
import type { Category } from '../policy/category.ts'
import type { HintPlan } from '../policy/plan.ts'
import { strategies } from '../policy/strategy.ts'
import type { Answer, Element, Finding, Problem } from '../problem.ts'
import { categoryLines } from './category-lines.ts'
import { type ElementLines, elementLines, quotedLines, type Task } from './element-lines.ts'
import { type Quote, quotes } from './quote.ts'
import { isSingleValue, sampleInput } from './sample.ts'

export interface OfflineAsk {
  readonly plan: HintPlan
  readonly problem: Problem
  readonly answers: readonly Answer[]
  readonly findings: readonly Finding[]
  /** Any whole number; the same number gives the same hint. */
  readonly seed: number
  /** Hints that this learner read lately, the latest last. */
  readonly previous: readonly string[]
}

const fewest = 40
const most = 160

/** @returns a hint of 40 to 160 words with one question, which says nothing that the plan does not allow. */
export function composeHint(ask: OfflineAsk): string {
  const used = usedBy(ask.previous)
  const sample = safeSample(ask)
  const candidates = [...unread(quotes(ask.plan, ask.problem, ask.answers), ask).slice(0, 3), undefined]
  let fallback = ''
  for (const quote of candidates) {
    for (let variation = 0; variation < 12; variation += 1) {
      const hint = compose(ask, { quote, sample, choice: ask.seed + variation * 7, used })
      const count = words(hint).length
      if (count < fewest || count > most || !isAllowed(hint, ask.plan)) continue
      if (!skeletonsOf([hint]).some((skeleton) => used.last.has(skeleton))) return hint
      if (fallback === '') fallback = hint
    }
  }
  return fallback === '' ? plainest(ask, used) : fallback
}

/** An input that gives something away is not repeated, and must not cost the learner the rest of the hint. */
function safeSample({ plan, problem }: OfflineAsk): string | undefined {
  const sample = sampleInput(problem)
  return sample !== undefined && isAllowed(`Take “${sample}” again.`, plan) ? sample : undefined
}

/** The element in focus first; within it, last what an earlier hint quoted. */
function unread(usable: readonly Quote[], { plan, previous }: OfflineAsk): Quote[] {
  const known = (quote: Quote): number => Number(previous.some((hint) => hint.includes(`“${quote.text}”`)))
  const elsewhere = (quote: Quote): number => Number(quote.element !== plan.elementFocus)
  return usable.toSorted((a, b) => elsewhere(a) - elsewhere(b) || known(a) - known(b))
}

/** Says nothing of the kind of problem: for the rare case that every other hint would say too much. */
function plainest({ plan, seed }: OfflineAsk, used: Used): string {
  const { withoutQuote, tasks } = elementLines[plan.elementFocus]
  const first = pickTask(tasks, seed, used)
  const rest = tasks.filter((task) => task !== first)
  const second = pickTask(rest, seed, used)
  return `${pick(withoutQuote, seed, used).replace('{problem}', 'this problem')}\n\n${first.plain} ${second.plain} ${second.question}`
}

/** The question that ends a hint which somebody else began. */
export function closingQuestion(ask: OfflineAsk): string {
  const used = usedBy(ask.previous)
  const task = pickTask(elementLines[ask.plan.elementFocus].tasks, ask.seed, used)
  return `${task.plain} ${task.question}`
}

/** The hint in pieces of a few words, as a model would send it. */
export function* inPieces(hint: string): Generator<string> {
  yield* hint.match(/\s*\S+(?:\s+\S+){0,3}/gu) ?? []
}

interface Choosing {
  readonly quote: Quote | undefined
  readonly sample: string | undefined
  readonly choice: number
  readonly used: Used
}

function compose({ plan, problem, findings }: OfflineAsk, { quote, sample, choice, used }: Choosing): string {
  const element = elementLines[plan.elementFocus]
  const category = categoryLines[plan.category]
  const opening =
    quote === undefined ? pick(element.withoutQuote, choice, used) : pick(openings(quote, element), choice, used).replace('{quote}', () => quote.text)
  const noticed =
    plan.tier === 1 ? findings.find((finding) => finding.element === plan.elementFocus && finding.severity !== 'info')?.message : undefined
  const single = sample !== undefined && isSingleValue(sample)
  const task = pickTask(tasksFor(plan, choice, single), plan.tier === 2 || plan.tier === 3 ? 0 : choice + 2, used)
  const exercise = sample === undefined || (plan.tier === 4 && !single) ? task.plain : task.withSample.replace('{sample}', () => sample)
  const observation = [opening, noticed === undefined ? '' : firstStatement(noticed), pick(category[tierLines[plan.tier]], choice + 1, used)]
  return `${observation.filter((part) => part !== '').join(' ')}\n\n${exercise} ${task.question}`.replace('{problem}', () => named(problem))
}

/** In the tiers between a pointer and an analogy, what fits this kind of problem comes first. */
function tasksFor({ tier, elementFocus, category }: HintPlan, choice: number, single: boolean): readonly Task[] {
  const tasks = elementLines[elementFocus].tasks.filter(({ several }) => !(single && several))
  if (tier !== 2 && tier !== 3) return tasks
  const start = Math.abs(choice) % tasks.length
  return [strategyTask(category, elementFocus), ...tasks.slice(start), ...tasks.slice(0, start)]
}

function strategyTask(category: Category, element: Element): Task {
  const { draw, example, failure, questions } = strategies[category]
  const plain = { earth: `${draw} ${example}`, fire: failure, air: draw, water: example }[element]
  return { plain, withSample: plain, question: questions[element] }
}

function openings(quote: Quote, element: ElementLines): readonly string[] {
  return quote.kind === 'statement' ? element.withQuote : quotedLines[quote.kind]
}

const tierLines = { 1: 'pointers', 2: 'doubts', 3: 'concepts', 4: 'analogies' } as const

export function named(problem: Problem): string {
  const title = problem.title.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return /^[\p{L}\p{N} ,'’()&+-]{2,60}$/u.test(title) ? `“${title}”` : 'this problem'
}

/** A finding's own question would be a second one: only its first sentence is said. */
function firstStatement(message: string): string {
  const first = /^.*?[.](?=\s|$)/.exec(message)?.[0] ?? ''
  return first.includes('?') ? '' : first
}

/** Skeletons of the sentences that the learner has read. */
interface Used {
  readonly lately: ReadonlySet<string>
  readonly last: ReadonlySet<string>
}

function usedBy(previous: readonly string[]): Used {
  return { lately: new Set(skeletonsOf(previous)), last: new Set(skeletonsOf(previous.slice(-1))) }
}

/** One by number, passing over those that were read lately, or at least those of the hint before. */
function pick(lines: readonly string[], choice: number, used: Used): string {
  return turned(lines, choice, used, (line) => line) ?? ''
}

function pickTask(tasks: readonly Task[], choice: number, used: Used): Task {
  const task = turned(tasks, choice, used, ({ plain, withSample, question }) => `${plain} ${withSample} ${question}`)
  if (task === undefined) throw new RangeError('an element has no tasks')
  return task
}

function turned<Item>(items: readonly Item[], choice: number, used: Used, textOf: (item: Item) => string): Item | undefined {
  const start = Math.abs(choice) % items.length
  const order = [...items.slice(start), ...items.slice(0, start)]
  const without = (known: ReadonlySet<string>) => order.find((item) => !skeletonsOf([textOf(item)]).some((skeleton) => known.has(skeleton)))
  return without(used.lately) ?? without(used.last) ?? order[0]
}

/** Sentences with quotations, fillings and figures taken out. */
export function skeletonsOf(hints: readonly string[]): string[] {
  return hints.flatMap((hint) =>
    hint
      .replace(/“[^”]*”|\{\w+\}/gu, '…')
      .split(/(?<=[.?!])\s+/u)
      .map((sentence) =>
        sentence
          .toLowerCase()
          .replace(/\d+/g, '#')
          .replace(/[^\p{L}#]+/gu, ' ')
          .trim(),
      )
      .filter((sentence) => sentence.split(' ').length > 3),
  )
}

function isAllowed(hint: string, plan: HintPlan): boolean {
  const guard = createGuard(plan.allowance)
  return guard.push(hint).stop === undefined && guard.end().stop === undefined
}
