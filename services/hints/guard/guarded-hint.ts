/** One hint out of a model's stream: guarded sentence by sentence, and brought to a good end by the offline coach when the model cannot. */
import { questions, words } from '../answers/text.ts'
import { createGuard, type Stop } from './guard.ts'
import type { Allowed } from './passage.ts'

export type HintPiece =
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'retract'; readonly from: number }
  /** What follows is not the model's. */
  | { readonly kind: 'fallback'; readonly reason: FallbackReason }

export type FallbackReason = Stop['reason'] | 'provider' | 'empty'

export interface GuardedHintOptions {
  readonly chunks: AsyncIterable<string>
  readonly allowed: Allowed
  /** A whole hint of the offline coach, in pieces. */
  readonly offline: () => Iterable<string>
  /** Its last question, to end a hint that began well. */
  readonly closing: () => string
  /** Text that reached the learner before, when an interrupted hint is taken up. */
  readonly already?: string
  /** What the same reader was told before, such as earlier turns of a conversation. */
  readonly before?: string
}

const fewestWords = 5
const worthKeepingWords = 25

/** What reaches the learner never leaks, not even for a moment. Never throws for what the model does. */
export async function* guardedHint(options: GuardedHintOptions): AsyncGenerator<HintPiece> {
  let sent = options.already ?? ''
  const guard = createGuard(options.allowed, options.before)
  const trouble = yield* relay(options.chunks, guard, (text) => {
    sent += text
  })
  if (trouble === undefined && isWhole(sent)) return
  if (trouble?.retractFrom !== undefined) {
    sent = sent.slice(0, trouble.retractFrom)
    yield { kind: 'retract', from: trouble.retractFrom }
  }
  yield* completed(sent, trouble?.reason ?? 'empty', options)
}

/** A model may ask in few words; what asks nothing leaves the learner with nothing to do. */
function isWhole(hint: string): boolean {
  return words(hint).length >= fewestWords && questions(hint).length > 0
}

/** Ends a hint whose model is gone, from what the learner has read already. */
export function* completed(sent: string, reason: FallbackReason, options: Pick<GuardedHintOptions, 'offline' | 'closing'>): Generator<HintPiece> {
  const worthKeeping = words(sent).length >= worthKeepingWords
  // A hint asks once: one that has asked already is short rather than asked twice.
  if (worthKeeping && questions(sent).length > 0) return
  yield { kind: 'fallback', reason }
  if (worthKeeping) {
    yield { kind: 'token', text: `${/\s$/.test(sent) ? '' : ' '}${options.closing()}` }
    return
  }
  if (sent !== '') yield { kind: 'retract', from: 0 }
  for (const text of options.offline()) yield { kind: 'token', text }
}

type Trouble = { readonly reason: FallbackReason; readonly retractFrom?: number | undefined }

async function* relay(
  chunks: AsyncIterable<string>,
  guard: ReturnType<typeof createGuard>,
  onSent: (text: string) => void,
): AsyncGenerator<HintPiece, Trouble | undefined> {
  try {
    for await (const chunk of chunks) {
      const { release, stop } = guard.push(chunk)
      if (release !== '') {
        onSent(release)
        yield { kind: 'token', text: release }
      }
      if (stop !== undefined) return stop
    }
  } catch {
    return { reason: 'provider' }
  }
  const { release, stop } = guard.end()
  if (release.trim() !== '') {
    onSent(release)
    yield { kind: 'token', text: release }
  }
  return stop
}
