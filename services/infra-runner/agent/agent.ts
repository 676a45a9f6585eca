/** A server for one runner alone: a task for each of its streams. When the runner is gone all tasks are ended, and there is nothing left to serve. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { ServerCredentials } from '@grpc/grpc-js'
import {
  AgentServiceDefinition,
  type AgentServiceImplementation,
  type RunTaskRequest,
  type RunTaskResponse,
} from '@quint/proto/gen/quint/runner/v1/agent.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { aborted } from '@quint/runtime/stop.ts'
import { type CallContext, createServer, ServerError, Status } from 'nice-grpc'
import { openSpool, type Spool } from '../spool.ts'
import type { AgentConfig } from './config.ts'
import type { Task, TaskLine } from './task.ts'
import type { Tasks } from './tasks.ts'

/** Its runner is gone; none ever came; it was told to end. */
type Why = 'alone' | 'unvisited' | 'told'

export interface Agent {
  readonly address: string
  /** Why it is over, once nothing runs any more. */
  readonly over: Promise<Why>
}

export interface AgentDeps {
  readonly tasks: Tasks
  /** Ends it. */
  readonly signal: AbortSignal
}

export const holderHeader = 'quint-holder'
/** Begun by a runner for as long as it wants the seat. */
export const holdTask = 'hold'
export const keepAlive = {
  'grpc.keepalive_time_ms': 5000,
  // Who is only busy for a while is not gone.
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.max_receive_message_length': 16 * 1024 * 1024,
  'grpc.max_send_message_length': 16 * 1024 * 1024,
  'grpc.enable_channelz': 0,
}
/** What a task may have said that the runner has not read, in characters. */
const mostUnread = 64 * 1024 * 1024
/** For tasks to end what they started. */
const endingMs = 5000

export async function startAgent(config: AgentConfig, { tasks, signal }: AgentDeps): Promise<Agent> {
  const over = Promise.withResolvers<Why>()
  const going = new Set<Promise<unknown>>()
  const closing = new AbortController()
  let holder: string | undefined
  let alone: NodeJS.Timeout | undefined
  const leaveAfter = (seconds: number, reason: Why): void => {
    clearTimeout(alone)
    alone = setTimeout(() => end(reason), seconds * 1000)
  }
  const isHolder = (given: string): boolean => {
    holder ??= given
    return holder === given
  }
  const held: AgentServiceImplementation['runTask'] = async function* (requests, context) {
    admit(context, config.AGENT_TOKEN)
    if (!isHolder(context.metadata.get(holderHeader) ?? '')) throw new ServerError(Status.PERMISSION_DENIED, 'Another runner has this seat.')
    clearTimeout(alone)
    const done = Promise.withResolvers<void>()
    going.add(done.promise)
    try {
      yield* performed(requests, { tasks, closed: AbortSignal.any([context.signal, closing.signal]) })
      if (closing.signal.aborted) throw new ServerError(Status.UNAVAILABLE, 'The agent ends.')
    } finally {
      going.delete(done.promise)
      done.resolve()
      if (going.size === 0) leaveAfter(config.AGENT_ALONE_SECONDS, 'alone')
    }
  }
  const server = createServer(keepAlive)
  server.add(AgentServiceDefinition, { runTask: held })
  const credentials = ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(config.AGENT_CERTIFICATE), private_key: Buffer.from(config.AGENT_KEY) },
  ])
  const end = (reason: Why): void => {
    clearTimeout(alone)
    closing.abort()
    Promise.race([Promise.all(going), sleep(endingMs)])
      .finally(() => {
        server.forceShutdown()
        over.resolve(reason)
      })
      .catch(() => undefined)
  }
  // An address of version 6 is written in brackets.
  const host = config.AGENT_HOST.includes(':') ? `[${config.AGENT_HOST}]` : config.AGENT_HOST
  const port = await server.listen(`${host}:${config.AGENT_PORT}`, credentials)
  leaveAfter(config.AGENT_FIRST_SECONDS, 'unvisited')
  signal.addEventListener('abort', () => end('told'), { once: true })
  return { address: `${host}:${port}`, over: over.promise }
}

function admit({ metadata }: CallContext, token: string): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  if (!timingSafeEqual(digest(metadata.get('authorization') ?? ''), digest(`Bearer ${token}`)))
    throw new ServerError(Status.UNAUTHENTICATED, 'The token of another ground.')
}

interface Performing {
  readonly tasks: Tasks
  readonly closed: AbortSignal
}

async function* performed(requests: AsyncIterable<RunTaskRequest>, { tasks, closed: given }: Performing): AsyncGenerator<RunTaskResponse> {
  const iterator = requests[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done === true) return
  const task = await taskOf(first.value.task, tasks)
  const closing = new AbortController()
  const closed = AbortSignal.any([given, closing.signal])
  const spool = openSpool<string>()
  closed.addEventListener('abort', () => spool.end(), { once: true })
  if (closed.aborted) spool.end()
  const heard = hearing()
  listen(iterator, heard.tell)
    .finally(() => closing.abort())
    .catch(() => undefined)
  const work = task({ hear: heard.hear, say: saying(spool), closed }).then(
    () => spool.end(),
    (error: unknown) => spool.fail(new ServerError(Status.ABORTED, error instanceof Error ? error.message.slice(0, 500) : 'it failed')),
  )
  try {
    yield { message: '' }
    for await (const message of spool) yield { message }
  } finally {
    closing.abort()
    await work
  }
}

async function taskOf(name: string, tasks: Tasks): Promise<Task> {
  if (name === holdTask) return untilClosed
  const load = Object.hasOwn(tasks, name) ? tasks[name] : undefined
  if (load === undefined) throw new ServerError(Status.INVALID_ARGUMENT, 'There is no such task.')
  return await load()
}

const untilClosed: Task = ({ closed }) => aborted(closed)

/** The end of what the runner says is the end of the task. */
async function listen(requests: AsyncIterator<RunTaskRequest>, tell: (told: unknown) => void): Promise<void> {
  for (;;) {
    const { done, value } = await requests.next()
    if (done === true) return
    tell(JSON.parse(value.message))
  }
}

function saying(spool: Spool<string>): TaskLine['say'] {
  let unread = 0
  return (said) => {
    if (spool.isOver()) return
    const message = JSON.stringify(said)
    // Once all was read that waited, nothing is unread.
    if (spool.waiting() === 0) unread = 0
    unread += message.length
    if (unread > mostUnread && spool.waiting() > 0) spool.fail(new ServerError(Status.RESOURCE_EXHAUSTED, 'It says more than is read.'))
    else spool.push(message)
  }
}

interface Hearing {
  hear(each: (told: unknown) => void): void
  tell(told: unknown): void
}

/** What comes before somebody hears is kept. */
function hearing(): Hearing {
  const kept: unknown[] = []
  let listener: ((told: unknown) => void) | undefined
  return {
    hear(each) {
      listener = each
      for (const told of kept.splice(0)) each(told)
    },
    tell(told) {
      if (listener === undefined) kept.push(told)
      else listener(told)
    },
  }
}
