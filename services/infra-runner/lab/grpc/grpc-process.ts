/** A process of a node that speaks gRPC, which to the router is like one that speaks lines: calls become messages, and messages calls. */
import { chmodSync, lstatSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type NodeServiceClient, NodeServiceDefinition, RouterServiceDefinition } from '@quint/proto/gen/quint/lab/v1/node.ts'
import { type Channel, ClientError, createChannel, createClient, createServer, type Server, Status, waitForChannelReady } from 'nice-grpc'
import { openAllowance, openCallAllowance } from '../process/allowance.ts'
import type { Envelope } from '../process/envelope.ts'
import { type Command, type Hearing, type NodeProcess, type ProcessLimits, startNode } from '../process/node-process.ts'

/** Two folders of a node: what it may write, where it makes its own socket, and what it only sees, where the lab's is. */
export interface GrpcPlace {
  readonly data: string
  readonly sockets: string
}

export interface GrpcNode {
  readonly command: Command
  readonly place: GrpcPlace
  /** Of the node's messages; one for all its lives. */
  readonly inbox: Inbox
}

export const nodeSocket = 'node.sock'
export const routerSocket = 'router.sock'

const longestMessage = 1024 * 1024
const mostWaitingBytes = 16 * 1024 * 1024
const lookEveryMs = 10
/** A call costs whoever takes it as much as several lines. */
const linesOfCall = 5
const channelOptions = {
  'grpc.max_receive_message_length': longestMessage,
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 200,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_channelz': 0,
}

/** Where a node's messages arrive, and who hears them in this life of it. */
export interface Inbox extends AsyncDisposable {
  hears: ((line: string) => void) | undefined
  readonly listening: Promise<void>
}

export function openInbox(id: string, { sockets }: GrpcPlace): Inbox {
  const file = path.join(sockets, routerSocket)
  const server: Server = createServer({ 'grpc.max_receive_message_length': longestMessage, 'grpc.enable_channelz': 0 })
  server.add(RouterServiceDefinition, {
    async send({ dest, body }) {
      inbox.hears?.(lineOf(id, dest, body))
      return {}
    },
  })
  // The user that the program runs as connects to it.
  const listening = server.listen(`unix://${file}`).then(() => chmodSync(file, 0o777))
  const inbox: Inbox = {
    hears: undefined,
    listening,
    async [Symbol.asyncDispose]() {
      await listening.catch(() => undefined)
      server.forceShutdown()
    },
  }
  return inbox
}

/** What is no JSON goes on as it is, so that the router says so. */
function lineOf(src: string, dest: string, text: string, more: object = {}): string {
  try {
    const body: unknown = JSON.parse(text)
    return JSON.stringify({ src, dest, body: typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...more } : body })
  } catch {
    return text === '' ? '(nothing)' : text.replaceAll('\n', ' ')
  }
}

