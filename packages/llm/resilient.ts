/** Several providers as one: the next is asked when one fails, with time-outs, retries and a breaker for each. */
import { type Log, silentLog } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { attempt } from './attempt.ts'
import { type Breaker, createBreaker, type Pass } from './breaker.ts'
import { type Clock, systemClock } from './clock.ts'
import { observeAttempt } from './observed.ts'
import { type Provider, ProviderFailure, type ProviderFailureKind, type ProviderSource, type StreamPart, type StreamRequest } from './provider.ts'

export interface ResilientOptions {
  /** From a request to its first text, for each attempt. */
  readonly firstTextMs: number
  /** From one part of an answer to the next. */
  readonly betweenPartsMs: number
  /** From the call to the end of the answer, all attempts together. */
  readonly totalMs: number
  /** Tries at one provider before the next is asked. */
  readonly attempts: number
  /** Upper bound of the first pause between tries; it doubles with each, and the pause is drawn at random below it. */
  readonly backoffMs: number
  /** A provider that asks for a longer pause is passed over, and left alone until then. */
  readonly patienceMs: number
  readonly breakerFailures: number
  readonly breakerOpenMs: number
  /** Characters after which an answer is cut, with end reason `length`: a model that ignores its limit does not fill the memory. */
  readonly maxTextLength: number
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Returns early, without an error, when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly log: Log
}

/** Says who answers; comes once, before the first part. */
interface Began {
  readonly kind: 'began'
  readonly source: ProviderSource
  readonly model: string
}

export type AnswerPart = Began | StreamPart

export interface Models {
  /** False when there is no provider at all. */
  readonly configured: boolean
  /**
   * Until the first part a failure leads to a retry or to the next provider; after it, it is thrown: what was yielded cannot be taken back.
   * Throws `ProviderFailure` only: the last provider's, `cancelled` when the signal is aborted, `timeout` when the total is used up.
   */
  stream(request: StreamRequest, signal: AbortSignal): AsyncIterable<AnswerPart>
}

export interface ModelsInTurn extends Models {
  /** One of them without the others, with the breaker that it has among them; none when there is none of this source. */
  only(source: string): Models
}

export const defaultOptions: ResilientOptions = {
  firstTextMs: 10_000,
  betweenPartsMs: 8_000,
  totalMs: 45_000,
  attempts: 2,
  backoffMs: 300,
  patienceMs: 2_000,
  breakerFailures: 5,
  breakerOpenMs: 30_000,
  maxTextLength: 100_000,
  clock: systemClock,
  random: Math.random,
  pause: sleep,
  log: silentLog,
}

interface Line {
  readonly provider: Provider
  readonly breaker: Breaker
}

export function resilient(providers: readonly Provider[], given: Partial<ResilientOptions> = {}): ModelsInTurn {
  const options = { ...defaultOptions, ...given }
  const lines = providers.map((provider) => ({
    provider,
    breaker: createBreaker({ failures: options.breakerFailures, openMs: options.breakerOpenMs, now: options.clock.now }),
  }))
  return {
    ...over(lines, options),
    only: (source) =>
      over(
        lines.filter(({ provider }) => provider.source === source),
        options,
      ),
  }
}

function over(lines: readonly Line[], options: ResilientOptions): Models {
  return {
    configured: lines.length > 0,
    stream: (request, signal) => withinTotal((inner) => ask(lines, { request, signal: inner, options }), { signal, options }),
  }
}

interface Question {
  readonly request: StreamRequest
  readonly signal: AbortSignal
  readonly options: ResilientOptions
}

type Parts = AsyncGenerator<AnswerPart, void, undefined>

async function* withinTotal(parts: (signal: AbortSignal) => Parts, context: Pick<Question, 'signal' | 'options'>): Parts {
  const { signal, options } = context
  const stop = new AbortController()
  const cancel = (): void => stop.abort()
  let expired = false
  const disarm = options.clock.after(options.totalMs, () => {
    expired = true
    stop.abort()
  })
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  try {
    yield* parts(stop.signal)
  } catch (error) {
    throw expired && !signal.aborted ? new ProviderFailure('timeout') : error
  } finally {
    disarm()
    signal.removeEventListener('abort', cancel)
  }
}

