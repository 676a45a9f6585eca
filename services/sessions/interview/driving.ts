/** What is owed to a learner, from who takes it on to what comes of it. */
import type { Database, Tx } from '@quint/db/database.ts'
import {
  type CodeAnalysis,
  CodeAnalysis as CodeAnalysisMessage,
  DimensionScore,
  MeasuredComplexity,
  type Spoken,
  Summary,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { Outcome, RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { ClaimDutyResponse, InterviewReview, InterviewStep, PayDutyRequest } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { Failure } from '@quint/runtime/failure.ts'
import * as events from '../events.ts'
import * as duties from './duty-store.ts'
import { follow, stepOf, type Whose } from './interviewing.ts'
import { type EarlierRow, listEarlier } from './list-store.ts'
import { materialOf, spokenIn } from './material.ts'
import { mustWait, stageAfterReply } from './stage.ts'
import * as store from './store.ts'
import { nameOf, toBand, toCue, toDuty, toEntry, toRecord } from './wire.ts'

export interface Driving extends Whose {
  readonly seq: number
  /** Who is at it. */
  readonly driver: string
}

/** Before the one that it waits for has come to its end, there is no need to look again. */
const waitMs = 1000
const mostEarlier = 20

export async function claim(database: Database, { userId, interviewId, seq, driver }: Driving): Promise<ClaimDutyResponse> {
  if (driver === '' || driver.length > 64) throw new Failure('invalid', 'driver must be a name')
  return database.asLearner(userId, async (tx) => {
    const interview = await store.findInterview(tx, interviewId, 'for update')
    const owed = await duties.listDuties(tx, interviewId)
    const duty = owed.find((one) => one.seq === seq)
    const refused = { granted: false, cue: toCue(''), earlier: [], duty: undefined, interview: undefined, entry: undefined }
    if (duty === undefined) return { ...refused, heldMs: 0 }
    if (mustWait(duty, owed)) return { ...refused, heldMs: waitMs }
    if (duty.heldMs > 0 && duty.driver !== driver) return { ...refused, heldMs: duty.heldMs }
    await duties.takeDuty(tx, interviewId, { seq, driver })
    const entries = await store.listEntries(tx, interviewId)
    const about = entryAt(entries, seq)
    return {
      granted: true,
      heldMs: 0,
      duty: toDuty(duty, owed),
      interview: materialOf(interview, entries, about),
      cue: toCue(duty.cue),
      earlier: duty.kind === 'summary' ? (await listEarlier(tx, interviewId, mostEarlier)).map(toEarlier) : [],
      entry: toEntry(programFor(entries, about)),
    }
  })
}

function toEarlier({ id, title, endedAt, band, rubric }: EarlierRow) {
  return { interviewId: id, problemTitle: title, endedAt, band: toBand(band), rubric: rubric.map((one) => DimensionScore.fromJSON(one)) }
}

/** The program that a result or a review is about; else the entry itself. */
function programFor(entries: readonly store.EntryRow[], about: store.EntryRow): store.EntryRow {
  return about.kind === 'run_result' ? entryAt(entries, about.aboutSeq) : about
}

function entryAt(entries: readonly store.EntryRow[], seq: number): store.EntryRow {
  const found = entries.find((entry) => entry.seq === seq)
  if (found === undefined) throw new Failure('not_found', 'There is no such entry.')
  return found
}

export async function hold(database: Database, { userId, interviewId, ...given }: Driving & { readonly said: string; readonly release: boolean }) {
  return database.asLearner(userId, async (tx) => {
    await store.findInterview(tx, interviewId)
    return { held: await duties.holdDuty(tx, interviewId, given) }
  })
}

export type Payment = NonNullable<PayDutyRequest['with']>

export async function pay(
  database: Database,
  { userId, interviewId, seq, driver, payment, afterSeq }: Driving & { readonly payment: Payment; readonly afterSeq: number },
): Promise<InterviewStep> {
  return database.asLearner(userId, async (tx) => {
    const interview = await store.findInterview(tx, interviewId, 'for update')
    const duty = await duties.removeDuty(tx, interviewId, { seq, driver })
    if (duty === undefined) throw new Failure('conflict', 'Somebody else has done this.')
    const about = entryAt(await store.listEntries(tx, interviewId, seq - 1), seq)
    await keep(tx, { interview, about, duty }, payment)
    return stepOf(tx, { id: interviewId, afterSeq, as: toRecord })
  })
}

interface Paid {
  readonly interview: store.InterviewDetail
  readonly about: store.EntryRow
  readonly duty: duties.DutyRow
}

function keep(tx: Tx, paid: Paid, payment: Payment): Promise<void> {
  const { kind } = paid.duty
  if (payment.$case === 'failure') return keepFailure(tx, paid, payment.value)
  if (payment.$case !== kind) throw new Failure('invalid', `A ${kind} was owed.`)
  switch (payment.$case) {
    case 'reply':
      return keepReply(tx, paid, payment.value)
    case 'run':
      return keepRun(tx, paid, payment.value)
    case 'review':
      return keepReview(tx, paid, payment.value)
    case 'summary':
      return keepSummary(tx, paid, payment.value)
  }
}

async function keepReply(tx: Tx, { interview, about }: Paid, { text, questionCode, notes, source, stageDone }: Spoken): Promise<void> {
  const { stage } = interview
  const answer = { kind: 'ai_response', stage, text, questionCode, notes, source, aboutSeq: about.seq } as const
  const seq = text === '' ? about.seq : await store.addEntry(tx, interview, answer)
  const next = stageAfterReply(stage, stageDone && about.stage === stage)
  if (next !== stage) await follow(tx, { interview, seq, consequence: { stage: next } })
}

async function keepRun(tx: Tx, { interview, about }: Paid, run: RunResult): Promise<void> {
  const { stage } = interview
  const { submissionId, language, seq: aboutSeq } = about
  const seq = await store.addEntry(tx, interview, {
    kind: 'run_result',
    stage,
    submissionId,
    language,
    aboutSeq,
    found: { run: RunResult.toJSON(run) },
  })
  if (about.kind === 'code_submission') return follow(tx, { interview, seq, consequence: { duty: { kind: 'review', cue: '' } } })
  if (stage !== 'summary') await follow(tx, { interview, seq, consequence: { duty: { kind: 'reply', cue: 'run' } } })
}

async function keepReview(tx: Tx, { interview, about }: Paid, { analysis, measured }: InterviewReview): Promise<void> {
  if (analysis === undefined) throw new Failure('invalid', 'A review has an analysis.')
  await store.addEntry(tx, interview, {
    kind: 'code_analysis',
    stage: interview.stage,
    ...spokenIn(analysis),
    source: analysis.source,
    submissionId: about.submissionId,
    aboutSeq: about.aboutSeq,
    found: foundIn(analysis, measured),
  })
  await store.putScore(tx, interview.id, Math.min(10, Math.max(0, analysis.score)))
}

function foundIn(analysis: CodeAnalysis, measured: MeasuredComplexity | undefined): Readonly<Record<string, unknown>> {
  return { analysis: CodeAnalysisMessage.toJSON(analysis), ...(measured === undefined ? {} : { measured: MeasuredComplexity.toJSON(measured) }) }
}

async function keepSummary(tx: Tx, { interview, about }: Paid, summary: Summary): Promise<void> {
  const { id, userId, problemId, topics, submissions, score } = interview
  const band = nameOf(summary.band, 'BAND_')
  await store.addEntry(tx, interview, {
    kind: 'session_summary',
    stage: 'summary',
    text: summary.text,
    source: summary.source,
    aboutSeq: about.seq,
    found: { summary: Summary.toJSON(summary) },
  })
  const rubric = summary.rubric.map((one) => DimensionScore.toJSON({ ...one, claims: [] }))
  await store.endInterview(tx, id, { status: 'completed', band, rubric })
  await events.interviewCompleted(tx, {
    interviewId: id,
    userId,
    problem: problemId,
    band,
    // Names of skills, and nothing else that a model may have put there.
    skills: summary.skillsSeen.filter((skill) => /^[a-z][a-z0-9_]{0,39}$/.test(skill)).slice(0, 40),
    topics: [...topics],
    submissions,
    score,
    dimensions: summary.rubric.map((one) => ({
      dimension: nameOf(one.dimension, 'DIMENSION_'),
      band: nameOf(one.band, 'BAND_'),
      score: one.score,
    })),
  })
}

/** A run that could not be has a result that says so; of anything else the learner is told in a sentence. */
async function keepFailure(tx: Tx, paid: Paid, sentence: string): Promise<void> {
  if (paid.duty.kind === 'summary') throw new Failure('invalid', 'A summary is owed until it is there.')
  if (paid.duty.kind === 'run') return keepRun(tx, paid, RunResult.fromPartial({ outcome: Outcome.UNAVAILABLE, message: sentence }))
  await store.addEntry(tx, paid.interview, { kind: 'system', stage: paid.interview.stage, text: sentence, aboutSeq: paid.about.seq })
}
