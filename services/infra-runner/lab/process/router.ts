/** A cluster of processes in real time: carries messages between nodes, clients and services, and does to them what the schedule of faults says. */

import { openServices, type Service } from '../services/store.ts'
import { type Agenda, openAgenda } from '../virtual/agenda.ts'
import type { Nodes } from '../virtual/cluster.ts'
import { type Network, openNetwork } from '../virtual/network.ts'
import type { Body } from '../virtual/node.ts'
import { type Demand, none, openOwnDemand, sumOf } from './demand.ts'
import { type Envelope, numbered, readEnvelope } from './envelope.ts'
import type { Launcher } from './launcher.ts'
import type { NodeProcess } from './node-process.ts'

export interface RouterOptions {
  readonly launcher: Pick<Launcher, 'start'>
  readonly nodes: number
  readonly latencyMs: number
  readonly random: () => number
  /** A node did what no node may do, or is gone. */
  readonly wrong: (name: string, explanation: string) => void
  readonly log: (node: string, text: string) => void
  readonly carried?: Carried
  /** What whoever carries messages wants of the processors, in place of this thread. */
  readonly own?: (() => Demand) | undefined
}

/** Told of messages between nodes, and of nodes and services. */
export interface Carried {
  sent(number: number, from: string, envelope: Envelope): void
  arrived(number: number): void
}

export interface RealCluster extends Nodes, AsyncDisposable {
  /** Begins all nodes; its time is 0 when they have begun, as they have once all have answered init. */
  begin(): Promise<void>
  /** The first that has not answered init. */
  silent(): string | undefined
  ask(client: string, node: string, body: Body, withinMs: number): Promise<Body | undefined>
  /** When all nodes that have been started again have answered init, or are gone. */
  settled(): Promise<void>
  /** What a node shows of itself now; undefined where it shows nothing. */
  inspect(node: string): Promise<unknown>
  /** What all nodes, in all their lives, and whoever carries their messages wanted of the processors until a moment ago. */
  demand(): Demand
}

interface Member {
  readonly id: string
  process: NodeProcess | undefined
  ready: boolean
  /** Of earlier lives. */
  past: Demand
}

interface Routing {
  readonly options: RouterOptions
  agenda: Agenda
  startedMs: number
  readonly members: ReadonlyMap<string, Member>
  readonly services: ReadonlyMap<string, Service>
  readonly network: Network
  /** Questions of clients, by whom and number. */
  readonly asked: Map<string, { readonly node: string; readonly heard: (body: Body) => void }>
  readonly numbers: Map<string, number>
  readonly broken: { readonly node: string; readonly error: string }[]
  readonly starting: Set<Promise<void>>
  messages: number
  closed: boolean
}

const everyMs = 1
const most = 1_000_000

export function openRouter(options: RouterOptions): RealCluster {
  const routing = routingOf(options)
  const { members, network, broken } = routing
  const ids = [...members.keys()]
  const own = options.own ?? openOwnDemand()
  const timer = setInterval(() => routing.agenda.runUntil(nowOf(routing), most), everyMs)
  return {
    ids,
    network,
    broken,
    now: () => nowOf(routing),
    at: (timeMs, work) => routing.agenda.at(timeMs, work),
    view: () => undefined,
    isUp: (id) => members.get(id)?.process !== undefined,
    request: (client, node, body, heard) => request(routing, { client, node, body, heard }),
    async inspect(node) {
      const one = members.get(node)
      return one?.ready === true ? one.process?.inspect?.().catch(() => undefined) : undefined
    },
    ask: (client, node, body, withinMs) => answerOf(routing, { client, node, body }, withinMs),
    crash(id) {
      const one = members.get(id)
      one?.process?.kill()
      if (one !== undefined) leave(one)
      return false
    },
    restart(id) {
      const begun = start(routing, id)
      routing.starting.add(begun)
      void begun.finally(() => routing.starting.delete(begun))
    },
    async settled() {
      await Promise.all(routing.starting)
    },
    fragile: () => ({ died: 0 }),
    skew: () => false,
    pause: (id) => members.get(id)?.process?.pause(),
    resume: (id) => members.get(id)?.process?.resume(),
    async begin() {
      await Promise.all(ids.map((id) => start(routing, id)))
      fromNow(routing)
    },
    silent: () => ids.find((id) => members.get(id)?.ready !== true),
    demand: () => sumOf([own(), ...[...members.values()].flatMap(({ past, process }) => [past, process?.demand() ?? none])]),
    async [Symbol.asyncDispose]() {
      routing.closed = true
      clearInterval(timer)
      const all = [...members.values()].flatMap(({ process }) => (process === undefined ? [] : [process]))
      for (const process of all) process.kill()
      await Promise.all(all.map(({ gone }) => gone))
    },
  }
}

function routingOf(options: RouterOptions): Routing {
  const { nodes, latencyMs, random, carried } = options
  const members = new Map(Array.from({ length: nodes }, (_, at) => [`n${at}`, { id: `n${at}`, process: undefined, ready: false, past: none }]))
  const deliver = (to: string, text: string): void => {
    const one: Member | undefined = members.get(to)
    if (one?.ready === true) one.process?.send(text)
  }
  const network = openNetwork({
    latencyMs,
    random,
    after: (delayMs, work) => (delayMs <= 0 ? work() : routing.agenda.at(nowOf(routing) + delayMs, work)),
    deliver(_from, to, text, number) {
      carried?.arrived(number)
      deliver(to, text)
    },
  })
  const routing: Routing = {
    ...{ options, agenda: openAgenda(), startedMs: performance.now(), members, network, services: openServices(random) },
    ...{ asked: new Map(), numbers: new Map(), broken: [], starting: new Set(), messages: 0, closed: false },
  }
  return routing
}

