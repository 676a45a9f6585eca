/** A reference node: a replicated state machine by Paxos (Lamport, 2001), one instance for each place in the order of commands. */
import type { Body, Env, Program, Request, Start } from '../virtual/node.ts'
import { resultOf } from './machine.ts'

interface Command {
  readonly id: string
  readonly body: Body
}

/** Ballots are numbers that no two nodes share. */
interface Acceptor {
  promised: number
  accepted: number
  command: Command | undefined
}

interface Proposal {
  readonly slot: number
  readonly ballot: number
  command: Command
  /** The ballot of the command that a promise brought. */
  heard: number
  readonly promises: Set<string>
  readonly acceptances: Set<string>
}

interface Paxos {
  readonly env: Env
  readonly acceptors: Map<number, Acceptor>
  readonly chosen: Map<number, Command>
  readonly queue: Command[]
  readonly waiting: Map<string, Request>
  readonly results: Map<string, Body>
  readonly registers: Map<string, unknown>
  /** Places whose acceptor changed in this step. */
  readonly touched: Set<number>
  proposal: Proposal | undefined
  round: number
  applied: number
  asked: number
}

export const start: Start = (env): Program => {
  const paxos: Paxos = {
    ...{ env, acceptors: new Map(), chosen: new Map(), queue: [], waiting: new Map(), results: new Map(), registers: new Map(), touched: new Set() },
    ...{ proposal: undefined, round: 0, applied: 0, asked: 0 },
  }
  recover(paxos)
  env.setTimer('learn', 200)
  return {
    onMessage(from, body) {
      paxos.touched.clear()
      onMessage(paxos, from, body as never)
    },
    onTimer(name) {
      paxos.touched.clear()
      if (name === 'learn') learnMore(paxos)
      else propose(paxos)
    },
    onClient(request) {
      paxos.touched.clear()
      paxos.asked += 1
      const id = `${env.id}:${env.now()}:${paxos.asked}`
      paxos.waiting.set(id, request)
      paxos.queue.push({ id, body: request.body })
      if (paxos.proposal === undefined) propose(paxos)
    },
    inspect: () => ({
      chosen: [...paxos.chosen].map(([slot, { id }]) => [slot, id]),
      applied: paxos.applied,
      round: paxos.round,
      touched: touchedOf(paxos),
    }),
  }
}

function touchedOf({ touched, acceptors }: Paxos): readonly unknown[] {
  return [...touched].map((slot) => {
    const { promised = 0, accepted = 0, command } = acceptors.get(slot) ?? {}
    return { slot, promised, accepted, id: command?.id ?? '' }
  })
}

/** Promises, acceptances and what was chosen; a later line overrules an earlier one. */
function recover(paxos: Paxos): void {
  const lines = paxos.env.disk.read('journal').split('\n').slice(0, -1)
  for (const line of lines) {
    const { slot, acceptor, chosen } = JSON.parse(line)
    if (acceptor !== undefined) paxos.acceptors.set(slot, { command: undefined, ...acceptor })
    if (chosen !== undefined) paxos.chosen.set(slot, chosen)
    paxos.round = Math.max(paxos.round, Math.ceil((acceptor?.promised ?? 0) / paxos.env.ids.length))
  }
  paxos.env.disk.write('journal', lines.map((line) => `${line}\n`).join(''))
  paxos.env.disk.sync()
  apply(paxos)
}

function keep({ env }: Paxos, line: unknown): void {
  env.disk.append('journal', `${JSON.stringify(line)}\n`)
  env.disk.sync()
}

function acceptorOf({ acceptors }: Paxos, slot: number): Acceptor {
  const acceptor = acceptors.get(slot) ?? { promised: 0, accepted: 0, command: undefined }
  acceptors.set(slot, acceptor)
  return acceptor
}

function isMajority({ env }: Paxos, all: ReadonlySet<string>): boolean {
  return all.size > env.ids.length / 2
}

function sayToAll(paxos: Paxos, body: Body): void {
  for (const to of paxos.env.ids) say(paxos, to, body)
}

function say(paxos: Paxos, to: string, body: Body): void {
  if (to === paxos.env.id) onMessage(paxos, to, body as never)
  else paxos.env.send(to, body)
}

/** Tries the first place that is free as far as known; again with a higher ballot after a while, which differs by node and chance. */
function propose(paxos: Paxos): void {
  const { env, chosen, queue, applied } = paxos
  const [command] = queue
  paxos.proposal = undefined
  if (command === undefined) {
    env.clearTimer('again')
    return
  }
  let slot = applied
  while (chosen.has(slot)) slot += 1
  paxos.round += 1
  const ballot = paxos.round * env.ids.length + env.ids.indexOf(env.id)
  paxos.proposal = { slot, ballot, command, heard: 0, promises: new Set(), acceptances: new Set() }
  env.setTimer('again', 60 + env.random() * 120)
  sayToAll(paxos, { type: 'prepare', slot, ballot })
}

