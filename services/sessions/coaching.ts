/** The coaching session itself: each step is checked by the rules, written in one transaction with its event, and analysed. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Database } from '@quint/db/database.ts'
import { Change, Finding } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { TurnWords } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Analysis } from './analysis.ts'
import { checkedSeconds, checkedText, countWords } from './answer.ts'
import { keepStreak } from './board/store.ts'
import { weakestElement } from './dashboard.ts'
import { elementAt, elements } from './element.ts'
import * as events from './events.ts'
import { putWords } from './search-store.ts'
import { mayAnswer, mayAskForHint, mayComplete } from './session.ts'
import type { Algorithm } from './store.ts'
import * as store from './store.ts'
import { type Told, told } from './turn.ts'
import { toAnswer, toChange, toElement, toMessage, toSession } from './wire.ts'

export interface CoachingOptions {
  readonly database: Database
  readonly analysis: Analysis
  readonly now: () => Date
}

export interface Step {
  readonly learner: Learner
  readonly signal: AbortSignal
  readonly sessionId: string
}

export interface Beginning {
  readonly learner: Learner
  readonly algorithm: Algorithm
  /** The same for every try of one request; undefined when nobody will try again. */
  readonly sessionId: string | undefined
}

export interface AnswerStep extends Step {
  readonly promptIndex: number
  readonly responseText: string
  readonly timeSpentSeconds: number
  /** Given: the text goes after an answer of so many characters, and after no other. */
  readonly knownLength?: number
}

export interface TurnStep extends Step {
  readonly words?: TurnWords | undefined
}

export type Coaching = ReturnType<typeof openCoaching>

export function openCoaching(options: CoachingOptions) {
  return {
    start: (beginning: Beginning) => start(options, beginning),
    respond: (step: AnswerStep) => respond(options, step),
    takeTurn: (step: TurnStep) => takeTurn(options, step),
    prepareHint: (step: Step) => prepareHint(options, step),
    complete: (step: Step & { readonly finalResponse: string }) => complete(options, step),
    abandon: (step: Step) => abandon(options, step),
  }
}

function start({ database }: CoachingOptions, { learner, algorithm, sessionId = uuidv7() }: Beginning): Promise<store.SessionRow> {
  return database.asLearner(learner.userId, async (tx) => {
    await store.refuseErased(tx, learner.userId)
    const session = await store.insertSession(tx, { id: sessionId, userId: learner.userId, algorithm })
    // An earlier try had come through.
    if (session === undefined) return store.findSession(tx, sessionId)
    await events.started(tx, { sessionId: session.id, userId: learner.userId, site: algorithm.site, slug: algorithm.slug })
    return session
  })
}

async function respond({ database, analysis }: CoachingOptions, step: AnswerStep) {
  const { learner, signal, sessionId, promptIndex } = step
  const given: Told = { text: checkedText(step.responseText, 'responseText'), seconds: checkedSeconds(step.timeSpentSeconds) }
  const written = await database.asLearner(learner.userId, async (tx) => {
    const before = await store.lockSession(tx, sessionId)
    const { replaces } = mayAnswer(before, promptIndex)
    const { text, seconds } = step.knownLength === undefined ? given : await addTo(tx, step, given)
    const wordCount = countWords(text)
    const answer = { sessionId, userId: learner.userId, promptIndex, wordCount, timeSpentSeconds: seconds }
    const session = await store.putAnswer(tx, { ...answer, responseText: text })
    if (replaces) await putWords(tx, session)
    const [responses] = await Promise.all([
      store.listResponses(tx, sessionId),
      events.answered(tx, { ...answer, element: toElement(elementAt(promptIndex)), replaced: replaces }),
    ])
    return { before, session, responses }
  })
  const algorithm = toMessage(written.before)
  const findings = await analysis.findings({ algorithm, answers: written.responses.map(toAnswer), learner, signal })
  if (findings !== undefined) {
    await database.asLearner(learner.userId, (tx) =>
      store.putFindings(
        tx,
        written.session,
        findings.map((finding) => Finding.toJSON(finding)),
      ),
    )
  }
  return { session: written.session, algorithm, findings: findings ?? [] }
}

