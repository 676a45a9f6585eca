/** The answers, read once: every measure that a finding looks at. */
import { type Answer, type Element, type Evidence, elementOf, elements, type Problem } from '../problem.ts'
import { codeSpans, exampleKey, examples, isStopWord, prose, questions, type Span, words } from './text.ts'

export interface ReadAnswer {
  readonly promptIndex: number
  readonly element: Element
  readonly text: string
  /** Words outside code. */
  readonly words: readonly Span[]
  readonly questions: readonly Span[]
  readonly examples: readonly Span[]
  readonly code: readonly Span[]
}

export interface Reading {
  readonly problem: Problem
  readonly answers: readonly ReadAnswer[]
  /** Answers of one element, in prompt order. */
  of(element: Element): readonly ReadAnswer[]
  at(promptIndex: number): ReadAnswer | undefined
  /** All three prompts of the element are answered. */
  complete(element: Element): boolean
  /** Mean words of an element's answers; undefined without any. */
  averageWords(element: Element): number | undefined
  /** Different concrete examples over all answers. */
  readonly distinctExamples: number
  /** False when enough was said to know that it is another language: what is then looked for by English words cannot be found missing. */
  readonly english: boolean
}

export function read(problem: Problem, answers: readonly Answer[]): Reading {
  const all = answers.toSorted((a, b) => a.promptIndex - b.promptIndex).map(readAnswer)
  const byElement = Map.groupBy(all, (answer) => answer.element)
  const of = (element: Element): readonly ReadAnswer[] => byElement.get(element) ?? []
  return {
    problem,
    answers: all,
    of,
    at: (promptIndex) => all.find((answer) => answer.promptIndex === promptIndex),
    complete: (element) => of(element).length === 3,
    averageWords: (element) => mean(of(element).map((answer) => answer.words.length)),
    distinctExamples: new Set(all.flatMap((answer) => answer.examples.map((example) => exampleKey(example.text)))).size,
    english: isEnglish(all),
  }
}

/** English runs on its small words: even terse notes hold some. */
function isEnglish(answers: readonly ReadAnswer[]): boolean {
  const spoken = answers.flatMap((answer) => answer.words).filter(({ text }) => /\p{L}/u.test(text))
  return spoken.length < 20 || spoken.filter(({ text }) => isStopWord(text)).length / spoken.length >= 0.15
}

function readAnswer(answer: Answer): ReadAnswer {
  const plain = prose(answer.text)
  return {
    promptIndex: answer.promptIndex,
    element: elementOf(answer.promptIndex),
    text: answer.text,
    words: words(plain),
    questions: questions(plain),
    examples: examples(answer.text),
    code: codeSpans(answer.text),
  }
}

/** The whole of an answer as evidence. */
export function whole(answer: ReadAnswer): Evidence {
  return { promptIndex: answer.promptIndex, start: 0, end: answer.text.length }
}

export function evidence(answer: ReadAnswer, spans: readonly Span[]): Evidence[] {
  return spans.map((span) => ({ promptIndex: answer.promptIndex, start: span.start, end: span.end }))
}

/** The element whose answers are thinnest; with equal lengths the earlier one. */
export function thinnestElement(reading: Reading): Element {
  const measured = elements.map((element) => ({ element, words: reading.averageWords(element) ?? Number.POSITIVE_INFINITY }))
  return measured.reduce((least, next) => (next.words < least.words ? next : least)).element
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