async function* ask(lines: readonly Line[], question: Question): Parts {
  let last: ProviderFailure | undefined
  for (const line of lines) {
    const failure = yield* askOne(line, question)
    if (failure === 'answered') return
    last = failure ?? last
  }
  throw last ?? new ProviderFailure('unavailable', soonest(lines))
}

/** Ends with `answered`, with the failure that hands over to the next provider, or with nothing when the breaker let no attempt through. */
async function* askOne(
  { provider, breaker }: Line,
  question: Question,
): AsyncGenerator<AnswerPart, 'answered' | ProviderFailure | undefined, undefined> {
  const { options, signal } = question
  let last: ProviderFailure | undefined
  for (let tries = 1; tries <= options.attempts; tries += 1) {
    const pass = breaker.admit()
    if (pass === undefined) return last
    const failure = yield* askOnce(provider, pass, question)
    if (failure === 'answered') return failure
    last = failure
    const waitMs = pauseBefore(failure, tries, options)
    options.log.warn('a model failed', { source: provider.source, model: provider.model, kind: failure.kind, tries, retried: waitMs !== undefined })
    if (waitMs === undefined) return last
    await options.pause(waitMs, signal)
    if (signal.aborted) throw new ProviderFailure('cancelled', { source: provider.source })
  }
  return last
}

async function* askOnce(provider: Provider, pass: Pass, question: Question): AsyncGenerator<AnswerPart, 'answered' | ProviderFailure, undefined> {
  const { request, signal, options } = question
  const turn = await turnAt(provider, question)
  if (turn instanceof ProviderFailure) {
    pass.neither()
    if (turn.kind === 'cancelled') throw turn
    return turn
  }
  using _turn = turn
  const seen = observeAttempt(provider, request)
  let began = false
  // Whoever reads may leave in the middle.
  let outcome: ProviderFailureKind | undefined = 'cancelled'
  try {
    for await (const part of attempt(provider, request, { ...options, signal })) {
      if (!began) {
        began = true
        yield { kind: 'began', source: provider.source, model: provider.model }
      }
      seen.part(part)
      yield part
    }
    outcome = undefined
    return 'answered'
  } catch (error) {
    const failure = error instanceof ProviderFailure ? error : new ProviderFailure('unavailable', { source: provider.source })
    outcome = failure.kind
    report(pass, failure, options)
    if (began || failure.kind === 'cancelled') throw failure
    return failure
  } finally {
    seen.end(outcome)
    if (began) pass.succeeded()
    else pass.neither()
  }
}

/** A full line says nothing of the model behind it. */
async function turnAt(provider: Provider, { request, signal }: Question): Promise<Disposable | ProviderFailure | undefined> {
  try {
    return await provider.turn?.(request, signal)
  } catch (error) {
    return error instanceof ProviderFailure ? error : new ProviderFailure('unavailable', { source: provider.source })
  }
}

const unhealthy: ReadonlySet<ProviderFailureKind> = new Set(['rate_limited', 'overloaded', 'unavailable', 'timeout', 'bad_response'])
/** However long a provider asks to be left alone, it is tried again after this. */
const longestHoldMs = 300_000

const passing: ReadonlySet<ProviderFailureKind> = new Set(['rate_limited', 'overloaded', 'unavailable'])

/** A refusal or a rejected request may be one learner's doing, so it must not close the provider to the others. */
function report(pass: Pass, failure: ProviderFailure, options: ResilientOptions): void {
  const askedMs = failure.retryAfterMs ?? 0
  if (!unhealthy.has(failure.kind)) pass.neither()
  else pass.failed(askedMs > options.patienceMs ? Math.min(askedMs, longestHoldMs) : 0)
}

function pauseBefore(failure: ProviderFailure, tries: number, options: ResilientOptions): number | undefined {
  if (!passing.has(failure.kind) || tries >= options.attempts) return undefined
  const drawn = options.random() * options.backoffMs * 2 ** (tries - 1)
  const waitMs = Math.max(failure.retryAfterMs ?? 0, drawn)
  return waitMs > options.patienceMs ? undefined : waitMs
}

function soonest(lines: readonly Line[]): { readonly retryAfterMs?: number } {
  const waits = lines.map((line) => line.breaker.closedForMs()).filter((ms) => ms > 0)
  return waits.length === 0 ? {} : { retryAfterMs: Math.min(...waits) }
}
