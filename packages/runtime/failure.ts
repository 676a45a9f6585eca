/** The one error class for outcomes a caller can act on; the code is closed, the message is safe to show. */

export type FailureCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'exhausted'
  | 'unavailable'
  | 'deadline'
  | 'cancelled'

export interface FieldProblem {
  readonly path: string
  readonly message: string
}

export interface FailureDetail {
  readonly retryAfterSeconds?: number
  readonly fields?: readonly FieldProblem[]
  readonly cause?: unknown
}

export class Failure extends Error {
  readonly code: FailureCode
  readonly detail: FailureDetail

  constructor(code: FailureCode, message: string, detail: FailureDetail = {}) {
    super(message, { cause: detail.cause })
    this.name = 'Failure'
    this.code = code
    this.detail = detail
  }
}

/** What was asked did not answer, or not in time: it says nothing about what was asked of it. */
export function isAway(error: unknown): error is Failure {
  return error instanceof Failure && (error.code === 'unavailable' || error.code === 'deadline')
}
