/** Earth: is the problem understood, on real values, in the learner's own words? */
import { elements, type Finding } from '../problem.ts'
import { evidence, type ReadAnswer, type Reading, whole } from './reading.ts'
import { aboutWords, type Span, words } from './text.ts'

export function earthFindings(reading: Reading): Finding[] {
  return [earthShortest(reading), fewConcreteExamples(reading), restatesStatement(reading), jumpsToCode(reading)].filter(
    (finding) => finding !== undefined,
  )
}

const clearlyShorter = 0.75

function earthShortest(reading: Reading): Finding | undefined {
  const earth = reading.averageWords('earth')
  const others = elements.filter((element) => element !== 'earth' && reading.complete(element)).map((element) => reading.averageWords(element) ?? 0)
  if (!reading.complete('earth') || earth === undefined || others.length === 0 || others.some((average) => average <= earth)) return undefined
  const rest = Math.round(others.reduce((sum, average) => sum + average, 0) / others.length)
  if (earth > rest * clearlyShorter) return undefined
  return {
    code: 'earth_shortest',
    element: 'earth',
    severity: earth < rest / 2 ? 'important' : 'notice',
    message: `Your Earth answers are your shortest: about ${aboutWords(earth)} each, where the others have ${rest}. The ground under an idea is worth more words than the idea.`,
    evidence: reading.of('earth').map(whole),
  }
}

function fewConcreteExamples(reading: Reading): Finding | undefined {
  const wanted = reading.answers.length >= 9 ? 3 : 2
  if (reading.answers.length < 3 || reading.distinctExamples >= wanted) return undefined
  const count = reading.distinctExamples
  const said = count === 0 ? 'no concrete input at all' : 'just one concrete input'
  const where = reading.at(1) ?? reading.answers[0]
  return {
    code: 'few_concrete_examples',
    element: 'earth',
    severity: count === 0 ? 'important' : 'notice',
    message: `In ${reading.answers.length} answers I find ${said}. Real values, worked by hand, show things that words hide.`,
    evidence: where === undefined ? [] : [whole(where)],
  }
}

const shingle = 4

function restatesStatement(reading: Reading): Finding | undefined {
  const answer = reading.at(0)
  if (answer === undefined || answer.words.length < 8) return undefined
  const source = shingles(words(reading.problem.statement.slice(0, 20_000)))
  if (source.size === 0) return undefined
  const copied = copiedSpans(answer, source)
  const share = copied.reduce((sum, span) => sum + words(span.text).length, 0) / answer.words.length
  if (share < 0.5) return undefined
  return {
    code: 'restates_statement',
    element: 'earth',
    severity: 'notice',
    message: `About ${Math.round(share * 100)} % of your first answer is the statement's own wording. Say it again as you would to a friend over the phone.`,
    evidence: evidence(answer, copied),
  }
}

function shingles(list: readonly Span[]): Set<string> {
  return new Set(list.slice(0, Math.max(0, list.length - shingle + 1)).map((_, index) => key(list, index)))
}

function key(list: readonly Span[], index: number): string {
  return list
    .slice(index, index + shingle)
    .map((entry) => entry.text.toLowerCase())
    .join(' ')
}

function copiedSpans(answer: ReadAnswer, source: ReadonlySet<string>): Span[] {
  const found: Span[] = []
  for (let index = 0; index + shingle <= answer.words.length; index += 1) {
    const from = answer.words[index]
    const to = answer.words[index + shingle - 1]
    if (from === undefined || to === undefined || !source.has(key(answer.words, index))) continue
    const last = found.at(-1)
    if (last !== undefined && from.start <= last.end) found[found.length - 1] = span(answer, last.start, to.end)
    else found.push(span(answer, from.start, to.end))
  }
  return found
}

function span(answer: ReadAnswer, start: number, end: number): Span {
  return { start, end, text: answer.text.slice(start, end) }
}

function jumpsToCode(reading: Reading): Finding | undefined {
  const coded = reading.of('earth').filter((answer) => answer.code.length > 0)
  if (coded.length === 0) return undefined
  return {
    code: 'jumps_to_code',
    element: 'earth',
    severity: 'notice',
    message: 'There is code in your Earth answers. Before the machine can follow it, a person should: put the code aside and say what it is for.',
    evidence: coded.flatMap((answer) => evidence(answer, answer.code)),
  }
}
