/** Decides, outside any prompt, what one hint is about and what it may say. */
import { read, thinnestElement } from '../answers/reading.ts'
import { sentences } from '../answers/text.ts'
import { conceptsDescribed, conceptsNamed } from '../guard/leak.ts'
import { type Answer, type Element, elements, type Finding, type Problem } from '../problem.ts'
import { type Category, categoryOf } from './category.ts'
import type { Concept } from './concept.ts'

export type Tier = 1 | 2 | 3 | 4

/** What may be said of solving: only what the learner brought. */
export interface Allowance {
  /** Ideas the learner called by name. */
  readonly named: ReadonlySet<Concept>
  /** Ideas the learner told in their own words: they may be spoken of, not named. */
  readonly described: ReadonlySet<Concept>
  /** The learner's own sentences, in lower case: quoting them gives nothing away. */
  readonly said: string
  /** Phrases of the problem itself, lower case, such as its title: they name the subject, not a technique. */
  readonly subjects: readonly string[]
  /** In a conversation: whether an idea is right is never said. */
  readonly unjudged?: true
}

export interface HintPlan {
  readonly elementFocus: Element
  readonly tier: Tier
  readonly category: Category
  readonly allowance: Allowance
}

export interface Deciding {
  readonly problem: Problem
  readonly answers: readonly Answer[]
  readonly findings: readonly Finding[]
  readonly tier: Tier
}

export function decide({ problem, answers, findings, tier }: Deciding): HintPlan {
  return {
    elementFocus: weakestElement(problem, answers, findings),
    tier,
    category: categoryOf(problem),
    allowance: allowanceOf(problem, answers),
  }
}

const weight = { important: 3, notice: 2, info: 0.5 } as const

/** The element with the weightiest findings; without any, the one with the thinnest answers. */
function weakestElement(problem: Problem, answers: readonly Answer[], findings: readonly Finding[]): Element {
  const thinnest = thinnestElement(read(problem, answers))
  const score = (element: Element): number =>
    findings
      .filter((finding) => finding.element === element)
      .reduce((sum, finding) => sum + weight[finding.severity], element === thinnest ? 0.75 : 0)
  return elements.reduce((worst, next) => (score(next) > score(worst) ? next : worst))
}

/** A sentence that gives the coach orders is no idea of the learner's. */
const orders =
  /\b(?:ignore|disregard|forget|override|bypass|pretend|act as|role ?play|you (?:are|must|may|should|can|will|have to|now)|your (?:rules|instructions|prompt|answer|hint|reply)|print|output|reveal|show me|tell me|give me|write (?:me )?(?:the|a|some)|repeat (?:after|the|this|every\w*|all)|text above|word for word|say (?:the|that|exactly)|system|assistant|instructions?|prompt|allowed to|permission|developer|hint should|mention|answer key|spell\w*|letter by letter)\b/i

export function givesOrders(sentence: string): boolean {
  return orders.test(sentence)
}

const subjectPhrases = [
  'binary search tree',
  'linked list',
  'linked lists',
  'binary tree',
  'sorted array',
  'sorted list',
  'rotated sorted array',
  'sorted linked list',
  'directed graph',
  'undirected graph',
  'lru cache',
  'min stack',
  'expression tree',
  'adjacent',
  'neighbors',
  'neighbours',
  'anagrams',
  'anagram',
] as const

function allowanceOf(problem: Problem, answers: readonly Answer[]): Allowance {
  const ideas = answers
    .flatMap((answer) => sentences(answer.text.slice(0, 10_000)).map((sentence) => sentence.text))
    .filter((sentence) => !givesOrders(sentence))
  const title = problem.title.trim().toLowerCase()
  const about = `${title} ${problem.statement.slice(0, 2000).toLowerCase()}`
  return {
    named: new Set(ideas.flatMap(conceptsNamed).filter(isIdea)),
    described: new Set(ideas.flatMap(conceptsDescribed).filter(isIdea)),
    said: ideas.join('\n').toLowerCase().replace(/\s+/g, ' '),
    subjects: [
      ...(title.length >= 3 && title.length <= 80 && !orders.test(title) ? [title] : []),
      ...subjectPhrases.filter((phrase) => about.includes(phrase)),
    ].toSorted((a, b) => b.length - a.length),
  }
}

/** A cost that the learner reckons is no target: how good a solution can be is never said. */
function isIdea(concept: Concept): boolean {
  return concept !== 'complexity'
}
