/** One whole interview: a candidate, a problem, an interviewer over its contract, and the programs really run. */
import type { Algorithm } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import {
  type CodeAnalysis,
  Cue,
  type Interview,
  InterviewStage,
  Persona,
  Speaker,
  type Submission,
  type Summary,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Attempt, Candidate, Moment } from './candidate.ts'
import type { Ran } from './run.ts'
import type { Interviewer } from './stand.ts'
import type { Task } from './task.ts'

/** A turn of the interviewer, and what led to it. */
export interface Turn {
  readonly seq: number
  readonly stage: Moment['stage'] | 'summary'
  readonly cue: Cue
  /** The candidate's words that it answers; empty where they were silent. */
  readonly heard: string
  readonly run: Submission | undefined
  readonly text: string
  /** Everything that was ever shown, taken back or not. */
  readonly shown: string
  readonly questionCode: string
  readonly notes: string
  readonly source: string
  readonly stageDone: boolean
}

export interface Played {
  readonly task: Task
  readonly candidate: Candidate
  readonly interview: Interview
  readonly turns: readonly Turn[]
  /** Of each submission. */
  readonly analyses: readonly { readonly analysis: CodeAnalysis; readonly submission: Submission }[]
  readonly summary: Summary
  /** The same interview, summarised once more. */
  readonly summaryAgain: Summary
}

export interface Playing {
  readonly task: Task
  readonly candidate: Candidate
  readonly interviewer: Interviewer
  readonly run: (task: Task, attempt: Attempt) => Promise<Ran>
}

const durationMs = 45 * 60_000
const turnMs = 60_000
const mostTurns = { approach: 12, feedback: 8 } as const
const stages = {
  approach: InterviewStage.APPROACH,
  coding: InterviewStage.CODING,
  feedback: InterviewStage.FEEDBACK,
  summary: InterviewStage.SUMMARY,
} as const
const personas = { friendly: Persona.FRIENDLY, neutral: Persona.NEUTRAL, demanding: Persona.DEMANDING } as const

export async function play(playing: Playing): Promise<Played> {
  const room = openRoom(playing)
  await room.enter('approach')
  await room.talk(mostTurns.approach)
  await room.enter('coding')
  const analyses: Played['analyses'][number][] = []
  if (playing.candidate.attempts.length === 0) await room.talk(3)
  for (const attempt of playing.candidate.attempts) {
    const submission = await room.code(attempt)
    if (!attempt.submitted) {
      await room.hear(Cue.RUN, submission)
      await room.answer(attempt.afterwards?.(playing.task))
      continue
    }
    analyses.push({ submission, analysis: await room.review() })
  }
  await room.enter('feedback', analyses.length > 0)
  await room.talk(mostTurns.feedback)
  await room.enter('summary')
  return {
    ...room.record(),
    analyses,
    task: playing.task,
    candidate: playing.candidate,
    summary: await room.summarise(),
    summaryAgain: await room.summarise(),
  }
}

function openRoom({ task, candidate, interviewer, run }: Playing) {
  const { call, options } = interviewer
  const turns: Turn[] = []
  let interview = beginning(task, candidate)
  let stage: Turn['stage'] = 'approach'
  let spoken = 0
  let spokenInStage = 0

  const add = (speaker: Speaker, text: string, marks = { questionCode: '', notes: '' }): number => {
    const seq = (interview.transcript.at(-1)?.seq ?? 0) + 1
    const elapsedMs = interview.elapsedMs + turnMs
    const entry = { seq, speaker, text, stage: stages[stage], atMs: elapsedMs, ...marks }
    interview = { ...interview, elapsedMs, transcript: [...interview.transcript, entry] }
    return seq
  }
  const hear = async (cue: Cue, submission?: Submission, heard = ''): Promise<Turn> => {
    let shown = ''
    for await (const { event } of call.converse({ interview, cue, saidSoFar: '' }, options)) {
      if (event?.$case === 'delta') shown += event.value.text
      if (event?.$case !== 'spoken') continue
      const { text, questionCode, notes, source, stageDone } = event.value
      const seq = text === '' ? 0 : add(Speaker.INTERVIEWER, text, { questionCode, notes })
      const turn: Turn = { seq, stage, cue, heard, shown, text, questionCode, notes, source, stageDone, run: submission }
      turns.push(turn)
      return turn
    }
    throw new Error('a turn had no end')
  }
  const answer = async (prepared?: string): Promise<Turn> => {
    const last = interview.transcript.findLast(({ speaker }) => speaker === Speaker.INTERVIEWER)
    const moment = { task, turn: spoken, turnOfStage: spokenInStage, question: last?.text ?? '', questionCode: last?.questionCode ?? '' }
    const words = prepared ?? (stage === 'summary' ? undefined : candidate.says({ ...moment, stage }))
    spoken += 1
    spokenInStage += 1
    if (words === undefined) return hear(Cue.SILENCE)
    add(Speaker.CANDIDATE, words)
    return hear(Cue.MESSAGE, undefined, words)
  }
  return {
    hear,
    answer,
    record: () => ({ interview, turns }),
    async enter(next: Turn['stage'], wasReviewed = false): Promise<void> {
      stage = next
      spokenInStage = 0
      interview = { ...interview, stage: stages[next] }
      if (!wasReviewed) await hear(Cue.STAGE)
    },
    async talk(most: number): Promise<void> {
      for (let turn = 0; turn < most; turn += 1) {
        const { stageDone, text } = await answer()
        if (stageDone || text === '') return
      }
    },
    async code(attempt: Attempt): Promise<Submission> {
      const ran = await run(task, attempt)
      const elapsedMs = interview.elapsedMs + turnMs
      const afterSeq = interview.transcript.at(-1)?.seq ?? 0
      const submission = { ...ran, submissionId: uuidv7(), afterSeq, atMs: elapsedMs, submitted: attempt.submitted }
      interview = { ...interview, elapsedMs, submissions: [...interview.submissions, submission] }
      return submission
    },
    async review(): Promise<CodeAnalysis> {
      const analysis = given((await call.review({ interview }, options)).analysis)
      add(Speaker.INTERVIEWER, analysis.followUpQuestion, { questionCode: analysis.questionCode, notes: '' })
      return analysis
    },
    summarise: async (): Promise<Summary> => given((await call.summarise({ interview, earlier: [] }, options)).summary),
  }
}

function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an answer was empty')
  return value
}

function beginning({ problem }: Task, { persona }: Candidate): Interview {
  const algorithm: Algorithm = {
    title: problem.title,
    statement: problem.statement,
    difficulty: problem.difficulty,
    tags: [...problem.topics],
    examples: problem.examples.map(({ args, output }) => `${args.map((value) => JSON.stringify(value)).join(', ')} gives ${JSON.stringify(output)}`),
    url: '',
    site: 'other',
    slug: '',
  }
  return {
    interviewId: uuidv7(),
    problem: {
      problemId: problem.id,
      algorithm,
      constraints: [...problem.constraints],
      openPoints: [...problem.ambiguities],
      followUps: [...problem.followUps],
      expectedTime: problem.complexity.time,
      expectedSpace: problem.complexity.space,
    },
    persona: personas[persona],
    stage: InterviewStage.APPROACH,
    language: 'python',
    elapsedMs: 0,
    durationMs,
    transcript: [],
    submissions: [],
  }
}
