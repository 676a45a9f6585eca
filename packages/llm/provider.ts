/** The port every language model is reached through: a request, the parts of its answer in order, and one closed error. */

export type ProviderSource = 'anthropic' | 'openai' | 'compatible'

export interface StreamMessage {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

export interface StreamRequest {
  readonly system: string
  readonly messages: readonly StreamMessage[]
  readonly maxOutputTokens: number
  /** A wish: a model that takes no temperature is asked without it. */
  readonly temperature?: number
  /** An opaque id of the person asking, for the provider's abuse detection; never a name or an address. */
  readonly user?: string
}

export type EndReason = 'stop' | 'length' | 'refusal' | 'other'

export type StreamPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly kind: 'end'; readonly reason: EndReason }

export interface Provider {
  readonly source: ProviderSource
  readonly model: string
  /**
   * Waited for before each attempt, whose time-outs begin after it; disposing ends the turn.
   * Throws `ProviderFailure`, for which the next provider is asked.
   */
  turn?(request: StreamRequest, signal: AbortSignal): Promise<Disposable>
  /**
   * Text is never empty and never ends inside a surrogate pair; usage comes at most once, before the end; the end is always last.
   * Every failure is a `ProviderFailure`, so a stream that stops without an end part does not exist.
   * Aborting the signal or leaving the loop closes the connection to the provider.
   */
  stream(request: StreamRequest, signal: AbortSignal): AsyncIterable<StreamPart>
}

export type ProviderFailureKind =
  | 'rate_limited'
  | 'overloaded'
  | 'unavailable'
  | 'timeout'
  | 'bad_response'
  | 'refused'
  | 'misconfigured'
  | 'cancelled'

export interface ProviderFailureDetail {
  readonly source?: ProviderSource
  /** How long the provider asked callers to stay away. */
  readonly retryAfterMs?: number
}

const meanings: Readonly<Record<ProviderFailureKind, string>> = {
  rate_limited: 'the model provider limits the rate of requests',
  overloaded: 'the model provider is overloaded',
  unavailable: 'the model provider cannot be reached or failed',
  timeout: 'the model provider did not answer in time',
  bad_response: 'the model provider sent an answer that cannot be read',
  refused: 'the model provider refused the request',
  misconfigured: 'the model provider rejected the key, the model name or the request',
  cancelled: 'the request to the model was cancelled',
}

/** Its message is one of a fixed set: what the provider wrote can repeat a learner's words or a key, so none of it is kept, not even as a cause. */
export class ProviderFailure extends Error {
  readonly kind: ProviderFailureKind
  readonly source: ProviderSource | undefined
  readonly retryAfterMs: number | undefined

  constructor(kind: ProviderFailureKind, detail: ProviderFailureDetail = {}) {
    super(meanings[kind])
    this.name = 'ProviderFailure'
    this.kind = kind
    this.source = detail.source
    this.retryAfterMs = detail.retryAfterMs
  }

  /** The name an error is logged under. */
  get code(): string {
    return this.kind
  }
}
