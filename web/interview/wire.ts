/** Reads what the socket tells of an interview. Its field names are snake case; here, as in every answer of the gateway, they are camel case. */
import type { Draft } from './asks.ts'
import { type Analysis, type Entry, type Interview, type RunOutcome, type Stage, type Summary, stages } from './interview.ts'

/** A message of the socket, whatever it is. */
export type WireMessage = Readonly<Record<string, unknown>> & { readonly type: string }

/** An interview as the room is told of it. */
export type RoomInterview = Pick<
  Interview,
  'problem' | 'language' | 'persona' | 'durationMinutes' | 'stage' | 'status' | 'startedAt' | 'endsAt' | 'remainingMs'
> & { readonly draft: Draft }

export type Told =
  | { readonly kind: 'state'; readonly interview: RoomInterview }
  | { readonly kind: 'entry'; readonly entry: Entry }
  /** What the interviewer says goes on here; what stood there before is taken back. */
  | { readonly kind: 'delta'; readonly aboutSeq: number; readonly from: number; readonly text: string }
  /** The code as another page of the learner's has it. */
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** The code that was told under this name is kept. */
  | { readonly kind: 'kept'; readonly requestId: string }
  /** @param about the type of the message that it answers; empty when it is not known. */
  | { readonly kind: 'trouble'; readonly code: string; readonly message: string; readonly about: string }

type Fields = Readonly<Record<string, unknown>>

/** Undefined: nothing that a room knows, or nothing for it to do. */
export function read(message: WireMessage): Told | undefined {
  const fields = camel(message) as Fields
  switch (message.type) {
    case 'state':
      return { kind: 'state', interview: fields as unknown as RoomInterview }
    case 'ai_delta':
      return { kind: 'delta', aboutSeq: number(fields.aboutSeq), from: number(fields.from), text: text(fields.text) }
    case 'cursor':
      return typeof fields.code === 'string' ? { kind: 'draft', draft: { code: fields.code, language: text(fields.language) } } : undefined
    case 'draft_kept':
      return { kind: 'kept', requestId: text(fields.requestId) }
    case 'error':
      return { kind: 'trouble', code: text(fields.code), message: text(fields.message), about: text(fields.inReplyTo) }
    default:
      return entryIn(message.type, fields)
  }
}

/** What is kept is numbered in thousands; all else is only for the moment. */
const step = 1000

function entryIn(type: string, fields: Fields): Told | undefined {
  const seq = number(fields.seq)
  if (seq === 0 || seq % step !== 0) return undefined
  const entry = entryOf(type, { ...fields, seq })
  return entry === undefined ? undefined : { kind: 'entry', entry: { ...entry, at: text(fields.timestamp) } }
}

function entryOf(type: string, fields: Fields & { readonly seq: number }): Entry | undefined {
  const { seq } = fields
  const about = { aboutSeq: number(fields.aboutSeq), submissionId: text(fields.submissionId) }
  switch (type) {
    case 'said':
      return {
        ...about,
        seq,
        kind: text(fields.kind) as Entry['kind'],
        text: text(fields.content),
        code: text(fields.code),
        language: text(fields.language),
        requestId: text(fields.requestId),
      }
    case 'system':
    case 'ai_response':
      return { ...about, seq, kind: type, text: text(fields.message) }
    case 'stage':
      return { seq, kind: 'stage', text: '', stage: stages.find((stage) => stage === fields.stage) ?? ('problem' satisfies Stage) }
    case 'run_result':
      return { ...about, seq, kind: 'run_result', text: '', run: fields.result as RunOutcome }
    case 'code_analysis':
      return { ...about, seq, kind: 'code_analysis', text: '', analysis: fields.analysis as Analysis }
    case 'session_summary':
      return { seq, kind: 'session_summary', text: text(fields.summary), ...summaryIn(fields) }
    default:
      return undefined
  }
}

/** An interview that ended without a problem has nothing to be judged. */
function summaryIn({ summary, sessionData }: Fields): Pick<Entry, 'summary'> {
  const data = (sessionData ?? {}) as Summary
  return (data.band as string) === '' || data.band === undefined ? {} : { summary: { ...data, text: text(summary) } }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** Every name of a field, however deep. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), camel(held)]),
  )
}
