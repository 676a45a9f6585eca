/** Communication: whether somebody who only listens could follow. */
import { words } from '../../answers/text.ts'
import { absence, inEntry } from '../claim.ts'
import { type Answered, statedGrowth } from '../evidence.ts'
import { shown } from '../run-report.ts'
import { isThin, mannerOf } from '../said.ts'
import { observation, type Rule } from './observation.ts'

const longWinded = 150
const enoughQuestions = 2

const silent: Rule = ({ interview, evidence }) =>
  evidence.said.length > 0
    ? undefined
    : observation({
        code: 'said_nothing',
        points: -35,
        text: 'You said nothing that I could read.',
        references: [absence(interview)],
        advice: 'Begin the next interview by saying the problem in your own words, aloud, within the first minute.',
      })

const plan: Rule = ({ evidence }) =>
  evidence.plan === undefined
    ? undefined
    : observation({
        code: 'plan_told',
        points: 20,
        text: 'You told your plan before you wrote it down.',
        references: [evidence.plan.reference],
        skill: 'plan_before_code',
      })

const reasons: Rule = ({ evidence }) => {
  const [first, second] = evidence.reasons
  if (first === undefined) return undefined
  return observation({
    code: 'reasons_given',
    points: second === undefined ? 8 : 15,
    text: `You gave reasons for what you did, such as ${shown(first.text)}.`,
    references: [first, second].filter((seen) => seen !== undefined).map(({ reference }) => reference),
    skill: 'gives_reasons',
  })
}

const noReasons: Rule = ({ evidence }) => {
  const [first] = evidence.said
  if (first === undefined || evidence.reasons.length > 0) return undefined
  return observation({
    code: 'no_reasons',
    points: -5,
    text: 'You said what you did and never why.',
    references: [inEntry(evidence.plan?.entry ?? first)],
    advice: 'Finish every choice with a because: the reason tells more than the choice.',
  })
}

const answering: Rule = ({ evidence }) => {
  const { answered } = evidence
  if (answered.length < enoughQuestions) return undefined
  const open = answered.filter((one) => !isAnswered(one))
  const share = 1 - open.length / answered.length
  if (share >= 0.8)
    return observation({
      code: 'questions_answered',
      points: 20,
      text: `You answered ${answered.length - open.length} of ${answered.length} questions with more than a word or two.`,
      references: answered
        .filter(isAnswered)
        .slice(0, 3)
        .flatMap(({ answers }) => answers.slice(0, 1).map((entry) => inEntry(entry))),
      skill: 'answers_questions',
    })
  return observation({
    code: 'questions_left_open',
    points: share >= 0.5 ? -4 : -15,
    text: `${open.length} of ${answered.length} questions stayed without a real answer.`,
    references: open.slice(0, 3).map(({ question }) => inEntry(question)),
    advice: 'When you do not know an answer, say what you do know and how you would find out the rest.',
  })
}

function isAnswered({ answers }: Answered): boolean {
  return answers.some(({ text }) => !isThin(text) && ['working', 'asking'].includes(mannerOf(text)))
}

const growth: Rule = ({ evidence }) => {
  const stated = statedGrowth(evidence, 'time')
  return stated === undefined
    ? undefined
    : observation({
        code: 'growth_stated',
        points: 10,
        text: `You said how the time grows: ${shown(stated.text)}.`,
        references: [stated.reference],
        skill: 'complexity_stated',
      })
}

const aloud: Rule = ({ interview, evidence }) => {
  const spoken = evidence.said.filter(({ stage, text }) => stage === 'coding' && !isThin(text))
  return spoken.length === 0 || interview.submissions.length === 0
    ? undefined
    : observation({
        code: 'thought_aloud',
        points: 5,
        text: 'You kept talking while you wrote.',
        references: spoken.slice(0, 2).map((entry) => inEntry(entry)),
        skill: 'thinks_aloud',
      })
}

const verbose: Rule = ({ evidence }) => {
  const long = evidence.said.filter(({ text }) => words(text).length > longWinded)
  if (long.length < 2 || long.length * 2 < evidence.said.length) return undefined
  return observation({
    code: 'long_winded',
    points: -30,
    text: `Most of what you said came in pieces of more than ${longWinded} words.`,
    references: long.slice(0, 2).map((entry) => inEntry(entry)),
    advice: 'Say the point first, in one sentence, and add details only when you are asked.',
  })
}

const begging: Rule = ({ evidence }) => {
  const pleas = evidence.said.filter(({ text }) => mannerOf(text) === 'plea')
  return pleas.length === 0
    ? undefined
    : observation({
        code: 'asked_for_solution',
        points: pleas.length > 1 ? -20 : -10,
        text: 'You asked for what you were to find yourself.',
        references: pleas.slice(0, 2).map((entry) => inEntry(entry)),
        advice: 'Ask about the problem instead: what may the input be, and what must come out?',
      })
}

export const communication: readonly Rule[] = [silent, plan, reasons, noReasons, answering, growth, aloud, verbose, begging]
