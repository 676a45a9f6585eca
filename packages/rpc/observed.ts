/** Calls as an operator sees them: a span and a duration at each end, one trace across both. Nothing is put in a call's way while nobody looks. */
import { Failure } from '@quint/runtime/failure.ts'
import { type AttributesOf, measure, measuring } from '@quint/telemetry/metrics.ts'
import { begin, runAlong, tracing } from '@quint/telemetry/trace.ts'
import { isAbortError } from 'abort-controller-x'
import {
  type CallContext,
  type CallOptions,
  ClientError,
  type ClientFactory,
  type ClientMiddlewareCall,
  Metadata,
  type Server,
  ServerError,
  type ServerMiddlewareCall,
  Status,
} from 'nice-grpc'
import { toStatus } from './errors.ts'
import { traceHeader } from './headers.ts'

type StatusName = AttributesOf<'rpc.server.call.duration'>['rpc.response.status_code']

/** Put outermost, so that it sees what the caller sees. */
export function observedServer(server: Server): Server {
  return tracing() || measuring() ? server.use(observeServed) : server
}

export function observedClient<Extension>(factory: ClientFactory<Extension>): ClientFactory<Extension> {
  return tracing() || measuring() ? factory.use(observeCall) : factory
}

async function* observeServed<Request, Response>(call: ServerMiddlewareCall<Request, Response>, context: CallContext) {
  // Probes say nothing about the service's work.
  if (call.method.path.startsWith('/grpc.health.')) return yield* call.next(call.request, context)
  const method = call.method.path.slice(1)
  const attributes = { 'rpc.system.name': 'grpc', 'rpc.method': method } as const
  const span = begin(method, { kind: 'server', parent: context.metadata.get(traceHeader) ?? '', attributes })
  const started = performance.now()
  let status: StatusName = 'OK'
  let ended = false
  try {
    const response = yield* runAlong(span, call.next(call.request, context) as AsyncGenerator<Response, Response | undefined, undefined>)
    ended = true
    return response
  } catch (error) {
    status = statusOf(error)
    ended = true
    throw error
  } finally {
    if (!ended) status = 'CANCELLED'
    span.set({ 'rpc.response.status_code': status })
    span.end(ours.has(status) ? status : undefined)
    measure('rpc.server.call.duration', (performance.now() - started) / 1000, { ...attributes, 'rpc.response.status_code': status })
  }
}

async function* observeCall<Request, Response>(call: ClientMiddlewareCall<Request, Response>, options: CallOptions) {
  const method = call.method.path.slice(1)
  const attributes = { 'rpc.system.name': 'grpc', 'rpc.method': method } as const
  const span = begin(method, { kind: 'client', attributes })
  const metadata = span.traceparent === undefined ? options.metadata : Metadata(options.metadata).set(traceHeader, span.traceparent)
  const started = performance.now()
  let status: StatusName = 'OK'
  let ended = false
  try {
    const response = yield* call.next(call.request, metadata === undefined ? options : { ...options, metadata })
    ended = true
    return response
  } catch (error) {
    status = statusOf(error)
    ended = true
    throw error
  } finally {
    if (!ended) status = 'CANCELLED'
    span.set({ 'rpc.response.status_code': status })
    span.end(status === 'OK' ? undefined : status)
    measure('rpc.client.call.duration', (performance.now() - started) / 1000, { ...attributes, 'rpc.response.status_code': status })
  }
}

/** The statuses that are the server's doing (semantic conventions for gRPC). */
const ours: ReadonlySet<StatusName> = new Set(['UNKNOWN', 'DEADLINE_EXCEEDED', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS'])

function statusOf(error: unknown): StatusName {
  if (isAbortError(error)) return 'CANCELLED'
  if (error instanceof Failure) return Status[toStatus(error.code)] as StatusName
  if (error instanceof ServerError || error instanceof ClientError) return Status[error.code] as StatusName
  return 'UNKNOWN'
}
