/** One try at one provider, with a time-out for the first text and between parts. */
import type { Clock } from './clock.ts'
import { type Provider, ProviderFailure, type StreamPart, type StreamRequest } from './provider.ts'

export interface AttemptOptions {
  readonly signal: AbortSignal
  readonly clock: Clock
  /** From the request to the first text. */
  readonly firstTextMs: number
  /** From one part to the next, once text flows; the time the caller takes for a part is not counted. */
  readonly betweenPartsMs: number
  /** An answer that would be longer ends before, as one that was cut by its provider. */
  readonly maxTextLength: number
}

export async function* attempt(provider: Provider, request: StreamRequest, options: AttemptOptions): AsyncGenerator<StreamPart, void, undefined> {
  const { signal, clock } = options
  const stop = new AbortController()
  const cancel = (): void => stop.abort()
  const state = { expired: false, allowanceMs: options.firstTextMs, length: 0 }
  const arm = (): (() => void) =>
    clock.after(state.allowanceMs, () => {
      state.expired = true
      stop.abort()
    })
  if (signal.aborted) throw new ProviderFailure('cancelled', { source: provider.source })
  signal.addEventListener('abort', cancel, { once: true })
  let disarm = arm()
  try {
    for await (const part of provider.stream(request, stop.signal)) {
      disarm()
      if (part.kind === 'text') {
        state.allowanceMs = options.betweenPartsMs
        state.length += part.text.length
        if (state.length > options.maxTextLength) return yield { kind: 'end', reason: 'length' }
      }
      yield part
      disarm = arm()
    }
  } catch (error) {
    if (state.expired) throw new ProviderFailure('timeout', { source: provider.source })
    throw error instanceof ProviderFailure ? error : new ProviderFailure('unavailable', { source: provider.source })
  } finally {
    disarm()
    signal.removeEventListener('abort', cancel)
  }
}
