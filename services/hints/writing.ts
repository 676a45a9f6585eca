/** Writes one text of the coach to its end: asks a model or the offline coach, lets through what the guard releases, keeps every event. */
import { randomBytes } from 'node:crypto'
import type { Tx } from '@quint/db/database.ts'
import type { Budget } from '@quint/llm/budget.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { type Chosen, offlineCoach } from './coaches.ts'
import type { EventStore } from './event-store.ts'
import { completed, guardedHint, type HintPiece } from './guard/guarded-hint.ts'
import type { Allowed } from './guard/passage.ts'
import type { HintWriter } from './hint.ts'
import { openJournal } from './journal.ts'
import type { HintEvent, LiveHint } from './live-hint.ts'
import { type Answering, modelText } from './model-text.ts'
import { countPiece } from './observed.ts'
import type { Prompt } from './prompt.ts'
import type { HintRow } from './store.ts'

export interface WritingDeps {
  readonly budget: Budget
  readonly log: Log
  /** Milliseconds, only for durations. */
  readonly clock: () => number
  /** Aborted when the service stops: what is in the making is ended by the offline coach. */
  readonly stopping: AbortSignal
}

export interface Authorship {
  readonly source: string
  readonly promptVersion: string
}

/** Everything that one text is made of. */
export interface Script {
  /** What may be said. */
  readonly allowed: Allowed
  /** What the learner was told before by the same coach: it counts together with what follows. */
  readonly before: string
  readonly maxOutputTokens: number
  /** Of the prompt and the answer, for the budget. */
  readonly reservedTokens: number
  /** Undefined: no model is asked for this text. */
  readonly prompt: ((boundary: string) => Prompt) | undefined
  /** The whole text of the offline coach, in pieces. */
  readonly offline: () => Iterable<string>
  /** Its question alone, to end a text that began well. */
  readonly closing: () => string
  readonly meta: (by: Authorship) => HintEvent
  /** In the transaction that stores the whole text. */
  readonly announce: (tx: Tx, by: Authorship) => Promise<void>
}

export interface Writing extends WritingDeps, Chosen {
  readonly store: EventStore
  /** The version of the words that the writer of this source is given. */
  readonly versionOf: (source: string) => string
  readonly script: (row: HintRow) => Promise<Script>
}

/** @returns what writes; what it plans is for the caller to say. */
export function writing(work: Writing): Omit<HintWriter, 'plan'> {
  return {
    write: (live, row) => settled(work, live, begin(work, live, row)),
    resume: (live, row) => settled(work, live, resume(work, live, row)),
  }
}

/** Never throws: whoever reads along learns that it was interrupted. */
async function settled({ log }: Writing, live: LiveHint, written: Promise<void>): Promise<void> {
  try {
    await written
    live.end()
  } catch (error) {
    log.error('a hint could not be written', error, { hintId: live.hintId })
    live.end(
      error instanceof Failure ? error : new Failure('unavailable', 'The hint was interrupted. Ask again in a moment.', { retryAfterSeconds: 5 }),
    )
  }
}

async function begin(work: Writing, live: LiveHint, row: HintRow): Promise<void> {
  const started = work.clock()
  const journal = openJournal(work.store, live, row)
  const script = await work.script(row)
  const asked = work.models.configured && script.prompt !== undefined
  const turn = asked ? await work.budget.take(row.userId, script.reservedTokens) : undefined
  if (turn?.ok === false) work.log.info('a learner is over the budget for models', { limit: turn.limit })
  const first = turn?.ok === true ? work.coach : offlineCoach
  const promptVersion = work.versionOf(first.source)
  journal.push(script.meta({ source: first.source, promptVersion }))
  const answering: Answering = { source: first.source, model: first.model, inputTokens: 0, outputTokens: 0 }
  if (turn?.ok === true) {
    await journal.follow(fromModel(work, { live, row, script, answering }), answering)
    await turn.settle(answering.inputTokens + answering.outputTokens || script.reservedTokens)
  } else await journal.follow(completed('', 'empty', script), answering)
  await journal.finish({ ...answering, durationMs: work.clock() - started }, (tx) => script.announce(tx, { source: answering.source, promptVersion }))
}

/** Ends a text whose writer died, from what the learner was sent; no model is asked again. */
async function resume(work: Writing, live: LiveHint, row: HintRow): Promise<void> {
  const started = work.clock()
  const journal = openJournal(work.store, live, row)
  const sent = await journal.replay()
  const script = await work.script(row)
  const { promptVersion } = row
  if (journal.isEmpty()) journal.push(script.meta({ source: row.source, promptVersion }))
  const answering: Answering = { ...(sent === '' ? offlineCoach : row), inputTokens: 0, outputTokens: 0 }
  await journal.follow(completed(sent, 'provider', script), answering)
  await journal.finish({ ...answering, durationMs: work.clock() - started }, (tx) => script.announce(tx, { source: answering.source, promptVersion }))
  work.log.info('an interrupted hint was brought to its end', { hintId: row.id })
}

interface Asking {
  readonly live: LiveHint
  readonly row: HintRow
  readonly script: Script
  readonly answering: Answering
}

async function* fromModel(work: Writing, { live, row, script, answering }: Asking): AsyncGenerator<HintPiece> {
  const prompt = script.prompt?.(`-----${randomBytes(12).toString('hex')}-----`)
  if (prompt === undefined) return
  const { maxOutputTokens } = script
  const request = { system: prompt.system, messages: prompt.messages, maxOutputTokens, temperature: 0.7, user: row.userId }
  const parts = work.models.stream(request, AbortSignal.any([live.abandoned, work.stopping]))
  for await (const piece of guardedHint({ ...script, chunks: modelText(parts, answering) })) {
    countPiece(piece)
    if (piece.kind === 'fallback') work.log.warn('the offline coach took over a hint', { hintId: row.id, reason: piece.reason })
    yield piece
  }
}
