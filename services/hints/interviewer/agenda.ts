/** What the interviewer would like to ask before the code: what is unclear, the plan, why it holds, how it grows, what breaks it. */
import type { Strategy } from '../policy/strategy.ts'
import { type Evidence, statedGrowth } from './evidence.ts'
import type { Interview, OpenPoint } from './interview.ts'
import { answersTo, openQuestions } from './open-point.ts'
import type { Question } from './question.ts'

export interface Planning {
  readonly interview: Interview
  readonly evidence: Evidence
  readonly strategy: Strategy
  readonly level: Level
}

export type Level = 'struggling' | 'steady' | 'strong'

/** In the order in which they help; what the candidate has told is not asked. */
export function beforeCode(planning: Planning): Question[] {
  const { interview, evidence } = planning
  const understanding = [...clarifying(planning), ...example(planning)]
  const planned = evidence.plan === undefined ? [] : [...why(planning), ...growth(planning), ...breaking(planning), ...alternatives(planning)]
  if (interview.stage === 'problem') return [...understanding, ...plan(planning), ...planned]
  if (evidence.plan === undefined && planning.level === 'struggling') return [...example(planning), ...plan(planning), ...understanding]
  return [...clarifying(planning).slice(0, 1), ...plan(planning), ...planned, ...understanding]
}

const openings = [
  'The statement leaves something open: “{point}” What would you assume, and what hangs on it?',
  'Something else is written nowhere: “{point}” How do you settle that for yourself, and why so?',
] as const

function clarifying({ interview, evidence, strategy }: Planning): Question[] {
  const open = openQuestions(interview.problem)
    .filter(({ question }) => !isSettled(question, interview, evidence))
    .slice(0, 2)
    .map(({ id, question }, at) => ({ code: `open:${id}`, text: `${at === 0 ? openings[0] : openings[1]}`.replace('{point}', () => question) }))
  if (evidence.asked.length > 0) return open
  return [
    { code: 'clarify', text: 'What would you want to know about the input before you plan anything?' },
    ...open,
    { code: 'clarify:again', text: strategy.questions.earth },
  ]
}

/** The candidate asked about it, or was told. */
function isSettled(question: string, { problem, transcript }: Interview, { asked }: Evidence): boolean {
  const point = problem.openPoints.findIndex((open) => open.question === question)
  if (point < 0) return transcript.some(({ text }) => text.includes(question))
  return asked.some(({ text }) => answersTo(text, problem).some((told) => told.point === point))
}

function example({ evidence, strategy }: Planning): Question[] {
  if (evidence.ownExamples.length > 0) return []
  return [
    { code: 'example', text: 'Which small input of your own would you try by hand, and what should come out?' },
    { code: 'example:again', text: `${strategy.example} What should come out for it, and how do you know?` },
  ]
}

function plan({ evidence, strategy }: Planning): Question[] {
  if (evidence.plan !== undefined) return []
  return [
    { code: 'plan', text: 'How would you go about it, told in plain words before any code?' },
    { code: 'plan:again', text: `${strategy.draw} What does your hand do first, and what second?` },
    { code: 'plan:plain', text: 'What is the plainest way that surely gives the right answer, however slow it is?' },
  ]
}

function why({ evidence }: Planning): Question[] {
  return evidence.reasons.length > 0 ? [] : [{ code: 'why', text: 'What makes you sure that your plan never gives a wrong answer?' }]
}

function growth({ evidence }: Planning): Question[] {
  const time =
    statedGrowth(evidence, 'time') === undefined
      ? [{ code: 'growth:time', text: 'How does the time that your plan takes grow with the input, and why?' }]
      : []
  const space =
    statedGrowth(evidence, 'space') === undefined ? [{ code: 'growth:space', text: 'How much memory does your plan need as the input grows?' }] : []
  return [...time, ...space]
}

function breaking({ evidence, strategy }: Planning): Question[] {
  return evidence.edgeCases.length > 1 ? [] : [{ code: 'break', text: `${strategy.failure} Which of these would hurt your plan most, and how?` }]
}

function alternatives({ evidence }: Planning): Question[] {
  return evidence.alternatives.length > 0 ? [] : [{ code: 'alternative', text: 'What else did you consider, and why did you leave it?' }]
}

/** What the problem says to a point that the interviewer has brought up; undefined when it is the candidate's to decide. */
export function broughtUp({ problem }: Interview, questionCode: string): OpenPoint | undefined {
  const at = /^open:(\d+)$/.exec(questionCode)?.[1]
  return at === undefined ? undefined : problem.openPoints[Number(at)]
}
