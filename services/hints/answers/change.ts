/** What the last word has that the first answers had not: evidence of changed thinking, not a grade. */
import { conceptsDescribed, conceptsNamed } from '../guard/leak.ts'
import type { Answer, Evidence } from '../problem.ts'
import { contentStems, exampleKey, examples, prose, questions, type Span, sentences, words } from './text.ts'

export type AdditionKind = 'example' | 'question' | 'idea' | 'dropped_assumption'

export interface Addition {
  readonly kind: AdditionKind
  readonly text: string
  readonly evidence: Evidence
}

const finalPromptIndex = 12
const mostOfAKind = 20

/** @returns additions in the order in which they are read; each sentence is counted once as an idea, a question or a dropped assumption. */
export function compareAnswers(answers: readonly Answer[], finalResponse: string): Addition[] {
  const before = answers.map((answer) => answer.text).join('\n')
  const dropped = droppedAssumptions(finalResponse)
  const asked = newQuestions(finalResponse, before)
  const ideas = newIdeas(finalResponse, before).filter(
    (idea) => ![...dropped, ...asked].some((other) => idea.start < other.end && other.start < idea.end),
  )
  return [
    ...newExamples(finalResponse, before).map((span) => addition('example', span)),
    ...asked.map((span) => addition('question', span)),
    ...dropped.map((span) => addition('dropped_assumption', span)),
    ...ideas.map((span) => addition('idea', span)),
  ].toSorted((a, b) => a.evidence.start - b.evidence.start)
}

function addition(kind: AdditionKind, span: Span): Addition {
  return { kind, text: span.text, evidence: { promptIndex: finalPromptIndex, start: span.start, end: span.end } }
}

function newExamples(after: string, before: string): Span[] {
  const known = new Set(examples(before).map((example) => exampleKey(example.text)))
  return firstOfEach(examples(after), (span) => exampleKey(span.text))
    .filter((span) => !known.has(exampleKey(span.text)))
    .slice(0, mostOfAKind)
}

function newQuestions(after: string, before: string): Span[] {
  const known = questions(before).map((question) => new Set(contentStems(question.text)))
  return questions(prose(after))
    .map((span) => ({ ...span, text: after.slice(span.start, span.end) }))
    .filter((question) => contentStems(question.text).length > 0 && !known.some((stems) => overlap(contentStems(question.text), stems) >= 0.8))
    .slice(0, mostOfAKind)
}

const assumption =
  /\b(?:(?:i|we)(?:['’]d| had| have)? (?:assumed|took (?:it )?for granted|thought|believed|expected|was sure|supposed|presumed)|my assumption|wrongly assumed|not necessarily|need(?:s)? not|does(?:n['’]t| not) have to|do(?:n['’]t| not) need to|no longer (?:need|assume|think|believe)|turns out|it is not true|isn['’]t (?:always|guaranteed|promised)|not (?:always|guaranteed|promised)|i was wrong|instead of what i|contrary to)\b/i

/** Sentences in which the learner lets go of something believed before. */
function droppedAssumptions(after: string): Span[] {
  return sentences(prose(after))
    .filter((sentence) => assumption.test(sentence.text) && !/[?？؟][^\w?？؟]*$/u.test(sentence.text))
    .map((span) => ({ ...span, text: after.slice(span.start, span.end) }))
    .slice(0, mostOfAKind)
}

const newShare = 0.4
const fewestNewStems = 3

/** Sentences that bring a technique not spoken of before, or whose content words are mostly new. */
function newIdeas(after: string, before: string): Span[] {
  const known = new Set(contentStems(before))
  const spokenOf = memo(() => new Set([...conceptsNamed(before), ...conceptsDescribed(before)]))
  return sentences(after)
    .filter((sentence) => words(sentence.text).length >= 4)
    .filter((sentence) => {
      const concepts = [...conceptsNamed(sentence.text), ...conceptsDescribed(sentence.text)]
      if (concepts.some((concept) => !spokenOf().has(concept))) return true
      const stems = [...new Set(contentStems(sentence.text))]
      const fresh = stems.filter((entry) => !known.has(entry))
      return fresh.length >= fewestNewStems && fresh.length / stems.length >= newShare
    })
    .slice(0, mostOfAKind)
}

function memo<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function overlap(stems: readonly string[], known: ReadonlySet<string>): number {
  return stems.length === 0 ? 0 : stems.filter((entry) => known.has(entry)).length / stems.length
}

function firstOfEach(spans: readonly Span[], key: (span: Span) => string): Span[] {
  const seen = new Set<string>()
  return spans.filter((span) => !seen.has(key(span)) && seen.add(key(span)))
}