/** The session is locked. */
async function addTo(tx: Parameters<typeof store.listResponses>[0], { sessionId, promptIndex, knownLength = 0 }: AnswerStep, given: Told) {
  const before = (await store.listResponses(tx, sessionId)).find((response) => response.promptIndex === promptIndex)
  return told(before && { text: before.responseText, seconds: before.timeSpentSeconds }, knownLength, given)
}

async function takeTurn(options: CoachingOptions, { words, ...step }: TurnStep) {
  if (words !== undefined) await respond(options, { ...words, ...step, responseText: words.text })
  return options.database.asLearner(step.learner.userId, async (tx) => {
    const session = await store.findSession(tx, step.sessionId)
    const responses = await store.listResponses(tx, step.sessionId)
    return { session: toSession(session), algorithm: toMessage(session), answers: responses.map(toAnswer) }
  })
}

async function prepareHint({ database }: CoachingOptions, { learner, sessionId }: Step) {
  return database.asLearner(learner.userId, async (tx) => {
    const session = await store.lockSession(tx, sessionId)
    mayAskForHint(session)
    if (!session.hintRequested) await store.freezeAnswers(tx, sessionId)
    const responses = await store.listResponses(tx, sessionId)
    return { algorithm: toMessage(session), answers: responses.map(toAnswer) }
  })
}

async function complete({ database, analysis, now }: CoachingOptions, step: Step & { readonly finalResponse: string }) {
  const { learner, signal, sessionId } = step
  const finalResponse = checkedText(step.finalResponse, 'userFinalResponse')
  const found = await database.asLearner(learner.userId, async (tx) => ({
    session: await store.findSession(tx, sessionId),
    responses: await store.listResponses(tx, sessionId),
  }))
  if (found.session.status === 'completed') return alreadyCompleted(found.session, finalResponse)
  mayComplete(found.session)
  // Compared before anything changes: when hints is away, the learner still has their last word to send again.
  const added = await analysis.additions(
    { algorithm: toMessage(found.session), answers: found.responses.map(toAnswer), learner, signal },
    finalResponse,
  )
  return database.asLearner(learner.userId, async (tx) => {
    const locked = await store.lockSession(tx, sessionId)
    if (locked.status === 'completed') return alreadyCompleted(locked, finalResponse)
    mayComplete(locked)
    const change = Change.fromPartial({ added })
    const session = await store.completeSession(tx, {
      id: sessionId,
      userId: learner.userId,
      finalResponse,
      change: Change.toJSON(change),
      additions: added.length,
      day: localDay(now(), learner.timeZone, learner.dayStartHour),
    })
    await keepStreak(tx, learner.userId)
    const count = (kind: string): number => added.filter((addition) => addition.kind === kind).length
    await events.completed(tx, {
      sessionId,
      userId: learner.userId,
      weakestElement: toElement(weakestOf(found.responses)),
      addedExamples: count('example'),
      addedQuestions: count('question'),
      addedIdeas: count('idea'),
      droppedAssumptions: count('dropped_assumption'),
    })
    return { session, change }
  })
}

/** The same last word again has the same answer; another one comes too late. */
function alreadyCompleted(session: store.SessionDetail, finalResponse: string) {
  if (session.finalResponse !== finalResponse) throw new Failure('conflict', 'This session is completed.')
  return { session, change: toChange(session) }
}

function weakestOf(responses: readonly store.ResponseRow[]): string | undefined {
  const words = elements.map((element) =>
    responses.filter((response) => response.element === element).reduce((sum, response) => sum + response.wordCount, 0),
  )
  return weakestElement([{ words, findings: [] }])
}

async function abandon({ database }: CoachingOptions, { learner, sessionId }: Step): Promise<store.SessionRow> {
  return database.asLearner(learner.userId, async (tx) => {
    const session = await store.lockSession(tx, sessionId)
    if (session.status === 'abandoned') return session
    if (session.status === 'completed') throw new Failure('conflict', 'This session is completed.')
    const ended = await store.abandonSession(tx, sessionId)
    await events.abandoned(tx, { sessionId, userId: learner.userId, promptsCompleted: session.promptsCompleted, reason: 'learner' })
    return ended
  })
}
