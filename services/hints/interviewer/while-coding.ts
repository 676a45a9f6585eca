/** What the interviewer asks while the candidate writes: about a run that failed, about tests of their own, or one small step for somebody who is stuck. */
import type { Planning } from './agenda.ts'
import { statedGrowth } from './evidence.ts'
import { lastSubmission, passed, type Submission } from './interview.ts'
import type { Question } from './question.ts'

type ByOutcome = Readonly<Record<string, readonly string[]>>

/** Asked of one run each, the next at the next run that ends so. */
const ofRuns: ByOutcome = {
  wrong_answer: [
    'When you play the machine and run your own code on that input, where does it do something that you would not do by hand?',
    'What did you expect your code to do there, and which line does something else?',
    'Was this kind of input part of your plan, or is it new to you?',
    'What is the smallest change of that input after which your code is right again?',
    'Which value would you print, and at which line, to see where it goes astray?',
  ],
  compile_error: ['What does that line still need?', 'What do you read in that message?', 'Which part of that line would you write differently?'],
  runtime_error: [
    'Which value is there at that moment that you had not expected?',
    'Which input makes that happen, and what should the answer be there?',
    'What does your code take for granted just before that line?',
  ],
  time_limit: [
    'Does it end at all, and if it does, how does the work grow with the input?',
    'Which lines are run the most, and how often for ten times the input?',
    'Which work does your code do again although its result is known already?',
  ],
  memory_limit: ['What does your code keep that it never looks at again?', 'How much does your code hold at its worst moment, and for which input?'],
  output_limit: ['Which line prints, and how often is it reached?'],
  unavailable: ['What does your code do with a small input, step by step?'],
}

export function afterRun(planning: Planning): Question[] {
  const run = lastSubmission(planning.interview)
  if (run === undefined || run.outcome === '') return []
  if (passed(run)) return onceItPasses(planning)
  if (run.outcome === 'ok') return [{ code: 'run:own', text: 'Is that what you expected it to do, and how did you check?' }]
  const ways = ofRuns[run.outcome] ?? []
  const asked = ways.map((text, at) => ({ code: `run:${run.outcome}:${at}`, text }))
  return isGoingInCircles(planning) ? [...smallerSteps(planning).slice(0, 2), ...asked] : asked
}

/** Three runs in a row that passed nothing more. */
function isGoingInCircles({ interview: { submissions } }: Planning): boolean {
  const [first, second, third] = submissions.slice(-3)
  return (
    third !== undefined &&
    first !== undefined &&
    !passed(third) &&
    [first, second].every((run) => run !== undefined && run.testsPassed >= third.testsPassed)
  )
}

function onceItPasses({ evidence }: Planning): Question[] {
  const own = evidence.ran.some(({ stdin }) => stdin !== '')
  return [
    ...(own ? [] : [{ code: 'test:own', text: 'Which input that was not among these would you try next, and what should come out?' }]),
    ...(statedGrowth(evidence, 'time') === undefined
      ? [{ code: 'growth:code', text: 'How does the time that this code takes grow with the input, and which lines make it so?' }]
      : []),
    { code: 'trust', text: 'What makes you trust this code beyond the tests that it passes?' },
  ]
}

/** For somebody who does not know how to go on: never a step of the solution, always a step of their own. */
export function smallerSteps({ strategy }: Planning): Question[] {
  return [
    { code: 'step:example', text: `${strategy.example} What does your hand do first to get its answer?` },
    { code: 'step:part', text: 'Which part of it could you write down right now, even if all the rest were missing?' },
    { code: 'step:draw', text: `${strategy.draw} What do you look at more than once?` },
    { code: 'step:fire', text: strategy.questions.fire },
    { code: 'step:air', text: strategy.questions.air },
    { code: 'step:water', text: strategy.questions.water },
    { code: 'step:plain', text: 'What would the slowest way look like that surely gives the right answer?' },
  ]
}

/** For somebody who wants a verdict: how they could find out. */
export function ownChecks({ strategy }: Planning): Question[] {
  return [
    { code: 'check:input', text: 'Which single input would convince you, and what should come out for it?' },
    { code: 'check:doubt', text: 'Which part of it would you not bet on?' },
    { code: 'check:break', text: `${strategy.failure} Which of these have you not followed through your plan yet?` },
    { code: 'check:argue', text: 'How would you convince a colleague who believes that it is wrong?' },
  ]
}

/** Talk beside the editor: one question for each stage of the work. */
export function besideCode(planning: Planning): Question[] {
  const run = lastSubmission(planning.interview)
  if (run === undefined) return [{ code: 'code:first', text: 'Which part are you writing first, and why that one?' }]
  if (passed(run)) return onceItPasses(planning)
  return [...loopQuestion(run), { code: 'code:next', text: 'What do you want to see in the next run that the last one did not show?' }]
}

function loopQuestion({ code }: Submission): Question[] {
  return /\b(?:for|while)\b/.test(code) ? [{ code: 'code:loop', text: 'What is true each time your loop begins a new round?' }] : []
}

export const thinkAloud: readonly Question[] = [
  { code: 'silence:1', text: 'What are you looking at right now?' },
  { code: 'silence:2', text: 'If you said your next line in plain words, what would it be?' },
  { code: 'silence:3', text: 'What is the one thing that keeps you from going on?' },
]
