/** Nodes in one process and virtual time: with the same seed and the same requests, everything happens again exactly as it did. */
import { randomFrom } from '../../bank/random.ts'
import { type Agenda, openAgenda } from './agenda.ts'
import { type NodeClock, openClock, type Skew } from './clock.ts'
import { type CrashingDisk, type CrashOf, openDisk } from './disk.ts'
import { type Network, openNetwork } from './network.ts'
import type { Body, Env, Program, Start } from './node.ts'
import type { Moment, Trace } from './trace.ts'

export interface ClusterOptions {
  readonly start: Start
  readonly nodes: number
  readonly seed: number
  readonly latencyMs?: number
  readonly trace?: Trace
  /** Called after each step of a node with what it shows of itself. */
  readonly observe?: (node: string, view: unknown) => void
}

/** What clients and faults need of a cluster, be it simulated or of processes. */
export interface Nodes {
  readonly ids: readonly string[]
  readonly network: Network
  now(): number
  at(timeMs: number, work: () => void): void
  request(client: string, node: string, body: Body, heard: (body: Body) => void): void
  view(node: string): unknown
  isUp(node: string): boolean
  /** @returns whether it lost what it had written. */
  crash(node: string, how: CrashOf): boolean
  restart(node: string): void
  /** From now on, how likely a node dies right after it has sent something; it starts again at once. @returns a count of those that did. */
  fragile(likelihood: number): { readonly died: number }
  pause(node: string): void
  resume(node: string): void
  /** Moves a node's clock, or sets it right again. @returns false where clocks cannot be moved: real processes share the machine's. */
  skew(node: string, by: Skew | undefined): boolean
  /** Programs that threw, with what they said; their nodes are down from then on. */
  readonly broken: readonly { readonly node: string; readonly error: string }[]
}

export interface Cluster extends Nodes {
  /** @returns how many things were done; a cluster that floods stops early. */
  runUntil(timeMs: number, most: number): number
  /** Nothing happens from now on. */
  stop(): void
  /** How much clients were told, as JSON: whoever keeps a history holds as much. */
  answeredCharacters(): number
}

interface Member {
  readonly id: string
  readonly disk: CrashingDisk
  readonly random: () => number
  readonly clock: NodeClock
  program: Program | undefined
  /** Grows with each start; what was meant for an earlier life does not arrive. */
  life: number
  sent: boolean
  waiting: (() => void)[] | undefined
  timers: Map<string, Timer>
}

/** Until so much has passed on the node's clock. */
interface Timer {
  readonly number: number
  readonly dueAt: number
  look(): void
}

const clientLatencyMs = 0.5
/** What is lost when times are added up. */
const closeMs = 1e-6

function unitRandom(seed: number): () => number {
  const random = randomFrom(seed)
  return () => random.int(0, 0x3fff_ffff) / 0x4000_0000
}

/** What a cluster is at a moment, with what is done to it. */
interface Running {
  readonly options: ClusterOptions
  readonly agenda: Agenda
  readonly ids: readonly string[]
  readonly members: ReadonlyMap<string, Member>
  readonly network: Network
  readonly broken: { readonly node: string; readonly error: string }[]
  readonly frailty: { likelihood: number; died: number }
  timerCount: number
  messageCount: number
  answeredCharacters: number
}

export function openCluster(options: ClusterOptions): Cluster {
  const running = runningOf(options)
  const { agenda, ids, network, broken, frailty } = running
  for (const id of ids) restart(running, id)
  return {
    ids,
    network,
    broken,
    now: agenda.now,
    at: agenda.at,
    runUntil: agenda.runUntil,
    stop: agenda.stop,
    answeredCharacters: () => running.answeredCharacters,
    restart: (id) => restart(running, id),
    view: (id) => memberIn(running, id).program?.inspect?.(),
    isUp: (id) => memberIn(running, id).program !== undefined,
    request: (client, node, body, heard) => request(running, { client, node, body, heard }),
    crash: (id, how) => crash(running, id, how),
    fragile(likelihood) {
      frailty.likelihood = likelihood
      return frailty
    },
    skew(id, by) {
      const { clock, timers } = memberIn(running, id)
      if (by === undefined) clock.set()
      else clock.skew(by)
      // Those that are due sooner now.
      for (const { look } of timers.values()) look()
      record(running, {
        kind: 'fault',
        node: id,
        text: by === undefined ? 'the clock is right' : `the clock is moved by ${by.jumpMs} ms, rate ${by.rate}`,
      })
      return true
    },
    pause(id) {
      memberIn(running, id).waiting ??= []
      record(running, { kind: 'pause', node: id })
    },
    resume(id) {
      const one = memberIn(running, id)
      const waiting = one.waiting ?? []
      one.waiting = undefined
      record(running, { kind: 'resume', node: id })
      for (const work of waiting) work()
    },
  }
}

function runningOf(options: ClusterOptions): Running {
  const { nodes, seed, latencyMs = 5 } = options
  const agenda = openAgenda()
  const ids = Array.from({ length: nodes }, (_, index) => `n${index}`)
  const members = new Map(ids.map((id, index) => [id, memberOf(id, unitRandom(seed * 1_000 + index + 1), agenda.now)]))
  const network = openNetwork({
    latencyMs,
    random: unitRandom(seed * 1_000),
    after: (delayMs, work) => agenda.at(agenda.now() + delayMs, work),
    deliver: (from, to, text, message) => {
      const one = members.get(to)
      if (one === undefined) return
      step(running, { one, life: one.life }, (program) => {
        record(running, { kind: 'receive', node: to, peer: from, text, message })
        program.onMessage(from, JSON.parse(text) as Body)
      })
    },
  })
  const running: Running = {
    ...{ options, agenda, ids, members, network, broken: [], frailty: { likelihood: 0, died: 0 } },
    ...{ timerCount: 0, messageCount: 0, answeredCharacters: 0 },
  }
  return running
}