export function startGrpcNode({ command, place, inbox }: GrpcNode, limits: ProcessLimits, hearing: Hearing): NodeProcess {
  const own = path.join(place.data, nodeSocket)
  // Of an earlier life.
  rmSync(own, { force: true })
  const life = { over: new AbortController(), channel: undefined as Channel | undefined, waitingBytes: 0 }
  const close = (): void => {
    life.over.abort()
    if (inbox.hears === sent) inbox.hears = undefined
    life.channel?.close()
  }
  const allows = openAllowance()
  const calls = openCallAllowance()
  const hears = (line: string): void => {
    if (life.over.signal.aborted) return
    if (allows(linesOfCall, line.length)) hearing.lines([line])
    else end('sends without end')
  }
  const sent = (line: string): void => {
    if (calls.sends()) hears(line)
    else end('sends without end')
  }
  inbox.hears = sent
  const end = (why: string): void => {
    if (life.over.signal.aborted) return
    process.kill()
    close()
    hearing.ended(why)
  }
  const process = startNode(command, limits, {
    lines: (lines) => hearing.log(`${lines.join('\n')}\n`),
    log: hearing.log,
    ended(why) {
      if (life.over.signal.aborted) return
      close()
      hearing.ended(why)
    },
  })
  const node = Promise.all([socketOf(place, life.over.signal), inbox.listening]).then(async ([socket]) => {
    const channel = createChannel(`unix://${socket}`, undefined, channelOptions)
    life.channel = channel
    // There is a moment between a socket's name and its first listening.
    await waitForChannelReady(channel, new Date(Date.now() + readyWithinMs))
    return createClient(NodeServiceDefinition, channel)
  })
  node.catch((error: Error) => end(error.message))
  return {
    gone: process.gone,
    send(line) {
      if (life.over.signal.aborted) return
      life.waitingBytes += line.length
      if (life.waitingBytes > mostWaitingBytes) return end('does not take what it is sent')
      calls.given()
      node
        .then((client) => told({ client, hears, log: hearing.log, signal: life.over.signal }, JSON.parse(line) as Envelope))
        .finally(() => {
          life.waitingBytes -= line.length
        })
        .catch(() => undefined)
    },
    kill() {
      close()
      process.kill()
    },
    pause: process.pause,
    resume: process.resume,
    demand: process.demand,
    async inspect() {
      const client = await node
      const { view } = await client.inspect({}, { signal: AbortSignal.any([life.over.signal, AbortSignal.timeout(inspectWithinMs)]) })
      return JSON.parse(view) as unknown
    },
  }
}

const inspectWithinMs = 1_000
const readyWithinMs = 60_000

/** Waits for the node to listen, and moves its socket to where the node cannot put another file in its place. */
function socketOf({ data, sockets }: GrpcPlace, signal: AbortSignal): Promise<string> {
  const from = path.join(data, nodeSocket)
  const to = path.join(sockets, nodeSocket)
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      try {
        renameSync(from, to)
      } catch {
        return
      }
      clearInterval(timer)
      if (lstatSync(to).isSocket()) resolve(to)
      else reject(new Error('has put something else where its socket should be'))
    }, lookEveryMs)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  })
}

interface Telling {
  readonly client: NodeServiceClient
  readonly hears: (line: string) => void
  readonly log: (text: string) => void
  readonly signal: AbortSignal
}

async function told(telling: Telling, { src, dest, body: { msg_id, ...body } }: Envelope): Promise<void> {
  const { client, hears, signal, log } = telling
  if (body.type === 'init') {
    await client.init({ nodeId: String(body.node_id), nodeIds: body.node_ids as string[] }, { signal })
    hears(JSON.stringify({ src: dest, dest: src, body: { type: 'init_ok', in_reply_to: msg_id } }))
  } else if (src.startsWith('c')) {
    hears(await answerOf(telling, { src: dest, dest: src, text: JSON.stringify(body), more: { in_reply_to: msg_id } }))
  } else {
    const text = JSON.stringify(msg_id === undefined ? body : { ...body, msg_id })
    await client.deliver({ src, body: text }, { signal }).catch((error: unknown) => {
      if (!signal.aborted) log(`did not take a message: ${error instanceof Error ? error.message : error}\n`)
    })
  }
}

interface Question {
  readonly src: string
  readonly dest: string
  readonly text: string
  readonly more: { readonly in_reply_to: number | undefined }
}

async function answerOf({ client, signal }: Telling, { src, dest, text, more }: Question): Promise<string> {
  try {
    const { body } = await client.ask({ client: dest, body: text }, { signal })
    return lineOf(src, dest, body, more)
  } catch (error) {
    if (signal.aborted || !(error instanceof ClientError)) throw error
    return JSON.stringify({ src, dest, body: { type: 'error', code: codeOf.get(error.code) ?? crash, text: error.details, ...more } })
  }
}

const crash = 13
/** Statuses that only a program makes, never the way between; of all others nobody knows whether it happened. */
const codeOf: ReadonlyMap<Status, number> = new Map([
  [Status.UNIMPLEMENTED, 10],
  [Status.INVALID_ARGUMENT, 12],
  [Status.NOT_FOUND, 20],
  [Status.ALREADY_EXISTS, 21],
  [Status.FAILED_PRECONDITION, 22],
  [Status.ABORTED, 30],
])
