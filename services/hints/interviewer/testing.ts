/** Interviews for tests: made in the order in which they happen, on a problem with open points and follow-ups. */
import {
  Cue as CueMessage,
  type Interview as InterviewMessage,
  InterviewStage,
  Persona,
  Speaker,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { planOf } from './allowance.ts'
import { factsOf, wordsOf } from './compose.ts'
import { type Turn, turnOf } from './course.ts'
import type { Cue, Entry, Interview, InterviewProblem, Stage, Submission } from './interview.ts'
import { questionCount } from './question.ts'

export const pairProblem: InterviewProblem = {
  problemId: 'pair-to-target',
  title: 'A pair that makes the target',
  statement:
    'Given a list of whole numbers and a target, give the positions of two different entries whose sum is the target, the smaller position first. If there is no such pair, give an empty list.',
  difficulty: 'easy',
  topics: ['arrays', 'hash tables'],
  examples: ['[4, 9, 1, 6], 10 gives [0, 3]'],
  constraints: ['0 to 50 000 numbers', 'each from -1 000 000 to 1 000 000'],
  openPoints: [
    { question: 'May one entry be used twice?', answer: 'No, two different positions.' },
    { question: 'What if several pairs fit?', answer: 'Any of them.' },
    { question: 'What if there is none?', answer: 'An empty list.' },
    { question: 'Can numbers be negative?', answer: 'Yes' },
  ],
  followUps: ['And if the list could not be kept in memory?', 'How would you find all pairs?'],
  expectedTime: 'n',
  expectedSpace: 'n',
}

export const rightCode = `def pair_positions(numbers, target):
    seen_at = {}
    for position, number in enumerate(numbers):
        if target - number in seen_at:
            return [seen_at[target - number], position]
        seen_at.setdefault(number, position)
    return []
`

export const wrongCode = `def pair_positions(numbers, target):
    for one in range(len(numbers)):
        for other in range(len(numbers)):
            if numbers[one] + numbers[other] == target:
                return [one, other]
    return []
`

const blank: Interview = {
  interviewId: '01900000-0000-7000-8000-000000000001',
  problem: pairProblem,
  persona: 'neutral',
  stage: 'problem',
  language: 'python',
  elapsedMs: 0,
  durationMs: 2_700_000,
  transcript: [],
  submissions: [],
}

export interface Told {
  readonly turn: Turn
  readonly text: string
}

/** An interview that goes on by what is done to it; the interviewer speaks by the rules alone. */
export function playing(given: Partial<Interview> = {}) {
  let interview: Interview = { ...blank, ...given }
  const add = (entry: Pick<Entry, 'speaker' | 'text'> & Partial<Entry>): void => {
    const seq = (interview.transcript.at(-1)?.seq ?? 0) + 1
    const made: Entry = { seq, stage: interview.stage, atMs: seq * 10_000, questionCode: '', notes: '', ...entry }
    interview = { ...interview, elapsedMs: made.atMs, transcript: [...interview.transcript, made] }
  }
  const cued = (cue: Cue): Told => {
    const turn = turnOf(interview, cue)
    const speaking = { interview, turn, plan: planOf(interview) }
    const text = `${factsOf(speaking)} ${wordsOf(speaking)}`.trim()
    if (text !== '') add({ speaker: 'interviewer', text, questionCode: questionCount(text) > 0 ? (turn.questions[0]?.code ?? '') : '' })
    return { turn, text }
  }
  return {
    interview: (): Interview => interview,
    cued,
    /** The candidate speaks, without an answer. */
    says(text: string): void {
      add({ speaker: 'candidate', text })
    },
    /** The candidate speaks, and the interviewer answers. */
    tells(text: string): Told {
      add({ speaker: 'candidate', text })
      return cued('message')
    },
    enters(stage: Stage): Told {
      interview = { ...interview, stage }
      return cued('stage')
    },
    codes(code: string, result: Partial<Submission> = {}): void {
      const submission: Submission = { ...submissionOf(code), submissionId: `run-${interview.submissions.length + 1}`, ...result }
      interview = { ...interview, submissions: [...interview.submissions, { ...submission, afterSeq: interview.transcript.at(-1)?.seq ?? 0 }] }
    },
  }
}

export const passing = { outcome: 'ok', testsTotal: 12, testsPassed: 12 } as const
export const failing = {
  outcome: 'wrong_answer',
  testsTotal: 12,
  testsPassed: 7,
  failing: { input: '[5], 10', output: '[0, 0]', expected: '[]' },
} as const
export const linear = { time: 'n', timeConfidence: 0.95, space: 'n', spaceConfidence: 0.9 } as const

function submissionOf(code: string): Submission {
  return {
    code,
    submissionId: '',
    afterSeq: 0,
    atMs: 0,
    language: 'python',
    submitted: false,
    outcome: 'ok',
    testsTotal: 0,
    testsPassed: 0,
    failing: undefined,
    message: '',
    line: 0,
    measured: undefined,
    stdin: '',
  }
}

const stages: Readonly<Record<Stage, InterviewStage>> = {
  problem: InterviewStage.PROBLEM,
  approach: InterviewStage.APPROACH,
  coding: InterviewStage.CODING,
  feedback: InterviewStage.FEEDBACK,
  summary: InterviewStage.SUMMARY,
}
const personas = { friendly: Persona.FRIENDLY, neutral: Persona.NEUTRAL, demanding: Persona.DEMANDING } as const
export const cues = { stage: CueMessage.STAGE, message: CueMessage.MESSAGE, run: CueMessage.RUN, silence: CueMessage.SILENCE } as const

/** As a caller of the service sends it. */
export function messageOf(interview: Interview): InterviewMessage {
  const { problem, transcript, submissions } = interview
  const { title, statement, difficulty, topics, examples } = problem
  return {
    ...interview,
    persona: personas[interview.persona],
    stage: stages[interview.stage],
    problem: {
      ...problem,
      constraints: [...problem.constraints],
      followUps: [...problem.followUps],
      openPoints: [...problem.openPoints],
      algorithm: { title, statement, difficulty, tags: [...topics], examples: [...examples], url: '', site: 'other', slug: '' },
    },
    transcript: transcript.map((entry) => ({
      ...entry,
      stage: stages[entry.stage],
      speaker: entry.speaker === 'interviewer' ? Speaker.INTERVIEWER : Speaker.CANDIDATE,
    })),
    submissions: submissions.map((one) => ({ ...one, timeMs: 12, memoryBytes: 9_000_000 })),
  }
}