function memberIn({ members }: Running, id: string): Member {
  const found = members.get(id)
  if (found === undefined) throw new Error(`there is no node ${id}`)
  return found
}

function record({ options, agenda }: Running, moment: Omit<Moment, 'at'>): void {
  options.trace?.push({ at: agenda.now(), ...moment })
}

interface Life {
  readonly one: Member
  readonly life: number
}

/** A node that is paused does it later; one that has died since, never. */
function step(running: Running, { one, life }: Life, work: (program: Program) => void): void {
  if (one.program === undefined || one.life !== life) return
  if (one.waiting !== undefined) {
    one.waiting.push(() => step(running, { one, life }, work))
    return
  }
  one.sent = false
  attempt(running, one, work)
  running.options.trace?.state(running.agenda.now(), one.id, () => one.program?.inspect?.())
  dieNowAndThen(running, one)
}

function attempt(running: Running, one: Member, work: (program: Program) => void): void {
  const { observe } = running.options
  const { program } = one
  if (program === undefined) return
  try {
    work(program)
    if (program.inspect !== undefined && observe !== undefined) observe(one.id, program.inspect())
  } catch (error) {
    running.broken.push({ node: one.id, error: error instanceof Error ? error.message : String(error) })
    record(running, { kind: 'broken', node: one.id, text: String(error) })
    one.program = undefined
  }
}

function dieNowAndThen(running: Running, one: Member): void {
  const { agenda, frailty } = running
  if (frailty.likelihood <= 0 || !one.sent || one.program === undefined || one.random() >= frailty.likelihood) return
  frailty.died += 1
  crash(running, one.id, 'unsynced-lost')
  agenda.at(agenda.now() + 1 + one.random() * 20, () => restart(running, one.id))
}

function envOf(running: Running, one: Member): Env {
  const { agenda, ids, network } = running
  const { id, disk, random, life, clock } = one
  return {
    id,
    ids,
    random,
    disk,
    now: () => clock.now(),
    send(to, body) {
      if (one.life !== life) return
      one.sent = true
      const text = JSON.stringify(body)
      running.messageCount += 1
      record(running, { kind: 'send', node: id, peer: to, text, message: running.messageCount })
      network.carry(id, to, text, running.messageCount)
    },
    setTimer(name, afterMs) {
      running.timerCount += 1
      const number = running.timerCount
      const dueAt = clock.passed() + afterMs
      const isOpen = (): boolean => one.timers.get(name)?.number === number
      const look = (): void => agenda.at(agenda.now() + clock.lasting(dueAt - clock.passed()), () => (isEarly() ? look() : fire()))
      const isEarly = (): boolean => isOpen() && dueAt - clock.passed() > closeMs
      const fire = (): void =>
        step(running, { one, life }, (program) => {
          if (!isOpen()) return
          one.timers.delete(name)
          program.onTimer(name)
        })
      one.timers.set(name, { number, dueAt, look })
      look()
    },
    clearTimer: (name) => void one.timers.delete(name),
  }
}

function crash(running: Running, id: string, how: CrashOf): boolean {
  const one = memberIn(running, id)
  one.program = undefined
  one.life += 1
  one.waiting = undefined
  record(running, { kind: 'crash', node: id, text: how })
  return one.disk.crash(how, one.random)
}

function restart(running: Running, id: string): void {
  const one = memberIn(running, id)
  if (one.program !== undefined) return
  one.life += 1
  one.timers = new Map()
  record(running, { kind: 'start', node: id })
  try {
    one.program = running.options.start(envOf(running, one))
  } catch (error) {
    running.broken.push({ node: id, error: error instanceof Error ? error.message : String(error) })
  }
}

interface Asked {
  readonly client: string
  readonly node: string
  readonly body: Body
  readonly heard: (body: Body) => void
}

function request(running: Running, { client, node, body, heard }: Asked): void {
  const { agenda } = running
  const text = JSON.stringify(body)
  const one = memberIn(running, node)
  const { life } = one
  agenda.at(agenda.now() + clientLatencyMs, () =>
    step(running, { one, life }, (program) => {
      record(running, { kind: 'request', node, peer: client, text })
      const reply = onceOnly((answer: Body) => {
        const answered = JSON.stringify(answer)
        running.answeredCharacters += answered.length
        record(running, { kind: 'reply', node, peer: client, text: answered })
        const said = JSON.parse(answered) as Body
        agenda.at(agenda.now() + clientLatencyMs, () => heard(said))
      })
      program.onClient({ client, body: JSON.parse(text) as Body, reply: (answer) => one.life === life && reply(answer) })
    }),
  )
}

function memberOf(id: string, random: () => number, now: () => number): Member {
  return { id, disk: openDisk(), random, clock: openClock(now), program: undefined, life: 0, sent: false, waiting: undefined, timers: new Map() }
}

function onceOnly<Argument>(work: (argument: Argument) => void): (argument: Argument) => void {
  let done = false
  return (argument) => {
    if (done) return
    done = true
    work(argument)
  }
}
