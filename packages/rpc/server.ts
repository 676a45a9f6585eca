/** A gRPC server that knows who calls: the service by its token, the learner by theirs; failures become statuses, bugs become INTERNAL. */
import type { Learner, VerifyLearner } from '@quint/auth/learner.ts'
import type { VerifyService } from '@quint/auth/service.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { isAbortError } from 'abort-controller-x'
import {
  type CallContext,
  type CompatServiceDefinition,
  createServer,
  ServerError,
  type ServerMiddlewareCall,
  type ServiceImplementation,
  Status,
} from 'nice-grpc'
import { detailMetadata, toStatus } from './errors.ts'
import { learnerHeader, remainingHeader, serviceHeader } from './headers.ts'

export interface RpcServer extends AsyncDisposable {
  readonly address: string
}

export interface ServeOptions {
  /** host:port; port 0 picks a free one. */
  readonly listen: string
  readonly verifyService: VerifyService
  readonly verifyLearner: VerifyLearner
  readonly log: Log
  /** Open streams get this long to end at shutdown. */
  readonly drainMs?: number
}

export interface Caller {
  readonly service: string
  readonly learner: Learner | undefined
}

const callers = new WeakMap<CallContext, Caller>()

export async function serve<Definition extends CompatServiceDefinition>(
  definition: Definition,
  implementation: ServiceImplementation<Definition>,
  options: ServeOptions,
): Promise<RpcServer> {
  const server = createServer({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 })
    .use(failures(options.log))
    .use(authenticate(options))
  server.add(definition, implementation)
  const port = await server.listen(options.listen)
  return {
    address: `${options.listen.slice(0, options.listen.lastIndexOf(':'))}:${port}`,
    async [Symbol.asyncDispose]() {
      const force = setTimeout(() => server.forceShutdown(), options.drainMs ?? 1000)
      await server.shutdown()
      clearTimeout(force)
    },
  }
}

/** The learner on whose behalf a call is made. */
export function learnerOf(context: CallContext): Learner {
  const learner = callers.get(context)?.learner
  if (learner === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  return learner
}

/** Milliseconds that the caller will still wait, or the fallback; nice-grpc shows a handler no deadline. */
export function remainingMs(context: CallContext, fallback: number): number {
  const given = Number(context.metadata.get(remainingHeader))
  return Number.isFinite(given) && given > 0 ? Math.min(given, fallback) : fallback
}

function authenticate(options: ServeOptions) {
  return async function* <Request, Response>(call: ServerMiddlewareCall<Request, Response>, context: CallContext) {
    const service = await options.verifyService(bearer(context.metadata.get(serviceHeader)))
    const token = context.metadata.get(learnerHeader)
    const learner = token === undefined ? undefined : await options.verifyLearner(bearer(token))
    callers.set(context, { service, learner })
    return yield* call.next(call.request, context)
  }
}

function bearer(header: string | undefined): string {
  if (!header?.startsWith('Bearer ')) throw new Failure('unauthenticated', 'A token is missing.')
  return header.slice('Bearer '.length)
}

function failures(log: Log) {
  return async function* <Request, Response>(call: ServerMiddlewareCall<Request, Response>, context: CallContext) {
    try {
      return yield* call.next(call.request, context)
    } catch (error) {
      if (isAbortError(error) || error instanceof ServerError) throw error
      if (!(error instanceof Failure)) {
        log.error('a call failed unexpectedly', error, { rpc: call.method.path })
        throw new ServerError(Status.INTERNAL, 'Something went wrong here.')
      }
      if (error.code === 'unavailable') log.warn('a call could not be answered', { rpc: call.method.path, reason: error.message })
      for (const [key, values] of detailMetadata(error.detail)) context.trailer.set(key, values.map(String))
      throw new ServerError(toStatus(error.code), error.message)
    }
  }
}
