/** What an interviewer answers to a question about the problem: what the statement leaves open, its limits, or that it is the candidate's to decide. */
import { contentStems, questions, words } from '../answers/text.ts'
import type { InterviewProblem, OpenPoint } from './interview.ts'

/** Words that mean the same when somebody asks about an input. */
const meanings: readonly (readonly [string, RegExp])[] = [
  ['same', /\b(?:duplicates?|repeat\w*|twice|same|equal|unique|distinct|again|reus\w+|more than once)\b/],
  ['negative', /\b(?:negatives?|below zero|minus|sign(?:ed)?|positive|non-negative)\b/],
  [
    'none',
    /\b(?:none|no (?:such|pair|answer|solution|match|path|way|result)|not (?:exist|found|possible)|impossible|isn['’]?t (?:any|one)|cannot be|nothing (?:fits|matches|is found))\b/,
  ],
  ['empty', /\b(?:empty|null|no (?:input|elements?|numbers?|values?|items?|letters?)|nothing in|zero (?:elements?|length)|without any)\b/],
  ['order', /\b(?:sort(?:ed)?|orders?|ordered|ascending|descending|arrange\w*|sequence of)\b/],
  ['several', /\b(?:several|multiple|more than one|many (?:pairs|answers|solutions)|any of|ties?|which one|two (?:answers|solutions))\b/],
  ['capital', /\b(?:case|upper ?case|lower ?case|capitals?)\b/],
  ['sign', /\b(?:punctuation|spaces?|blanks?|symbols?|ascii|unicode|letters?|characters?|digits?)\b/],
  ['count', /\b(?:index(?:es|ed)?|indices|positions?|from (?:0|1|zero|one)|zero-based|values? or)\b/],
  ['change', /\b(?:modif\w+|mutat\w+|change[sd]?|overwrite|destroy|alter)\b/],
  ['type', /\b(?:integers?|floats?|decimals?|whole|fractions?|overflow)\b/],
  ['edge', /\b(?:inclusive|exclusive|touch\w*|boundar\w+|ends? (?:count|included)|adjacent|diagonal\w*|border)\b/],
  ['alone', /\b(?:single|one (?:element|entry|number|value|item|node)|only one)\b/],
]
const limits = /\b(?:how (?:large|big|long|many)|size|range|limits?|constraints?|bounds?|maximum|at most|scale|length of)\b/i

export interface Told {
  /** Undefined: not about an open point. */
  readonly point: number | undefined
  readonly text: string
}

/** What is answered, a sentence each; empty when nothing was asked that can be answered. */
export function answersTo(text: string, problem: InterviewProblem): Told[] {
  const told = questions(text)
    .slice(0, 6)
    .map((question) => answerTo(question.text, problem))
    .filter((answer) => answer !== undefined)
  return told.filter((answer, at) => told.findIndex(({ text: other }) => other === answer.text) === at).slice(0, 3)
}

function answerTo(question: string, problem: InterviewProblem): Told | undefined {
  const best = bestPoint(question, problem.openPoints)
  const point = best === undefined ? undefined : problem.openPoints[best]
  if (point !== undefined) return { point: best, text: `“${point.question}” ${spoken(point)}` }
  if (limits.test(question) && problem.constraints.length > 0) return { point: undefined, text: `The limits are: ${problem.constraints.join('; ')}.` }
  return undefined
}

export function spoken(point: OpenPoint | undefined): string {
  const text = point?.answer.trim() ?? ''
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function bestPoint(question: string, points: readonly OpenPoint[]): number | undefined {
  const alike = points.map((point) => likeness(question, point.question))
  const most = Math.max(0, ...alike)
  if (most >= alikeEnough) return alike.indexOf(most)
  const asked = tokensOf(question)
  const all = points.map((point) => tokensOf(point.question))
  const scores = all.map((tokens) => [...asked].filter((token) => tokens.has(token)).reduce((sum, token) => sum + weight(token, all), 0))
  const named = all.map((tokens) => [...tokens].filter((token) => asked.has(token)).length / Math.max(1, tokens.size))
  const whole = named.findIndex((share, at) => share >= 0.75 && share === Math.max(...named) && (all[at]?.size ?? 0) >= 2)
  if (whole >= 0) return whole
  const best = scores.indexOf(Math.max(...scores))
  const score = scores[best] ?? 0
  return score >= (words(question).length <= 12 ? 1.2 : 1.6) ? best : undefined
}

const alikeEnough = 0.6

/** How many of all their words both have. */
function likeness(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => new Set(words(text.toLowerCase()).map((word) => word.text))) as [Set<string>, Set<string>]
  return a.intersection(b).size / Math.max(1, a.union(b).size)
}

/** A meaning says more than a word, and what only one point has says most. */
function weight(token: string, all: readonly ReadonlySet<string>[]): number {
  const among = all.filter((tokens) => tokens.has(token)).length
  return (token.startsWith('=') ? 1.5 : 0.6) / Math.max(1, among)
}

function tokensOf(text: string): Set<string> {
  const lower = text.toLowerCase()
  return new Set([...contentStems(lower), ...meanings.filter(([, pattern]) => pattern.test(lower)).map(([name]) => `=${name}`)])
}

interface Usual {
  readonly id: string
  /** Where it makes sense to ask. */
  readonly fits: RegExp
  /** Where the statement has settled it. */
  readonly settled: RegExp
  readonly question: string
}

const usual: readonly Usual[] = [
  { id: 'empty', fits: /./, settled: /\b(?:empty|at least one|non-empty|1 (?:<=|≤)|no such)\b/i, question: 'What if there is nothing in the input?' },
  {
    id: 'same',
    fits: /\b(?:lists?|arrays?|numbers?|values?|words?|strings?|entries|elements?|nums)\b/i,
    settled: /\b(?:duplicates?|distinct|unique|repeat\w*|twice|same)\b/i,
    question: 'May the same value stand in it more than once?',
  },
  {
    id: 'order',
    fits: /\b(?:lists?|arrays?|numbers?|values?|entries|elements?|nums|intervals?)\b/i,
    settled: /\b(?:sorted|order(?:ed)?|ascending|descending)\b/i,
    question: 'Does the input come in any order?',
  },
  {
    id: 'negative',
    fits: /\b(?:numbers?|integers?|values?|sum|nums)\b/i,
    settled: /\b(?:negative|positive|non-negative|-10|-1|from 0|≥ ?0|>= ?0)\b/i,
    question: 'Can a number be below zero?',
  },
  {
    id: 'letters',
    fits: /\b(?:strings?|words?|characters?|text)\b/i,
    settled: /\b(?:lower ?case|upper ?case|ascii|letters only)\b/i,
    question: 'Which characters can occur?',
  },
  {
    id: 'several',
    fits: /./,
    settled: /\b(?:any of|exactly one|only one|all (?:of them|such)|several|how many|number of)\b/i,
    question: 'What if more than one answer fits?',
  },
  { id: 'size', fits: /./, settled: /\b(?:at most|10\^|10\d{2,}|constraints|up to|<=|≤)\b/i, question: 'How large can the input become?' },
]

/** What the interviewer itself could ask about: the bank's open points, else what statements usually leave open and this one does. */
export function openQuestions({ openPoints, statement, constraints }: InterviewProblem): { readonly id: string; readonly question: string }[] {
  if (openPoints.length > 0) return openPoints.map(({ question }, at) => ({ id: String(at), question }))
  const all = `${statement.slice(0, 10_000)} ${constraints.join(' ')}`
  return usual.filter(({ fits, settled }) => fits.test(all) && !settled.test(all))
}
