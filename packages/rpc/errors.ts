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

/** Trailing metadata that carries the parts of a failure that gRPC's status has no place for. */
export const detailKey = 'quint-failure'

export function toStatus(code: FailureCode): Status {
  return statusOf[code]
}

export function detailMetadata(detail: FailureDetail): Metadata {
  const { retryAfterSeconds, fields } = detail
  if (retryAfterSeconds === undefined && fields === undefined) return Metadata()
  return Metadata({ [detailKey]: encodeURIComponent(JSON.stringify({ retryAfterSeconds, fields })) })
}

/** What a client sees of a failed call: our failure where the service meant it, `unavailable`, `deadline` or `cancelled` otherwise. */
export function fromClientError(error: unknown, detail: FailureDetail = {}): unknown {
  if (isAbortError(error)) return new Failure('cancelled', 'The call was cancelled.', { cause: error })
  if (!(error instanceof ClientError)) return error
  const code = codeOf.get(error.code)
  if (code === undefined) return error
  const transport = code === 'unavailable' || code === 'deadline' || code === 'cancelled'
  if (transport && !detail.retryAfterSeconds) return new Failure(code, 'A part of Quint is not available.', { cause: error, retryAfterSeconds: 2 })
  return new Failure(code, error.details, { ...detail, cause: error })
}

export function parseDetail(header: string | undefined): FailureDetail {
  if (header === undefined) return {}
  try {
    const parsed: unknown = JSON.parse(decodeURIComponent(header))
    return typeof parsed === 'object' && parsed !== null ? (parsed as FailureDetail) : {}
  } catch {
    return {}
  }
}
