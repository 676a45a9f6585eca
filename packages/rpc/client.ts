/** A typed gRPC client: every call has a deadline, a signal, our service token and the learner's; a failed call throws our Failure. */
import type { ServiceIdentity } from '@quint/auth/service.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import {
  type CallOptions,
  type Client,
  type ClientMiddlewareCall,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  Metadata,
} from 'nice-grpc'
import { endingAfter, withinDeadline } from './deadline.ts'
import { detailKey, fromClientError, parseDetail } from './errors.ts'
import { type GuardLimits, guard } from './guard.ts'
import { effectHeader, learnerHeader, remainingHeader, serviceHeader } from './headers.ts'
import { observedClient } from './observed.ts'
import type { Tls } from './tls.ts'

export interface RpcOptions {
  /** Milliseconds, 5000 when it is left out; never more than what is left of the call on whose behalf this one is made. */
  readonly deadline?: number
  /** The learner's access token, passed on. */
  readonly learnerToken?: string
  /** A UUID under which the call is to make what it makes, so that its repeat makes nothing more. */
  readonly effectId?: string
}

export interface RpcClient<Definition extends CompatServiceDefinition> extends Disposable {
  readonly call: Client<Definition, RpcOptions>
}

export interface ConnectOptions {
  readonly address: string
  readonly identity: ServiceIdentity
  /** The callee's name, for which the service token is made and which its certificate must bear. */
  readonly audience: string
  readonly tls?: Tls
  readonly log?: Log
  readonly limits?: GuardLimits
}

const defaultDeadlineMs = 5000

/** Calls go round all addresses that a name resolves to. */
const serviceConfig = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] })

export function connect<Definition extends CompatServiceDefinition>(definition: Definition, options: ConnectOptions): RpcClient<Definition> {
  // A cut peer comes back at most half a second late; a call meanwhile fails at once instead of waiting for its deadline.
  const channel = createChannel(options.address, options.tls?.client, {
    'grpc.service_config': serviceConfig,
    'grpc.service_config_disable_resolution': 1,
    // Connections of its own: a caller's certificates are shown by every connection it makes, and nobody waits behind another's calls.
    'grpc.use_local_subchannel_pool': 1,
    // New instances behind a name are found this often at least, when a connection ends.
    'grpc.dns_min_time_between_resolutions_ms': 2000,
    ...(options.tls?.client === undefined ? {} : { 'grpc.ssl_target_name_override': options.audience }),
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
    'grpc.max_receive_message_length': 4 * 1024 * 1024,
    'grpc.enable_channelz': 0,
  })
  const call = observedClient(createClientFactory().use(calling(options))).create(definition, channel)
  return { call: call as Client<Definition, RpcOptions>, [Symbol.dispose]: () => channel.close() }
}

/** Tokens, deadline, guard and failures in one layer: each costs every call. */
function calling(options: ConnectOptions) {
  const guarded = guard({ callee: options.audience, log: options.log ?? silentLog, ...options.limits })
  return async function* <Request, Response>(call: ClientMiddlewareCall<Request, Response>, callOptions: CallOptions & RpcOptions) {
    const { learnerToken, effectId, deadline, signal, metadata: given, onHeader, onTrailer } = callOptions
    const ms = withinDeadline(signal, deadline ?? defaultDeadlineMs)
    const metadata = Metadata(given)
      .set(serviceHeader, `Bearer ${await options.identity.tokenFor(options.audience)}`)
      .set(remainingHeader, String(Math.max(1, Math.round(ms))))
    if (learnerToken !== undefined) metadata.set(learnerHeader, `Bearer ${learnerToken}`)
    if (effectId !== undefined) metadata.set(effectHeader, effectId)
    let trailer: string | undefined
    using ending = endingAfter(ms, signal)
    const answers = call.next(call.request, {
      signal: ending.signal,
      metadata,
      ...(onHeader === undefined ? {} : { onHeader }),
      onTrailer: (received) => {
        trailer = received.get(detailKey)
        onTrailer?.(received)
      },
    }) as AsyncGenerator<Response, Response, undefined>
    const fail = (error: unknown): never => {
      if (error instanceof Failure) throw error
      if (ending.timedOut()) throw new Failure('deadline', 'A part of Quint is not available.', { cause: error, retryAfterSeconds: 2 })
      throw fromClientError(error, parseDetail(trailer))
    }
    try {
      const first = await guarded(call.method.path, () => answers.next().catch(fail))
      return first.done === true ? first.value : yield* followed(first.value, answers)
    } catch (error) {
      return fail(error)
    }
  }
}

/** The call ends with its reader, also when that leaves at the first message. */
async function* followed<Message>(first: Message, messages: AsyncGenerator<Message, Message, undefined>) {
  try {
    yield first
    return yield* messages
  } finally {
    await messages.return(undefined as never)
  }
}
