/** The one table between our failure codes and gRPC's, and how a failure crosses the wire with its detail. */
import { Failure, type FailureCode, type FailureDetail } from '@quint/runtime/failure.ts'
import { isAbortError } from 'abort-controller-x'
import { ClientError, Metadata, Status } from 'nice-grpc'

const statusOf: Readonly<Record<FailureCode, Status>> = {
  invalid: Status.INVALID_ARGUMENT,
  unauthenticated: Status.UNAUTHENTICATED,
  forbidden: Status.PERMISSION_DENIED,
  not_found: Status.NOT_FOUND,
  conflict: Status.FAILED_PRECONDITION,
  gone: Status.ABORTED,
  exhausted: Status.RESOURCE_EXHAUSTED,
  unavailable: Status.UNAVAILABLE,
  deadline: Status.DEADLINE_EXCEEDED,
  cancelled: Status.CANCELLED,
}

const codeOf = new Map(Object.entries(statusOf).map(([code, status]) => [status, code as FailureCode]))

/** Trailing metadata of every failure that we mean: it carries what gRPC's status has no place for, and tells ours from those of the transport. */
export const detailKey = 'quint-failure'

export function toStatus(code: FailureCode): Status {
  return statusOf[code]
}

export function detailMetadata(detail: FailureDetail): Metadata {
  const { retryAfterSeconds, fields } = detail
  return Metadata({ [detailKey]: encodeURIComponent(JSON.stringify({ retryAfterSeconds, fields })) })
}

/**
 * What a client sees of a failed call: our failure where the service meant it, `unavailable`, `deadline` or `cancelled` otherwise. A limit of the
 * transport, as a message that is too large, is no limit of the learner's: it stays the mistake that it is.
 * @param detail undefined when the service said nothing.
 */
export function fromClientError(error: unknown, detail: FailureDetail | undefined): unknown {
  if (isAbortError(error)) return new Failure('cancelled', 'The call was cancelled.', { cause: error })
  if (!(error instanceof ClientError)) return error
  const code = codeOf.get(error.code)
  if (code === undefined || (code === 'exhausted' && detail === undefined)) return error
  const transport = code === 'unavailable' || code === 'deadline' || code === 'cancelled'
  if (transport && !detail?.retryAfterSeconds) return new Failure(code, 'A part of Quint is not available.', { cause: error, retryAfterSeconds: 2 })
  return new Failure(code, error.details, { ...detail, cause: error })
}

export function parseDetail(header: string | undefined): FailureDetail | undefined {
  if (header === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(decodeURIComponent(header))
    return typeof parsed === 'object' && parsed !== null ? (parsed as FailureDetail) : {}
  } catch {
    return {}
  }
}
