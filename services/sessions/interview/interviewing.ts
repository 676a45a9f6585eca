/** The interview itself: each step is checked by the rules and written in one transaction with its event and what is owed for it. */
import type { Database, Tx } from '@quint/db/database.ts'
import { type InterviewRecord, type InterviewStep, InterviewTask } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import * as events from '../events.ts'
import { refuseErased } from '../store.ts'
import * as duties from './duty-store.ts'
import { type Consequence, consequenceOf, endOf, patienceLeft } from './stage.ts'
import * as store from './store.ts'
import { type Beginning, mustHaveRoom, type Told, titleOf } from './told.ts'
import { toDuty, toEntry, toRecord, toWhole } from './wire.ts'

export interface Whose {
  readonly userId: string
  readonly interviewId: string
}

export async function start(
  database: Database,
  { userId, beginning, id = uuidv7() }: { readonly userId: string; readonly beginning: Beginning; readonly id?: string | undefined },
): Promise<InterviewStep> {
  return database.asLearner(userId, async (tx) => {
    await refuseErased(tx, userId)
    const { task, language, durationMinutes } = beginning
    if (await store.insertInterview(tx, { ...beginning, id, userId })) {
      const interview = await store.findInterview(tx, id)
      if (task !== undefined) {
        await putTask(tx, id, task)
        await follow(tx, { interview, seq: 0, consequence: { stage: 'approach', duty: { kind: 'reply', cue: 'stage', onStage: true } } })
      }
      await events.interviewStarted(tx, { interviewId: id, userId, problem: task?.problemId ?? '', language, durationMinutes })
    }
    return stepOf(tx, { id, afterSeq: 0, as: toWhole })
  })
}

export async function tell(database: Database, { userId, interviewId, told, afterSeq }: Whose & { readonly told: Told; readonly afterSeq: number }) {
  const step = await database.asLearner(userId, async (tx) => {
    await refuseErased(tx, userId)
    const interview = await store.findInterview(tx, interviewId, 'for update')
    const here = { id: interviewId, afterSeq, as: toRecord }
    if (await store.wasTold(tx, interviewId, told.requestId)) return stepOf(tx, here)
    const late = await endInTime(tx, interview)
    // Two pages may end it, and time may come first.
    if (told.kind === 'end_session' && (late || interview.stage === 'summary')) return stepOf(tx, here)
    if (late) return undefined
    await keepTold(tx, interview, told)
    return stepOf(tx, here)
  })
  if (step === undefined) throw new Failure('conflict', 'Time is up.')
  return step
}

async function keepTold(tx: Tx, interview: store.InterviewDetail, told: Told): Promise<void> {
  const consequence = consequenceOf(told.kind, interview)
  mustHaveRoom(told, interview)
  const submissionId = told.code === '' ? '' : uuidv7()
  const seq = await store.addEntry(tx, interview, { ...told, stage: interview.stage, submissionId })
  if (told.kind === 'problem_description')
    await putTask(tx, interview.id, InterviewTask.fromPartial({ title: titleOf(told.text), statement: told.text }))
  if (told.code !== '') await store.keepDraft(tx, interview.id, told)
  await follow(tx, { interview, seq, consequence })
}

export async function read(database: Database, { userId, interviewId, afterSeq }: Whose & { readonly afterSeq: number }) {
  return database.asLearner(userId, async (tx) => {
    const interview = await store.findInterview(tx, interviewId)
    if (isLate(interview)) await endInTime(tx, await store.findInterview(tx, interviewId, 'for update'))
    else if (patienceLeft(interview, 0) === 0) await breakSilence(tx, await store.findInterview(tx, interviewId, 'for update'))
    return stepOf(tx, { id: interviewId, afterSeq, as: toWhole })
  })
}

export async function keepDraft(
  database: Database,
  { userId, interviewId, draft }: Whose & { readonly draft: { readonly language: string; readonly code: string } | undefined },
): Promise<void> {
  await database.asLearner(userId, async (tx) => {
    const interview = await store.findInterview(tx, interviewId)
    if (interview.status !== 'in_progress') throw new Failure('conflict', 'This interview is over.')
    await duties.dropUnbegunSilence(tx, interviewId)
    if (draft === undefined) return store.keepActive(tx, interviewId)
    await store.keepDraft(tx, interviewId, draft)
    await store.addSnapshot(tx, interview, draft)
  })
}

interface Following {
  readonly interview: store.InterviewRow
  /** The entry from which it follows; 0: none. */
  readonly seq: number
  readonly consequence: Consequence
}

/** The interview is locked, or new. */
export async function follow(tx: Tx, { interview, seq, consequence }: Following): Promise<void> {
  const { stage, duty, abandoned } = consequence
  let stageSeq = seq
  if (stage !== undefined) {
    await store.putStage(tx, interview.id, stage)
    stageSeq = await store.addEntry(tx, interview, { kind: 'stage', stage, aboutSeq: seq })
  }
  if (duty?.kind === 'reply' || duty?.kind === 'summary') await duties.dropUnbegunReplies(tx, interview.id)
  if (duty !== undefined) await duties.addDuty(tx, interview, { kind: duty.kind, cue: duty.cue, seq: duty.onStage ? stageSeq : seq })
  if (!abandoned) return
  await store.addEntry(tx, interview, { kind: 'session_summary', stage: 'summary', text: nothingToJudge, aboutSeq: seq })
  await store.endInterview(tx, interview.id, { status: 'abandoned', band: '', rubric: [] })
}

const nothingToJudge = 'It ended before there was a problem, so there is nothing to judge.'
const timeIsUp = 'Time is up. Let us look at how it went.'

function isLate({ status, stage, remainingMs }: store.InterviewRow): boolean {
  return status === 'in_progress' && stage !== 'summary' && remainingMs <= 0
}

/** The interview is locked. @returns whether its time was up. */
async function endInTime(tx: Tx, interview: store.InterviewRow): Promise<boolean> {
  if (!isLate(interview)) return false
  const seq = await store.addEntry(tx, interview, { kind: 'system', stage: interview.stage, text: timeIsUp })
  await follow(tx, { interview, seq, consequence: endOf(interview.stage) })
  return true
}

/** The interview is locked. Of two that notice it at once, one finds that a reply is owed. */
async function breakSilence(tx: Tx, interview: store.InterviewRow): Promise<void> {
  const owed = await duties.listDuties(tx, interview.id)
  if (patienceLeft(interview, owed.length) !== 0) return
  await store.countSilence(tx, interview.id)
  await duties.addDuty(tx, interview, { kind: 'reply', cue: 'silence', seq: interview.lastSeq })
}

function putTask(tx: Tx, id: string, task: InterviewTask): Promise<void> {
  return store.putTask(tx, id, { problemId: task.problemId, title: task.title, topics: task.topics, json: InterviewTask.toJSON(task) })
}

export interface Place {
  readonly id: string
  readonly afterSeq: number
  readonly as: (row: store.InterviewDetail) => InterviewRecord
}

export async function stepOf(tx: Tx, { id, afterSeq, as }: Place): Promise<InterviewStep> {
  const interview = await store.findInterview(tx, id)
  const entries = await store.listEntries(tx, id, afterSeq)
  const owed = await duties.listDuties(tx, id)
  const silenceMs = patienceLeft(interview, owed.length)
  return {
    interview: as(interview),
    entries: entries.map(toEntry),
    duties: owed.map((duty) => toDuty(duty, owed)),
    silenceMs: silenceMs === undefined ? 0 : Math.max(1, silenceMs),
  }
}