interface Message {
  readonly type: string
  readonly slot: number
  readonly ballot: number
  readonly accepted: number
  readonly command: Command
}

function onMessage(paxos: Paxos, from: string, message: Message): void {
  const { type, slot, command } = message
  if (type === 'prepare') onPrepare(paxos, from, message)
  else if (type === 'promise') onPromise(paxos, from, message)
  else if (type === 'accept') onAccept(paxos, from, message)
  else if (type === 'accepted') onAccepted(paxos, from, message)
  else if (type === 'refused') paxos.round = Math.max(paxos.round, Math.floor(message.ballot / paxos.env.ids.length))
  else if (type === 'chosen') learn(paxos, slot, command)
  else for (const [place, known] of paxos.chosen) if (place >= slot) say(paxos, from, { type: 'chosen', slot: place, command: known })
}

function onPrepare(paxos: Paxos, from: string, { slot, ballot }: Message): void {
  const known = paxos.chosen.get(slot)
  if (known !== undefined) {
    say(paxos, from, { type: 'chosen', slot, command: known })
    return
  }
  const acceptor = acceptorOf(paxos, slot)
  if (ballot <= acceptor.promised) {
    say(paxos, from, { type: 'refused', slot, ballot: acceptor.promised })
    return
  }
  acceptor.promised = ballot
  paxos.touched.add(slot)
  keep(paxos, { slot, acceptor })
  say(paxos, from, { type: 'promise', slot, ballot, accepted: acceptor.accepted, command: acceptor.command })
}

function onPromise(paxos: Paxos, from: string, { slot, ballot, accepted, command }: Message): void {
  const { proposal } = paxos
  if (proposal === undefined || proposal.slot !== slot || proposal.ballot !== ballot || isMajority(paxos, proposal.promises)) return
  proposal.promises.add(from)
  if (accepted > proposal.heard) {
    proposal.heard = accepted
    proposal.command = command
  }
  if (isMajority(paxos, proposal.promises)) sayToAll(paxos, { type: 'accept', slot, ballot, command: proposal.command })
}

function onAccept(paxos: Paxos, from: string, { slot, ballot, command }: Message): void {
  const acceptor = acceptorOf(paxos, slot)
  if (ballot < acceptor.promised) {
    say(paxos, from, { type: 'refused', slot, ballot: acceptor.promised })
    return
  }
  Object.assign(acceptor, { promised: ballot, accepted: ballot, command })
  paxos.touched.add(slot)
  keep(paxos, { slot, acceptor })
  say(paxos, from, { type: 'accepted', slot, ballot })
}

function onAccepted(paxos: Paxos, from: string, { slot, ballot }: Message): void {
  const { proposal } = paxos
  if (proposal === undefined || proposal.slot !== slot || proposal.ballot !== ballot) return
  proposal.acceptances.add(from)
  if (!isMajority(paxos, proposal.acceptances)) return
  const { command } = proposal
  for (const to of paxos.env.ids) if (to !== paxos.env.id) say(paxos, to, { type: 'chosen', slot, command })
  learn(paxos, slot, command)
}

function learn(paxos: Paxos, slot: number, command: Command): void {
  if (paxos.chosen.has(slot)) return
  paxos.chosen.set(slot, command)
  keep(paxos, { slot, chosen: command })
  apply(paxos)
  const mine = paxos.queue.findIndex(({ id }) => id === command.id)
  if (mine >= 0) paxos.queue.splice(mine, 1)
  if (paxos.proposal?.slot === slot) propose(paxos)
}

function apply(paxos: Paxos): void {
  for (let command = paxos.chosen.get(paxos.applied); command !== undefined; command = paxos.chosen.get(paxos.applied)) {
    paxos.applied += 1
    if (paxos.results.has(command.id)) continue
    const body = resultOf(paxos.registers, command.body)
    paxos.results.set(command.id, body)
    paxos.waiting.get(command.id)?.reply(body)
    paxos.waiting.delete(command.id)
  }
}

/** What this node has not heard of, some other may know. */
function learnMore(paxos: Paxos): void {
  const { env, applied } = paxos
  env.send(env.ids[Math.floor(env.random() * env.ids.length)] ?? env.id, { type: 'ask', slot: applied })
  env.setTimer('learn', 200)
}