/** What is under way arrives at once. */
function fromNow(routing: Routing): void {
  routing.agenda.runUntil(Number.POSITIVE_INFINITY, most)
  routing.agenda = openAgenda()
  routing.startedMs = performance.now()
}

function nowOf({ startedMs }: Routing): number {
  return performance.now() - startedMs
}

function leave(one: Member): void {
  Object.assign(one, { process: undefined, ready: false, past: sumOf([one.past, one.process?.demand() ?? none]) })
}

/** Settles when it has answered init, however long that takes, or is gone. */
async function start(routing: Routing, id: string): Promise<void> {
  const { members, options, broken } = routing
  const one = members.get(id)
  if (one === undefined || one.process !== undefined || routing.closed) return
  const process = options.launcher.start(id, {
    lines: (lines) => one.process === process && hear(routing, one, lines),
    log: (text) => options.log(id, text),
    ended(why) {
      if (one.process !== process) return
      leave(one)
      broken.push({ node: id, error: why })
      options.wrong('node-crashed', `${id} ${why}`)
    },
  })
  one.process = process
  const answered = new Promise<Body>((heard) => {
    request(routing, { client: `c-init-${id}`, node: id, body: { type: 'init', node_id: id, node_ids: [...members.keys()] }, heard })
  })
  const answer = await Promise.race([answered, process.gone])
  if (one.process === process && answer?.type === 'init_ok') one.ready = true
}

interface Asked {
  readonly client: string
  readonly node: string
  readonly body: Body
}

/** Clients are known to nodes as c and something. */
function wireName(client: string): string {
  return client.startsWith('c') ? client : `c-${client.replaceAll(' ', '-')}`
}

function request(routing: Routing, { client: process, node, body, heard }: Asked & { readonly heard: (body: Body) => void }): void {
  const { members, numbers, asked } = routing
  const one = members.get(node)
  const client = wireName(process)
  const number = (numbers.get(client) ?? 0) + 1
  numbers.set(client, number)
  routing.messages += 1
  if (one?.process === undefined || !(one.ready || body.type === 'init')) return
  asked.set(`${client} ${number}`, { node, heard })
  one.process.send(JSON.stringify({ id: routing.messages, src: client, dest: node, body: { ...body, msg_id: number } }))
}

function answerOf(routing: Routing, question: Asked, withinMs: number): Promise<Body | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), withinMs)
    request(routing, {
      ...question,
      heard(body) {
        clearTimeout(late)
        resolve(body)
      },
    })
  })
}

function hear(routing: Routing, one: Member, lines: readonly string[]): void {
  for (const line of lines) {
    if (line.trim() === '') continue
    const envelope = readEnvelope(line)
    if (typeof envelope === 'string') {
      routing.options.wrong('malformed-message', `${one.id} printed what is no message (${envelope}): ${line.slice(0, 200)}`)
      return
    }
    if (envelope.src !== one.id) {
      routing.options.wrong('forged-source', `${one.id} sent a message as ${envelope.src.slice(0, 50)}`)
      return
    }
    route(routing, envelope, line)
  }
}

function route(routing: Routing, envelope: Envelope, line: string): void {
  const { members, services, network, options } = routing
  const { src, dest } = envelope
  routing.messages += 1
  const number = routing.messages
  if (members.has(dest)) {
    options.carried?.sent(number, src, envelope)
    network.carry(src, dest, numbered(envelope, line, number), number)
    return
  }
  const service = services.get(dest)
  if (service !== undefined) toService(routing, service, envelope)
  else if (dest.startsWith('c')) answered(routing, envelope)
  else options.log(src, `sent a message to ${dest.slice(0, 50)}, who is nobody here\n`)
}

/** No answer to what was asked of another node, or not at all, or answered before. */
function answered({ asked, options }: Routing, { src, dest, body }: Envelope): void {
  const number: unknown = body.in_reply_to
  const key = `${dest} ${number}`
  const question = typeof number === 'number' ? asked.get(key) : undefined
  if (question === undefined || question.node !== src) {
    options.log(src, `answered ${dest.slice(0, 50)} ${unheard(number)}\n`)
    return
  }
  asked.delete(key)
  question.heard(body)
}

function unheard(number: unknown): string {
  if (typeof number === 'number') return `what it was not asked, or twice: in_reply_to is ${number}`
  return number === undefined ? 'without in_reply_to, so that nobody hears it' : 'with an in_reply_to that is no number, so that nobody hears it'
}

/** There and back takes as long as between nodes; partitions do not reach services. */
function toService(routing: Routing, service: Service, { src, dest, body }: Envelope): void {
  const { network, members, options } = routing
  network.counts.sent += 1
  const wayMs = (): number => network.weather.latencyMs * (0.2 + 1.6 * options.random())
  routing.agenda.at(nowOf(routing) + wayMs(), () => {
    const answer = service.ask(src, body)
    routing.agenda.at(nowOf(routing) + wayMs(), () => {
      const one = members.get(src)
      routing.messages += 1
      const said = { id: routing.messages, src: dest, dest: src, body: { ...answer, in_reply_to: body.msg_id } }
      if (one?.ready === true) one.process?.send(JSON.stringify(said))
    })
  })
}
