/** Keeps a service that hangs or fails from taking its callers along: a bulkhead for all calls to it, a breaker for each method. Nothing is tried twice here. */
import { Failure, isAway } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'

export interface GuardLimits {
  /** Calls that wait for their first answer at one time; one more is refused at once. */
  readonly mostWaiting?: number
  /** Failures in a row after which a method is not called any more. */
  readonly breakAfter?: number
  /** How long it is not called then; after it one call tries whether it is back. */
  readonly restMs?: number
}

export interface GuardOptions extends GuardLimits {
  /** The name of the service that is called. */
  readonly callee: string
  readonly log: Log
}

const defaults = { mostWaiting: 256, breakAfter: 5, restMs: 1000 }

/** Waits for the first answer of a call to a method. */
export type Guard = <Answer>(method: string, first: () => Promise<Answer>) => Promise<Answer>

/** A stream counts until its first message: what comes later says nothing about the next call. */
export function guard(given: GuardOptions): Guard {
  const options = { ...defaults, ...given }
  const waiting = bulkhead(options.mostWaiting)
  const breakers = new Map<string, CircuitBreakerPolicy>()
  const breakerOf = (method: string): CircuitBreakerPolicy => {
    const breaker = breakers.get(method) ?? breakerFor(method, options)
    breakers.set(method, breaker)
    return breaker
  }
  return async (method, first) => {
    const breaker = breakerOf(method)
    // One call at a time finds out whether a method is back; the others do not wait for it.
    if (breaker.state === CircuitState.HalfOpen) throw refusal()
    try {
      return await breaker.execute(() => waiting.execute(first))
    } catch (error) {
      throw error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError ? refusal(error) : error
    }
  }
}

function breakerFor(method: string, { callee, breakAfter, restMs, log }: Required<GuardOptions>): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleWhen(isAway), { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(breakAfter) })
  breaker.onBreak(() => log.warn('a method is not called for a while', { name: callee, rpc: method, waitMs: restMs }))
  breaker.onReset(() => log.info('a method is called again', { name: callee, rpc: method }))
  return breaker
}

function refusal(cause?: Error): Failure {
  return new Failure('unavailable', 'A part of Quint is not available.', { retryAfterSeconds: 2, ...(cause === undefined ? {} : { cause }) })
}
