/** Holds what an adapter reads from its provider to the port's promises: whole characters, one end, one kind of error. */
import { failureOf } from './failure-of.ts'
import { type EndReason, ProviderFailure, type ProviderSource, type StreamPart } from './provider.ts'

/** What an adapter finds in an event: text may be cut anywhere, usage may follow the end, nothing follows `done`. */
export type RawPart = StreamPart | { readonly kind: 'done' }

export interface AnswerContext {
  readonly source: ProviderSource
  readonly signal: AbortSignal
}

/** `read` may throw on an event of another shape than its type says. */
export interface Upstream<Event> {
  open(): Promise<AsyncIterable<Event>>
  read(event: Event): readonly RawPart[]
}

interface Progress {
  events: number
  spoken: boolean
  /** A high surrogate whose other half has not come yet. */
  carried: string
  usage: StreamPart | undefined
  end: EndReason | undefined
}

export async function* answer<Event>(upstream: Upstream<Event>, context: AnswerContext): AsyncGenerator<StreamPart, void, undefined> {
  const { source, signal } = context
  const progress: Progress = { events: 0, spoken: false, carried: '', usage: undefined, end: undefined }
  if (signal.aborted) throw new ProviderFailure('cancelled', { source })
  try {
    all: for await (const event of await upstream.open()) {
      progress.events += 1
      for (const part of readable(() => upstream.read(event), source)) {
        if (part.kind === 'done') break all
        const text = note(part, progress)
        if (text !== '') yield { kind: 'text', text }
      }
    }
  } catch (error) {
    throw failureOf(error, context)
  }
  yield* conclude(progress, context)
}

function readable(read: () => readonly RawPart[], source: ProviderSource): readonly RawPart[] {
  try {
    const parts = read()
    if (parts.every((part) => part.kind !== 'text' || typeof part.text === 'string')) return parts
  } catch {
    // Falls through: the event lacks what every event of its type has.
  }
  throw new ProviderFailure('bad_response', { source })
}

const mostTokens = 1_000_000_000

/** Whole, and of a size that a budget can be charged and a store can keep. */
function isCount(tokens: number): boolean {
  return Number.isInteger(tokens) && tokens >= 0 && tokens <= mostTokens
}

/** The text that can be passed on now. */
function note(part: StreamPart, progress: Progress): string {
  if (part.kind === 'end') progress.end = part.reason
  else if (part.kind === 'usage' && isCount(part.inputTokens) && isCount(part.outputTokens)) progress.usage = part
  if (part.kind !== 'text') return ''
  const { whole, rest } = cutPair(progress.carried + part.text)
  progress.carried = rest
  progress.spoken ||= whole !== ''
  return whole
}

function* conclude(progress: Progress, { source, signal }: AnswerContext): Generator<StreamPart, void, undefined> {
  const { events, spoken, carried, usage, end } = progress
  if (end === undefined && signal.aborted) throw new ProviderFailure('cancelled', { source })
  if (end === undefined) throw new ProviderFailure(events > 0 ? 'unavailable' : 'bad_response', { source })
  if (carried !== '') yield { kind: 'text', text: carried.toWellFormed() }
  else if (end === 'stop' && !spoken) throw new ProviderFailure('bad_response', { source })
  if (usage !== undefined) yield usage
  yield { kind: 'end', reason: end }
}

/** Splits off a high surrogate at the end; halves that never meet become U+FFFD. */
function cutPair(text: string): { readonly whole: string; readonly rest: string } {
  const last = text.charCodeAt(text.length - 1)
  const open = last >= 0xd800 && last <= 0xdbff
  return { whole: (open ? text.slice(0, -1) : text).toWellFormed(), rest: open ? text.slice(-1) : '' }
}
