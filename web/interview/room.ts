/** An interview that goes on, as a page knows it: what the socket told, in order, what was sent and not heard of yet, and what follows from it. */
import type { Draft } from './asks.ts'
import { type Entry, isLearners, isSpoken, type LearnerKind } from './interview.ts'
import type { RoomInterview, Told } from './wire.ts'

/** Something sent; the same id for every try of it. */
export interface Sent {
  readonly requestId: string
  readonly kind: LearnerKind
  readonly text?: string
  readonly code?: string
  readonly language?: string
  readonly stdin?: string
}

export interface Room {
  /** Undefined until the server has told. */
  readonly interview: RoomInterview | undefined
  /** By number, without gaps. */
  readonly entries: readonly Entry[]
  /** What the interviewer is saying right now, by what it answers. */
  readonly speaking: { readonly aboutSeq: number; readonly text: string } | undefined
  /** Not known to be kept, in order. */
  readonly sent: readonly Sent[]
  /** What went wrong with the last thing that was asked, and what was asked, if it is known. */
  readonly trouble: { readonly code: string; readonly message: string; readonly about: string; readonly refused: Sent | undefined } | undefined
  /** Code that came from elsewhere, to be taken over. */
  readonly draft: Draft | undefined
  /** The name of the code that the server kept last. */
  readonly keptDraft: string
}

export const emptyRoom: Room = {
  interview: undefined,
  entries: [],
  speaking: undefined,
  sent: [],
  trouble: undefined,
  draft: undefined,
  keptDraft: '',
}

export type RoomStep = { readonly kind: 'told'; readonly told: Told } | { readonly kind: 'sent'; readonly sent: Sent } | { readonly kind: 'settled' }

export function room(before: Room, step: RoomStep): Room {
  switch (step.kind) {
    case 'sent':
      return { ...before, sent: [...before.sent, step.sent], trouble: undefined }
    case 'settled':
      return { ...before, trouble: undefined }
    case 'told':
      return told(before, step.told)
  }
}

function told(before: Room, message: Told): Room {
  switch (message.kind) {
    case 'state':
      return { ...before, interview: message.interview, speaking: undefined }
    case 'entry':
      return entered(before, message.entry)
    case 'delta': {
      const spoken = before.speaking?.aboutSeq === message.aboutSeq ? before.speaking.text : ''
      return { ...before, speaking: { aboutSeq: message.aboutSeq, text: spoken.slice(0, message.from) + message.text } }
    }
    case 'draft':
      return { ...before, draft: message.draft }
    case 'kept':
      return { ...before, keptDraft: message.requestId }
    case 'trouble': {
      // Answers come in order: it is about the oldest of its kind.
      const refused = before.sent.find(({ kind }) => kind === message.about)
      return {
        ...before,
        trouble: { code: message.code, message: message.message, about: message.about, refused },
        sent: before.sent.filter((one) => one !== refused),
      }
    }
  }
}

/** Told again after a break, an entry is the same. */
function entered(before: Room, entry: Entry): Room {
  if (entry.seq <= lastSeq(before)) return before
  const { interview } = before
  return {
    ...before,
    entries: [...before.entries, entry],
    sent: isLearners(entry) ? before.sent.filter(({ requestId }) => requestId !== entry.requestId) : before.sent,
    speaking: entry.kind === 'ai_response' ? undefined : before.speaking,
    interview: interview === undefined || entry.stage === undefined ? interview : { ...interview, stage: entry.stage },
  }
}

/** By which the interview is resumed; 0 before the first. */
export function lastSeq({ entries }: Room): number {
  return entries.at(-1)?.seq ?? 0
}

/** What is said in words. */
export function spokenIn(sent: readonly Sent[]): readonly Sent[] {
  return sent.filter(({ kind }) => kind === 'message' || kind === 'explanation' || kind === 'problem_description')
}

/** The conversation, and what is on its way into it. */
export function conversation({ entries, sent }: Room): readonly (Entry | Sent)[] {
  const known = new Set(entries.map(({ requestId }) => requestId))
  const waiting = spokenIn(sent).filter(({ requestId }) => !known.has(requestId))
  return [...entries.filter(isSpoken), ...waiting]
}

/** The last run or submission, and what came of it; undefined: nothing was run yet. */
export interface LastRun {
  readonly asked: Entry | Sent
  readonly result: Entry | undefined
  /** From 1, among all of its kind. */
  readonly number: number
}

export function lastRun({ entries, sent }: Room): LastRun | undefined {
  const waiting = sent.findLast(isRun)
  const runs = entries.filter(isRun)
  if (waiting !== undefined) return { asked: waiting, result: undefined, number: runs.length + 1 }
  const asked = runs.at(-1)
  if (asked === undefined) return undefined
  return { asked, result: resultOf(entries, asked), number: runs.length }
}

function resultOf(entries: readonly Entry[], asked: Entry): Entry | undefined {
  return entries.find(({ kind, aboutSeq }) => kind === 'run_result' && aboutSeq === asked.seq)
}

function isRun({ kind }: Entry | Sent): boolean {
  return kind === 'run' || kind === 'code_submission'
}

export function lastAnalysis({ entries }: Room): Entry | undefined {
  return entries.findLast(({ kind }) => kind === 'code_analysis')
}

/** The end was asked for, and is no longer to be asked for. */
export function isEnding({ entries, sent }: Room): boolean {
  return [...entries, ...sent].some(({ kind }) => kind === 'end_session')
}

/** Code was handed in, and nothing was said of it yet. */
export function isBeingRead({ entries }: Room): boolean {
  const submitted = entries.findLast(({ kind }) => kind === 'code_submission')
  return submitted !== undefined && !entries.some(({ kind, seq }) => kind === 'code_analysis' && seq > submitted.seq)
}

export function summaryOf({ entries }: Room): Entry | undefined {
  return entries.findLast(({ kind }) => kind === 'session_summary')
}

/** What the learner waits for, in words; undefined: it is their turn. */
export function waitingFor(state: Room): string | undefined {
  const { interview } = state
  if (interview === undefined) return undefined
  const running = lastRun(state)
  if (running !== undefined && running.result === undefined) return 'Your code is running.'
  if (isEnding(state) && summaryOf(state) === undefined) return 'Your summary is being written.'
  if (isBeingRead(state)) return 'Your code is being read.'
  const saidLast = conversation(state).at(-1)
  const learners = saidLast !== undefined && (!('seq' in saidLast) || isLearners(saidLast))
  return learners && state.speaking === undefined && interview.stage !== 'summary' ? 'The interviewer is thinking.' : undefined
}
