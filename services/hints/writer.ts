/** Writes one hint to its end: asks a model or the offline coach, lets through what the guard releases, keeps every event. */
import { randomBytes } from 'node:crypto'
import type { Budget } from '@quint/llm/budget.ts'
import type { Models } from '@quint/llm/resilient.ts'
import { Finding as FindingMessage } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { findFindings } from './answers/finding.ts'
import { hintGiven } from './events.ts'
import { completed, guardedHint, type HintPiece } from './guard/guarded-hint.ts'
import type { HintWriter } from './hint.ts'
import { openJournal } from './journal.ts'
import type { HintEvent, LiveHint } from './live-hint.ts'
import { type Answering, modelText } from './model-text.ts'
import { countPiece } from './observed.ts'
import { closingQuestion, composeHint, inPieces, type OfflineAsk } from './offline/coach.ts'
import { decide, type Tier } from './policy/plan.ts'
import type { Answer, Finding, Problem } from './problem.ts'
import { buildPrompt, promptVersion } from './prompt.ts'
import type { HintRow, HintStore } from './store.ts'
import { toElement, toFinding } from './wire.ts'

export interface WriterDeps {
  readonly store: HintStore
  readonly models: Models
  /** The coach that is asked first. */
  readonly coach: { readonly source: string; readonly model: string }
  readonly budget: Budget
  readonly log: Log
  /** Milliseconds, only for durations. */
  readonly clock: () => number
  /** Aborted when the service stops: hints in the making are ended by the offline coach. */
  readonly stopping: AbortSignal
}

export interface Subject {
  readonly problem: Problem
  readonly answers: readonly Answer[]
}

const offlineVersion = 'offline-1'
const maxOutputTokens = 400
const latelyRead = 3

/** @returns a writer for one learner's answers. */
export function openWriter(deps: WriterDeps): (subject: Subject) => HintWriter {
  return (subject) => {
    const work: Work = { ...deps, ...subject, findings: findFindings(subject.problem, subject.answers) }
    return {
      plan: (ask) => ({
        id: uuidv7(),
        sessionId: ask.sessionId,
        userId: ask.learner.userId,
        tier: ask.tier,
        elementFocus: planFor(work, ask.tier).elementFocus,
        patternsDetected: work.findings.map((finding) => FindingMessage.toJSON(toFinding(finding))),
        source: deps.coach.source,
        model: deps.coach.model,
        promptVersion: versionOf(deps.coach.source),
      }),
      write: (live, row) => settled(work, live, begin(work, live, row)),
      resume: (live, row) => settled(work, live, resume(work, live, row)),
    }
  }
}

interface Work extends WriterDeps, Subject {
  readonly findings: readonly Finding[]
}

/** Never throws: whoever reads the hint learns that it was interrupted. */
async function settled({ log }: Work, live: LiveHint, writing: Promise<void>): Promise<void> {
  try {
    await writing
    live.end()
  } catch (error) {
    log.error('a hint could not be written', error, { hintId: live.hintId })
    live.end(
      error instanceof Failure ? error : new Failure('unavailable', 'The hint was interrupted. Ask again in a moment.', { retryAfterSeconds: 5 }),
    )
  }
}

async function begin(work: Work, live: LiveHint, row: HintRow): Promise<void> {
  const started = work.clock()
  const journal = openJournal(work.store, live, row)
  const offline = await offlineAsk(work, row)
  const turn = work.models.configured ? await work.budget.take(row.userId, reservedTokens(work)) : undefined
  if (turn?.ok === false) work.log.info('a learner is over the budget for models', { limit: turn.limit })
  const first = turn?.ok === true ? work.coach : { source: 'offline', model: '' }
  const promptVersion = versionOf(first.source)
  journal.push(meta(work, row, { source: first.source, promptVersion }))
  const answering: Answering = { source: first.source, model: first.model, inputTokens: 0, outputTokens: 0 }
  if (turn?.ok === true) {
    await journal.follow(fromModel(work, { live, row, offline, answering }), answering)
    await turn.settle(answering.inputTokens + answering.outputTokens || reservedTokens(work))
  } else await journal.follow(completed('', 'empty', offlineParts(offline)), answering)
  await journal.finish({ ...answering, durationMs: work.clock() - started }, (tx) =>
    hintGiven(tx, given(work, row, { source: answering.source, promptVersion })),
  )
}

