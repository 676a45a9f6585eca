/** The runner's side of agents: a connection to each, held for as long as its seat is wanted, and lines over it. A lost connection is over and never begun again. */
import { ChannelCredentials } from '@grpc/grpc-js'
import { AgentServiceDefinition, type RunTaskRequest } from '@quint/proto/gen/quint/runner/v1/agent.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { aborting } from '@quint/runtime/stop.ts'
import { type Client, ClientError, createChannel, createClient, Metadata, Status, waitForChannelReady } from 'nice-grpc'
import { holderHeader, holdTask, keepAlive } from '../agent/agent.ts'
import { openSpool } from '../spool.ts'
import { agentName } from './certificate.ts'
import type { Line } from './place.ts'

export interface AgentAt {
  /** host:port. */
  readonly address: string
  readonly token: string
  /** PEM; the only one that is believed. */
  readonly certificate: string
  /** Of this runner and ground. */
  readonly holder: string
  /** Until it has answered. */
  readonly withinMs: number
  readonly signal?: AbortSignal
}

export interface HeldAgent extends Disposable {
  begin<Told, Said>(task: string, hear: (said: Said) => void): Line<Told>
  /** With the reason, once it is lost or let go. */
  readonly over: Promise<string>
}

type Calls = Client<typeof AgentServiceDefinition>

export async function holdAgent({ address, token, certificate, holder, withinMs, signal }: AgentAt): Promise<HeldAgent> {
  const channel = createChannel(address, ChannelCredentials.createSsl(Buffer.from(certificate)), {
    ...keepAlive,
    'grpc.ssl_target_name_override': agentName,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': 50,
    'grpc.max_reconnect_backoff_ms': 250,
  })
  const metadata = Metadata().set('authorization', `Bearer ${token}`).set(holderHeader, holder)
  const lost = new AbortController()
  const deadline = AbortSignal.timeout(withinMs)
  const given = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
  try {
    await Promise.race([waitForChannelReady(channel, new Date(Date.now() + withinMs)), aborting(given)])
    const wired: Wired = { calls: createClient(AgentServiceDefinition, channel), metadata, lost: lost.signal }
    const begun = Promise.withResolvers<void>()
    const hold = begin(wired, { task: holdTask, hear: () => undefined, begun: begun.resolve })
    const over = hold.over.then((reason) => {
      lost.abort(reason)
      channel.close()
      return reason
    })
    await Promise.race([begun.promise, aborting(given), over.then((reason) => Promise.reject(new Error(reason)))])
    return {
      over,
      begin: (task, hear) => begin(wired, { task, hear }),
      [Symbol.dispose]: () => hold.end(),
    }
  } catch (error) {
    channel.close()
    signal?.throwIfAborted()
    throw new Failure('unavailable', 'An agent does not answer.', { cause: error })
  }
}

interface Wired {
  readonly calls: Calls
  readonly metadata: Metadata
  /** Aborted with the reason. */
  readonly lost: AbortSignal
}

interface Beginning<Said> {
  readonly task: string
  readonly hear: (said: Said) => void
  readonly begun?: () => void
}

export const endedHere = 'it was ended here'

function begin<Told, Said>({ calls, metadata, lost }: Wired, { task, hear, begun }: Beginning<Said>): Line<Told> {
  const told = openSpool<RunTaskRequest>()
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, lost])
  told.push({ task, message: '' })
  const follow = async (): Promise<string> => {
    for await (const { message } of calls.runTask(told, { metadata, signal })) {
      // Nothing is heard of a line that is over.
      if (signal.aborted) break
      if (message === '') begun?.()
      else hear(JSON.parse(message) as Said)
    }
    return 'it ended'
  }
  const over = follow()
    .catch((error: unknown) => reasonOf(error, lost))
    .then((reason) => (ending.signal.aborted ? endedHere : reason))
    .finally(() => told.end())
  return {
    over,
    tell: (message) => told.push({ task: '', message: JSON.stringify(message) }),
    end: () => ending.abort(),
  }
}

/** Its machine is gone, or the task said why it ended. */
function reasonOf(error: unknown, lost: AbortSignal): string {
  if (error instanceof ClientError && error.code === Status.ABORTED) return error.details
  if (lost.aborted) return typeof lost.reason === 'string' ? lost.reason : 'its machine is gone'
  if (error instanceof ClientError && error.code !== Status.UNAVAILABLE && error.code !== Status.INTERNAL) return error.details
  return 'its machine is gone'
}
