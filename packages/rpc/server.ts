/** A gRPC server that knows who calls: the service by its token, the learner by theirs; failures become statuses, bugs become INTERNAL. */
import type { Learner, VerifyLearner } from '@quint/auth/learner.ts'
import type { VerifyService } from '@quint/auth/service.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { isSuspect, type SecurityCode, securityEvents } from '@quint/telemetry/security.ts'
import { isAbortError } from 'abort-controller-x'
import {
  type CallContext,
  type CompatServiceDefinition,
  createServer,
  type Server,
  ServerError,
  type ServerMiddlewareCall,
  type ServiceImplementation,
  Status,
} from 'nice-grpc'
import { carryDeadline } from './deadline.ts'
import { detailMetadata, toStatus } from './errors.ts'
import { effectHeader, learnerHeader, remainingHeader, serviceHeader } from './headers.ts'
import { health, healthDefinition } from './health.ts'
import { observedServer } from './observed.ts'
import type { Tls } from './tls.ts'

export interface RpcServer extends AsyncDisposable {
  readonly address: string
  /** Readiness off; calls are taken for the lead time yet. Disposal begins with it. */
  leave(): Promise<void>
}

export interface ServeOptions {
  /** host:port; port 0 picks a free one. */
  readonly listen: string
  readonly verifyService: VerifyService
  readonly verifyLearner: VerifyLearner
  readonly log: Log
  readonly tls?: Tls
  /** Rejects when something that every call needs does not answer. */
  readonly ready?: () => Promise<unknown>
  /** host:port that answers probes without TLS; empty: only beside the calls. */
  readonly healthListen?: string
  /** At shutdown, how long calls are taken after readiness is off. */
  readonly drainLeadMs?: number
  /** At shutdown, how long calls in hand may take to end. */
  readonly drainMs?: number
}

export interface Caller {
  readonly service: string
  readonly learner: Learner | undefined
}

const caller = Symbol('caller')

/** Who calls is told on the context of the call. */
interface Known extends CallContext {
  [caller]?: Caller
}

export async function serve<Definition extends CompatServiceDefinition>(
  definition: Definition,
  implementation: ServiceImplementation<Definition>,
  options: ServeOptions,
): Promise<RpcServer> {
  let left: Promise<void> | undefined
  const leave = (): Promise<void> => {
    left ??= sleep(options.drainLeadMs ?? 0)
    return left
  }
  const probes = health({
    services: [fullName(definition)],
    ready: options.ready ?? (() => Promise.resolve()),
    leaving: () => left !== undefined,
    log: options.log,
  })
  const server = observedServer(
    createServer({
      'grpc.max_receive_message_length': 4 * 1024 * 1024,
      // Nobody reads its counts: calls are seen by our own spans and durations.
      'grpc.enable_channelz': 0,
      // A connection that ends makes its client look for new instances.
      'grpc.max_connection_age_ms': connectionAgeMs,
    }),
  )
  server.with(admitted(options)).add(definition, implementation)
  server.add(healthDefinition, probes)
  const port = await server.listen(options.listen, options.tls?.server)
  const prober = await probeServer(options.healthListen ?? '', probes)
  return {
    address: `${options.listen.slice(0, options.listen.lastIndexOf(':'))}:${port}`,
    leave,
    async [Symbol.asyncDispose]() {
      await leave()
      const force = setTimeout(() => server.forceShutdown(), options.drainMs ?? 1000)
      await server.shutdown()
      clearTimeout(force)
      prober?.forceShutdown()
    },
  }
}

const connectionAgeMs = 300_000

async function probeServer(listen: string, probes: ReturnType<typeof health>): Promise<Server | undefined> {
  if (listen === '') return undefined
  const server = createServer()
  server.add(healthDefinition, probes)
  await server.listen(listen)
  return server
}

/** "quint.sessions.v1.SessionsService". */
function fullName(definition: CompatServiceDefinition): string {
  if ('fullName' in definition && typeof definition.fullName === 'string') return definition.fullName
  throw new Error('the definition of a service bears no name')
}

/** The learner on whose behalf a call is made. */
export function learnerOf(context: Known): Learner {
  const learner = context[caller]?.learner
  if (learner === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  return learner
}

/** The administrator on whose behalf a call is made. */
export function adminOf(context: CallContext): Learner {
  const learner = learnerOf(context)
  if (!learner.roles.includes('admin')) throw new Failure('forbidden', 'Only administrators may do this.')
  return learner
}

/** Milliseconds that the caller will still wait, or the fallback; nice-grpc shows a handler no deadline. */
export function remainingMs(context: CallContext, fallback: number): number {
  const given = Number(context.metadata.get(remainingHeader))
  return Number.isFinite(given) && given > 0 ? Math.min(given, fallback) : fallback
}

/** The id under which the call is to make what it makes; undefined when the caller leaves that to the callee. */
export function effectIdOf(context: CallContext): string | undefined {
  const given = context.metadata.get(effectHeader)
  return given !== undefined && isUuid(given) ? given : undefined
}

/** One layer for both: each costs every call. */
function admitted(options: ServeOptions) {
  const admit = admission(options)
  return async function* <Request, Response>(call: ServerMiddlewareCall<Request, Response>, context: CallContext) {
    try {
      await admit(call.method.path, context)
      return yield* call.next(call.request, context)
    } catch (error) {
      throw toServerError(error, { rpc: call.method.path, context, log: options.log })
    }
  }
}

function admission(options: ServeOptions) {
  const tell = securityEvents(options.log)
  return async (rpc: string, context: Known): Promise<void> => {
    let refusal: SecurityCode = 'service_refused'
    try {
      const service = await options.verifyService(bearer(context.metadata.get(serviceHeader)))
      refusal = 'token_refused'
      const token = context.metadata.get(learnerHeader)
      const learner = token === undefined ? undefined : await options.verifyLearner(bearer(token))
      context[caller] = { service, learner }
    } catch (error) {
      // Keys that could not be fetched, or a token that is only too old, say nothing about the caller.
      if (isSuspect(error)) tell(refusal, { rpc })
      throw error
    }
    carryDeadline(context.signal, Number(context.metadata.get(remainingHeader)))
  }
}

function bearer(header: string | undefined): string {
  if (!header?.startsWith('Bearer ')) throw new Failure('unauthenticated', 'A token is missing.')
  return header.slice('Bearer '.length)
}

interface Failed {
  readonly rpc: string
  readonly context: CallContext
  readonly log: Log
}

function toServerError(error: unknown, { rpc, context, log }: Failed): unknown {
  if (isAbortError(error) || error instanceof ServerError) return error
  if (!(error instanceof Failure)) {
    log.error('a call failed unexpectedly', error, { rpc })
    return new ServerError(Status.INTERNAL, 'Something went wrong here.')
  }
  if (error.code === 'unavailable') log.warn('a call could not be answered', { rpc, reason: causeOf(error) })
  for (const [key, values] of detailMetadata(error.detail)) context.trailer.set(key, values.map(String))
  return new ServerError(toStatus(error.code), error.message)
}

function causeOf({ cause }: Failure): string {
  if (!(cause instanceof Error)) return 'unknown'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
