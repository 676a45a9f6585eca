/** Over all answers: repetition, copies, and answers that are hardly there. */
import { type Evidence, elements, type Finding } from '../problem.ts'
import { type ReadAnswer, type Reading, whole } from './reading.ts'
import { isStopWord, type Span, stem } from './text.ts'

export function overallFindings(reading: Reading): Finding[] {
  return [...(reading.english ? repeatedWord(reading) : []), ...identicalAnswers(reading), ...notKnown(reading), ...thinAnswers(reading)]
}

const often = 5

interface Use {
  readonly answer: ReadAnswer
  readonly span: Span
}

/** The word used most, if five times or more; a word of the problem's title only when no other is. */
function repeatedWord(reading: Reading): Finding[] {
  const uses = new Map<string, Use[]>()
  for (const answer of reading.answers)
    for (const span of answer.words)
      if (!isStopWord(span.text) && /\p{L}{3}/u.test(span.text)) {
        const list = uses.get(stem(span.text))
        if (list === undefined) uses.set(stem(span.text), [{ answer, span }])
        else list.push({ answer, span })
      }
  const title = new Set(reading.problem.title.split(/[^\p{L}\p{N}]+/u).map(stem))
  const repeated = [...uses]
    .filter(([, list]) => list.length >= often)
    .toSorted((a, b) => Number(title.has(a[0])) - Number(title.has(b[0])) || b[1].length - a[1].length)
  const [first] = repeated
  if (first === undefined) return []
  const [, list] = first
  const shown = list[0]?.span.text.toLowerCase() ?? first[0]
  const firstUse = list[0]
  return [
    {
      code: 'repeated_word',
      element: firstUse?.answer.element ?? 'earth',
      severity: 'info',
      message: `You use the word “${shown}” ${list.length} times. A word that returns so often may be standing in for something not yet said: what exactly does it mean here?`,
      evidence: list.slice(0, 50).map(({ answer, span }) => ({ promptIndex: answer.promptIndex, start: span.start, end: span.end })),
    },
  ]
}

function identicalAnswers(reading: Reading): Finding[] {
  const groups = Map.groupBy(reading.answers, (answer) =>
    answer.text
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim(),
  )
  const same = [...groups.values()].filter((group) => group.length > 1).toSorted((a, b) => b.length - a.length)[0]
  const last = same?.at(-1)
  if (same === undefined || last === undefined) return []
  return [
    {
      code: 'identical_answers',
      element: last.element,
      severity: 'important',
      message: `${same.length} of your answers are the same text. Each prompt looks from another side: the second answer is where the new thought would be.`,
      evidence: same.map(whole),
    },
  ]
}

const unknowing =
  /^(?:\W*(?:i\s+)?(?:(?:really\s+)?(?:don'?t|do\s+not|dont)\s+know|idk|dunno|no\s+(?:idea|clue)|not\s+sure|unsure|n\/?a|none|nothing|skip|pass|whatever|same)\W*$|\W*i\s+[?.\-–—…]\W*$|(?=\W+$)[^?.\-–—…]*[?.\-–—…])/iu

function notKnown(reading: Reading): Finding[] {
  const open = reading.answers.filter((answer) => unknowing.test(answer.text.replaceAll('’', "'")))
  const first = open[0]
  if (first === undefined) return []
  return [
    {
      code: 'not_known',
      element: mostOf(open),
      severity: open.length >= 3 ? 'important' : 'notice',
      message:
        open.length === 1
          ? 'One answer stops at not knowing. That is an honest start: which part of it do you know?'
          : `${open.length} answers stop at not knowing. That is an honest start: which part of each do you know?`,
      evidence: open.map(whole),
    },
  ]
}

const thinWords = 5

function thinAnswers(reading: Reading): Finding[] {
  const thin = reading.answers.filter(
    (answer) => answer.words.length < thinWords && answer.code.length === 0 && !unknowing.test(answer.text.replaceAll('’', "'")),
  )
  if (thin.length < 2) return []
  const evidence: Evidence[] = thin.map(whole)
  return [
    {
      code: 'thin_answers',
      element: mostOf(thin),
      severity: thin.length >= 6 ? 'important' : 'notice',
      message: `${thin.length} answers have fewer than ${thinWords} words. One more sentence each would show you what you mean.`,
      evidence,
    },
  ]
}

function mostOf(answers: readonly ReadAnswer[]): Finding['element'] {
  const counted = elements.map((element) => ({ element, count: answers.filter((answer) => answer.element === element).length }))
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).element
}
