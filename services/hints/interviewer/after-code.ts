/** What is asked about a submission: what fails, where claim and measurement part, what was not tested, the ideas in the code, and what lies beyond. */
import type { Concept } from '../policy/concept.ts'
import type { Planning } from './agenda.ts'
import { conceptsInCode } from './code-reading.ts'
import { type Evidence, statedGrowth } from './evidence.ts'
import { beyond, byConcept, byGrowth } from './follow-up.ts'
import { compareGrowth, type GrowthClaim } from './growth-claim.ts'
import { type Measured, passed, type Submission } from './interview.ts'
import type { Question } from './question.ts'

/** Below it a measurement is no ground for a question. */
const sureEnough = 0.6

export function followUps(planning: Planning): readonly Question[] {
  const { interview, evidence, level } = planning
  const last = evidence.submitted.at(-1) ?? interview.submissions.at(-1)
  if (last === undefined) return withoutCode
  const ideas = aboutIdeas(last)
  const bank = interview.problem.followUps.map((text, at) => ({ code: `bank:${at}`, text: oneQuestion(text) })).filter(({ text }) => text !== '')
  if (!passed(last)) return [...aboutFailure(last), ...aboutGrowth(last, evidence), ...ideas, ...general]
  const close = [...aboutGrowth(last, evidence), ...aboutTests(evidence)]
  // Who is strong is asked what goes beyond; who struggled is asked about what they have.
  return level === 'strong' ? [...close.slice(0, 1), ...bank, ...ideas, ...close.slice(1), ...general] : [...close, ...ideas, ...bank, ...general]
}

const withoutCode: readonly Question[] = [
  { code: 'no_code', text: 'If you had ten more minutes, which part would you write first, and why?' },
  { code: 'no_code:clear', text: 'Which part of the problem is clear to you by now, and which is not?' },
  { code: 'no_code:again', text: 'If you began once more, what would you do differently in the first five minutes?' },
]

const general: readonly Question[] = beyond.map((text, at) => ({ code: `beyond:${at}`, text }))

function aboutFailure(last: Submission): Question[] {
  const questions =
    last.failing === undefined || last.failing.input === ''
      ? ['Where would you look first, and what do you expect to find there?']
      : ['Which line would you look at first for the input that failed, and why that one?']
  return [...questions, 'Which test of your own would have found it before you handed it in?'].map((text, at) => ({ code: `fix:${at}`, text }))
}

function aboutGrowth({ measured }: Submission, evidence: Evidence): Question[] {
  return [...differing(measured, evidence), ...missing(evidence), ...lines(measured)]
}

function differing(measured: Measured | undefined, evidence: Evidence): Question[] {
  return (['time', 'space'] as const).flatMap((of) => {
    const claim = statedGrowth(evidence, of)
    const found = measuredGrowth(measured, of)
    if (claim === undefined || found === undefined || compareGrowth(claim.claim.family, found) === 0) return []
    return [
      {
        code: `differs:${of}`,
        text: `You said “${claim.text}”, and in the runs the ${words[of]} grew like ${found}. Where does the difference come from?`,
      },
    ]
  })
}

const words = { time: 'time', space: 'memory' } as const

/** Undefined when it could not be told well enough. */
export function measuredGrowth(measured: Measured | undefined, of: GrowthClaim['of']): string | undefined {
  if (measured === undefined) return undefined
  const [family, confidence] = of === 'time' ? [measured.time, measured.timeConfidence] : [measured.space, measured.spaceConfidence]
  return family === '' || confidence < sureEnough ? undefined : family
}

function missing(evidence: Evidence): Question[] {
  return statedGrowth(evidence, 'time') === undefined
    ? [{ code: 'growth:code', text: 'How does the time that this code takes grow with the input, and which lines make it so?' }]
    : []
}

function lines(measured: Measured | undefined): Question[] {
  const found = measuredGrowth(measured, 'time')
  const text = found === undefined ? undefined : byGrowth[found]
  return text === undefined ? [] : [{ code: 'growth:lines', text }]
}

function aboutTests({ ran, edgeCases }: Evidence): Question[] {
  if (ran.some(({ stdin }) => stdin !== '') && edgeCases.length > 0) return []
  return [{ code: 'test:three', text: 'Which three inputs would you hand to a colleague who has to test this, and why those?' }]
}

function aboutIdeas({ code }: Submission): Question[] {
  return conceptsInCode(code).flatMap((concept: Concept) => (byConcept[concept] ?? []).map((text, at) => ({ code: `idea:${concept}:${at}`, text })))
}

/** A follow-up of the bank may be two sentences; it is asked when it asks once. */
function oneQuestion(text: string): string {
  const marks = text.match(/[?？]/gu)?.length ?? 0
  return marks === 1 && /[?？]$/u.test(text.trim()) ? text.trim() : ''
}
