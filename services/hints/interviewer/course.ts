/** What the interviewer's next turn holds, decided by rules: facts that are said word for word, what was made of the candidate's words, questions to choose from. */
import { followUps } from './after-code.ts'
import { beforeCode, broughtUp, type Level, type Planning } from './agenda.ts'
import { strategyOf } from './allowance.ts'
import { readEvidence } from './evidence.ts'
import { type Cue, type Interview, lastSubmission, lastWords, type Persona, shareOfTime } from './interview.ts'
import { levelOf } from './level.ts'
import { answersTo, spoken } from './open-point.ts'
import { type Question, unasked } from './question.ts'
import { reportOf } from './run-report.ts'
import { type Manner, mannerOf } from './said.ts'
import { afterRun, besideCode, ownChecks, smallerSteps, thinkAloud } from './while-coding.ts'

export interface Turn {
  /** Said first, word for word: answers of the problem, results of a run. */
  readonly facts: readonly string[]
  /** What the candidate's words were; undefined when they did not speak. */
  readonly manner: Manner | undefined
  /** A question of theirs that nothing in the problem settles. */
  readonly leftOpen: boolean
  /** The best first; none was asked before. */
  readonly questions: readonly Question[]
  /** Without a question: how the turn ends. */
  readonly ending: 'to_code' | 'go_on' | 'farewell' | 'none'
  readonly opening: boolean
  readonly stageDone: boolean
  readonly level: Level
}

const patience: Readonly<Record<Persona, number>> = { friendly: 5, neutral: 6, demanding: 7 }
const closingQuestions: Readonly<Record<Persona, number>> = { friendly: 3, neutral: 4, demanding: 5 }
/** The talk before the code has had its share of the time. */
const talkShare = 0.4

export function turnOf(interview: Interview, cue: Cue): Turn {
  const evidence = readEvidence(interview)
  const planning: Planning = { interview, evidence, strategy: strategyOf(interview), level: levelOf(interview, evidence) }
  const quiet: Turn = {
    facts: [],
    manner: undefined,
    leftOpen: false,
    questions: [],
    ending: 'none',
    opening: false,
    stageDone: false,
    level: planning.level,
  }
  switch (cue) {
    case 'silence':
      return interview.stage === 'summary' ? quiet : { ...quiet, questions: unasked(thinkAloud, interview) }
    case 'run':
      return { ...quiet, facts: reports(interview), questions: unasked(afterRun(planning), interview) }
    case 'stage':
      return { ...quiet, ...atStage(planning) }
    case 'message':
      return { ...quiet, ...afterWords(planning) }
  }
}

function reports(interview: Interview): string[] {
  const last = lastSubmission(interview)
  const report = last === undefined ? '' : reportOf(last)
  return report === '' ? [] : [report]
}

function atStage(planning: Planning): Partial<Turn> {
  const { interview } = planning
  switch (interview.stage) {
    case 'problem':
    case 'approach': {
      const opening = !interview.transcript.some(({ speaker, questionCode }) => speaker === 'interviewer' && questionCode !== '')
      const isLastAsked = interview.transcript.at(-1)?.speaker === 'interviewer' && !opening
      // A question is still open: a second one beside it would be two at once.
      return isLastAsked ? {} : { ...talking(planning), opening }
    }
    case 'coding':
      return { ending: 'to_code' }
    case 'feedback':
      return interview.transcript.at(-1)?.questionCode ? {} : asked(planning)
    case 'summary':
      return { ending: 'farewell' }
  }
}

function afterWords(planning: Planning): Partial<Turn> {
  const { interview } = planning
  const words = lastWords(interview)
  if (words === undefined) return {}
  const manner = mannerOf(words.text)
  const facts = [
    ...revealed(interview),
    ...(manner === 'asking' || manner === 'working' ? answersTo(words.text, interview.problem).map(({ text }) => text) : []),
  ]
  const heard = { manner, facts: [...new Set(facts)], leftOpen: manner === 'asking' && facts.length === 0 }
  const instead = isOver(planning) ? undefined : insteadOf(manner, planning)
  if (instead !== undefined && interview.stage !== 'summary') return { ...heard, ...instead }
  switch (interview.stage) {
    case 'problem':
    case 'approach':
      return { ...heard, ...talking(planning) }
    case 'coding':
      return { ...heard, questions: unasked(besideCode(planning), interview), ending: 'go_on' }
    case 'feedback':
      return { ...heard, ...asked(planning) }
    case 'summary':
      return { ...heard, ending: 'farewell' }
  }
}

/** What the problem says to the point that the interviewer asked about, once the candidate has answered. */
function revealed(interview: Interview): string[] {
  const asked = interview.transcript.findLast(({ speaker }) => speaker === 'interviewer')
  const point = broughtUp(interview, asked?.questionCode ?? '')
  return point === undefined ? [] : [`For today: ${lowered(spoken(point))}`]
}

function lowered(text: string): string {
  return /^[A-Z][a-z]|^A\s/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function insteadOf(manner: Manner, planning: Planning): Partial<Turn> | undefined {
  const { interview } = planning
  const agenda = interview.stage === 'feedback' ? followUps(planning) : interview.stage === 'coding' ? besideCode(planning) : beforeCode(planning)
  switch (manner) {
    case 'stuck':
      return { questions: unasked([...smallerSteps(planning), ...agenda], interview), ending: 'go_on' }
    case 'judge_me':
      return { questions: unasked([...ownChecks(planning), ...agenda], interview), ending: 'go_on' }
    case 'plea':
    case 'nothing':
      return { questions: unasked([...agenda, ...smallerSteps(planning)], interview), ending: 'go_on' }
    case 'asking':
    case 'working':
      return undefined
  }
}

/** Enough was asked at this stage, whatever came of it. */
function isOver({ interview }: Planning): boolean {
  const { persona, stage } = interview
  if (stage === 'coding') return false
  if (stage === 'feedback' || stage === 'summary') return askedIn(interview, ['feedback']) >= closingQuestions[persona] || shareOfTime(interview) >= 1
  return askedIn(interview, ['problem', 'approach']) >= patience[persona] + 3
}

/** Before the code: one question at a time, until enough is known or the time is up. */
function talking(planning: Planning): Partial<Turn> {
  const { interview, evidence, level } = planning
  const questions = unasked(beforeCode(planning), interview)
  const count = askedIn(interview, ['problem', 'approach'])
  const enough =
    evidence.plan !== undefined && (count >= patience[interview.persona] || shareOfTime(interview) > talkShare || (level === 'strong' && count >= 2))
  return enough || isOver(planning) || questions.length === 0 ? { ending: 'to_code', stageDone: true } : { questions }
}

/** After the code: a few questions, then the end. */
function asked(planning: Planning): Partial<Turn> {
  const { interview } = planning
  const questions = unasked(followUps(planning), interview)
  return isOver(planning) || questions.length === 0 ? { ending: 'farewell', stageDone: true } : { questions }
}

function askedIn({ transcript }: Interview, stages: readonly string[]): number {
  return transcript.filter(({ questionCode, stage, speaker }) => speaker === 'interviewer' && questionCode !== '' && stages.includes(stage)).length
}