/** Ends a hint whose writer died, from what the learner was sent; no model is asked again. */
async function resume(work: Work, live: LiveHint, row: HintRow): Promise<void> {
  const started = work.clock()
  const journal = openJournal(work.store, live, row)
  const sent = await journal.replay()
  const offline = await offlineAsk(work, row)
  if (journal.isEmpty()) journal.push(meta(work, row, row))
  const answering: Answering = { ...(sent === '' ? { source: 'offline', model: '' } : row), inputTokens: 0, outputTokens: 0 }
  await journal.follow(completed(sent, 'provider', offlineParts(offline)), answering)
  await journal.finish({ ...answering, durationMs: work.clock() - started }, (tx) =>
    hintGiven(tx, given(work, row, { source: answering.source, promptVersion: row.promptVersion })),
  )
  work.log.info('an interrupted hint was brought to its end', { hintId: row.id })
}

interface Asking {
  readonly live: LiveHint
  readonly row: HintRow
  readonly offline: OfflineAsk
  readonly answering: Answering
}

async function* fromModel(work: Work, { live, row, offline, answering }: Asking): AsyncGenerator<HintPiece> {
  const { plan, previous } = offline
  const prompt = buildPrompt({ ...work, plan, previous, boundary: `-----${randomBytes(12).toString('hex')}-----` })
  const request = { system: prompt.system, messages: prompt.messages, maxOutputTokens, temperature: 0.7, user: row.userId }
  const parts = work.models.stream(request, AbortSignal.any([live.abandoned, work.stopping]))
  for await (const piece of guardedHint({ chunks: modelText(parts, answering), allowed: plan.allowance, ...offlineParts(offline) })) {
    countPiece(piece)
    if (piece.kind === 'fallback') work.log.warn('the offline coach took over a hint', { hintId: row.id, reason: piece.reason })
    yield piece
  }
}

async function offlineAsk(work: Work, row: HintRow): Promise<OfflineAsk> {
  const previous = await work.store.recentTexts(row.userId, latelyRead)
  return { problem: work.problem, answers: work.answers, findings: work.findings, plan: planFor(work, row.tier), seed: seedOf(row.id), previous }
}

function planFor(work: Work, tier: number) {
  return decide({ ...work, tier: tier as Tier })
}

interface Authorship {
  readonly source: string
  readonly promptVersion: string
}

function meta(work: Work, row: HintRow, { source, promptVersion }: Authorship): HintEvent {
  return {
    $case: 'meta',
    value: {
      sessionId: row.sessionId,
      hintId: row.id,
      tier: row.tier,
      elementFocus: toElement(row.elementFocus),
      findings: work.findings.map(toFinding),
      source,
      promptVersion,
    },
  }
}

function given(work: Work, row: HintRow, { source, promptVersion }: Authorship): HintGiven {
  return {
    hintId: row.id,
    sessionId: row.sessionId,
    userId: row.userId,
    tier: row.tier,
    elementFocus: toElement(row.elementFocus),
    source,
    promptVersion,
    findingCodes: work.findings.map(({ code }) => code),
  }
}

function versionOf(source: string): string {
  return source === 'offline' ? offlineVersion : promptVersion
}

function offlineParts(ask: OfflineAsk) {
  return { offline: () => inPieces(composeHint(ask)), closing: () => closingQuestion(ask) }
}

/** About four characters a token, and the answer. */
function reservedTokens({ problem, answers }: Subject): number {
  const characters = Math.min(6000, problem.statement.length) + answers.reduce((sum, answer) => sum + Math.min(1500, answer.text.length), 0)
  return Math.ceil(characters / 4) + 600 + maxOutputTokens
}

function seedOf(hintId: string): number {
  return Number.parseInt(hintId.slice(-8), 16)
}
