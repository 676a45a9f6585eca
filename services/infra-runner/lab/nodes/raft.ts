/** A reference node: a replicated state machine by Raft (Ongaro and Ousterhout, 2014) for registers, transactions and locks. */
import type { Body, Env, Program, Request, Start } from '../virtual/node.ts'
import { resultOf } from './machine.ts'
import { type Entry, entryAt, lastIndex, persist, type Raft, termAt } from './raft-log.ts'
import { compact, install, recoverSnapshot, type Snapshot, sendSnapshot } from './raft-snapshot.ts'

const heartbeatMs = 50
const mostEntries = 64
const mostResults = 500

export const start: Start = (env) => {
  const raft = recovered(env)
  waitForLeader(raft)
  return programOf(raft)
}

function programOf(raft: Raft): Program {
  return {
    onMessage: (from, body) => onMessage(raft, from, body),
    onTimer: (name) => (name === 'election' ? stand(raft) : beat(raft)),
    onClient: (request) => onClient(raft, request),
    inspect() {
      const { role, term, vote, commit, applied, log, base, baseTerm } = raft
      return { role, term, vote, commit, applied, base, baseTerm, log }
    },
  }
}

/** The journal holds each term with its vote, and each entry with its place; a later line overrules an earlier one. */
function recovered(env: Env): Raft {
  const others = env.ids.filter((id) => id !== env.id)
  const raft: Raft = {
    ...{ env, others, role: 'follower', term: 0, vote: '', leader: '', log: [], base: 0, baseTerm: 0, commit: 0, applied: 0, asked: 0 },
    ...{ votes: new Set(), next: new Map(), match: new Map(), waiting: new Map(), forwarder: new Map(), results: new Map(), registers: new Map() },
  }
  recoverSnapshot(raft)
  const whole: string[] = []
  for (const line of env.disk.read('journal').split('\n')) {
    if (line === '') continue
    try {
      const { term, vote, place, entry } = JSON.parse(line)
      if (place === undefined) Object.assign(raft, { term, vote })
      else raft.log.splice(Math.max(0, place - 1 - raft.base), raft.log.length, ...(place <= raft.base ? [] : [entry]))
      whole.push(line)
    } catch {
      break
    }
  }
  env.disk.write('journal', whole.map((line) => `${line}\n`).join(''))
  env.disk.sync()
  return raft
}

function waitForLeader({ env }: Raft): void {
  env.setTimer('election', 150 + env.random() * 150)
}

function lastTerm(raft: Raft): number {
  return termAt(raft, lastIndex(raft))
}

function isMajority(raft: Raft, count: number): boolean {
  return count > raft.env.ids.length / 2
}

function follow(raft: Raft, term: number): void {
  if (term > raft.term) {
    raft.term = term
    raft.vote = ''
    raft.leader = ''
    persist(raft, { term, vote: '' })
  }
  if (raft.role === 'leader') raft.env.clearTimer('heartbeat')
  raft.role = 'follower'
  waitForLeader(raft)
}

function stand(raft: Raft): void {
  raft.role = 'candidate'
  raft.term += 1
  raft.vote = raft.env.id
  raft.leader = ''
  raft.votes = new Set([raft.env.id])
  persist(raft, { term: raft.term, vote: raft.vote })
  waitForLeader(raft)
  for (const other of raft.others) raft.env.send(other, { type: 'vote', term: raft.term, lastIndex: lastIndex(raft), lastTerm: lastTerm(raft) })
  if (isMajority(raft, raft.votes.size)) lead(raft)
}

function lead(raft: Raft): void {
  raft.role = 'leader'
  raft.leader = raft.env.id
  raft.env.clearTimer('election')
  raft.next = new Map(raft.others.map((id) => [id, lastIndex(raft) + 1]))
  raft.match = new Map()
  // What earlier leaders left is committed together with an entry of one's own.
  add(raft, { term: raft.term, id: `${raft.env.id}:${raft.term}`, body: { type: 'nothing' } })
  beat(raft)
}

function add(raft: Raft, entry: Entry): void {
  raft.log.push(entry)
  persist(raft, { place: lastIndex(raft), entry })
}

function beat(raft: Raft): void {
  if (raft.role !== 'leader') return
  raft.env.setTimer('heartbeat', heartbeatMs)
  for (const other of raft.others) replicate(raft, other)
  advance(raft)
}

function replicate(raft: Raft, to: string): void {
  const next = raft.next.get(to) ?? 1
  if (next <= raft.base) {
    sendSnapshot(raft, to)
    return
  }
  const entries = raft.log.slice(next - raft.base - 1, next - raft.base - 1 + mostEntries)
  raft.env.send(to, { type: 'append', term: raft.term, prevIndex: next - 1, prevTerm: termAt(raft, next - 1), entries, commit: raft.commit })
}

function advance(raft: Raft): void {
  for (let index = lastIndex(raft); index > raft.commit; index -= 1) {
    if (termAt(raft, index) !== raft.term) break
    const holders = raft.others.filter((id) => (raft.match.get(id) ?? 0) >= index).length + 1
    if (!isMajority(raft, holders)) continue
    raft.commit = index
    apply(raft)
    break
  }
}

function onMessage(raft: Raft, from: string, body: Body): void {
  compact(raft)
  const message = body as never
  if (body.type === 'vote') onVote(raft, from, message)
  else if (body.type === 'voted') onVoted(raft, from, message)
  else if (body.type === 'append') onAppend(raft, from, message)
  else if (body.type === 'snapshot') onSnapshot(raft, from, message)
  else if (body.type === 'appended') onAppended(raft, from, message)
  else if (body.type === 'forward') onForward(raft, from, message)
  else if (body.type === 'forwarded') answer(raft, message)
}

function onVote(raft: Raft, from: string, { term, lastIndex: last, lastTerm: theirs }: { term: number; lastIndex: number; lastTerm: number }): void {
  if (term > raft.term) follow(raft, term)
  const upToDate = theirs > lastTerm(raft) || (theirs === lastTerm(raft) && last >= lastIndex(raft))
  const granted = term === raft.term && upToDate && (raft.vote === '' || raft.vote === from)
  if (granted) {
    raft.vote = from
    persist(raft, { term, vote: from })
    waitForLeader(raft)
  }
  raft.env.send(from, { type: 'voted', term: raft.term, granted })
}

function onVoted(raft: Raft, from: string, { term, granted }: { term: number; granted: boolean }): void {
  if (term > raft.term) {
    follow(raft, term)
    return
  }
  if (raft.role !== 'candidate' || term !== raft.term || !granted) return
  raft.votes.add(from)
  if (isMajority(raft, raft.votes.size)) lead(raft)
}

interface Append {
  readonly term: number
  readonly prevIndex: number
  readonly prevTerm: number
  readonly entries: readonly Entry[]
  readonly commit: number
}

function onAppend(raft: Raft, from: string, { term, prevIndex, prevTerm, entries, commit }: Append): void {
  if (term < raft.term) {
    raft.env.send(from, { type: 'appended', term: raft.term, ok: false, match: 0 })
    return
  }
  follow(raft, term)
  raft.leader = from
  const fits = prevIndex <= lastIndex(raft) && (prevIndex < raft.base || termAt(raft, prevIndex) === prevTerm)
  if (!fits) {
    raft.env.send(from, { type: 'appended', term, ok: false, match: Math.min(prevIndex - 1, lastIndex(raft)) })
    return
  }
  for (const [offset, entry] of entries.entries()) {
    const place = prevIndex + 1 + offset
    if (place <= raft.base || termAt(raft, place) === entry.term) continue
    raft.log.length = place - 1 - raft.base
    add(raft, entry)
  }
  const known = prevIndex + entries.length
  raft.commit = Math.max(raft.commit, Math.min(commit, known))
  apply(raft)
  raft.env.send(from, { type: 'appended', term, ok: true, match: known })
}

function onSnapshot(raft: Raft, from: string, { term, snapshot }: { readonly term: number; readonly snapshot: Snapshot }): void {
  if (term < raft.term) {
    raft.env.send(from, { type: 'appended', term: raft.term, ok: false, match: 0 })
    return
  }
  follow(raft, term)
  raft.leader = from
  const match = install(raft, snapshot)
  for (const id of raft.waiting.keys()) {
    const body = raft.results.get(id)
    if (body !== undefined) answer(raft, { id, body })
  }
  raft.env.send(from, { type: 'appended', term, ok: true, match })
}

function onAppended(raft: Raft, from: string, { term, ok, match }: { term: number; ok: boolean; match: number }): void {
  if (term > raft.term) {
    follow(raft, term)
    return
  }
  if (raft.role !== 'leader' || term !== raft.term) return
  if (!ok) {
    if (match + 1 >= (raft.next.get(from) ?? 1)) return
    raft.next.set(from, Math.max(1, match + 1))
    replicate(raft, from)
    return
  }
  const before = raft.next.get(from) ?? 1
  raft.match.set(from, Math.max(raft.match.get(from) ?? 0, match))
  raft.next.set(from, Math.max(raft.next.get(from) ?? 1, match + 1))
  advance(raft)
  // An acknowledgement that came before asks for nothing more: else messages that are doubled would breed.
  const now = raft.next.get(from) ?? 1
  if (now > before && now <= lastIndex(raft)) replicate(raft, from)
}

function onClient(raft: Raft, request: Request): void {
  if (request.body.type === 'leader') {
    request.reply(
      raft.leader === '' ? { type: 'error', code: 11, text: 'there is no leader now' } : { type: 'leader_ok', leader: raft.leader, term: raft.term },
    )
    return
  }
  raft.asked += 1
  // Not by the clock alone, which may be set back.
  const id = `${raft.env.id}:${raft.env.now()}:${raft.asked}:${Math.floor(raft.env.random() * 1e9)}`
  const leader = raft.role === 'leader' ? raft.env.id : raft.leader
  if (leader === '') {
    request.reply({ type: 'error', code: 11, text: 'there is no leader now' })
    return
  }
  raft.waiting.set(id, request)
  if (leader === raft.env.id) propose(raft, id, request.body)
  else raft.env.send(leader, { type: 'forward', id, body: request.body })
}

function propose(raft: Raft, id: string, body: Body): void {
  add(raft, { term: raft.term, id, body })
  for (const other of raft.others) if ((raft.next.get(other) ?? 1) === lastIndex(raft)) replicate(raft, other)
  advance(raft)
}

function onForward(raft: Raft, from: string, { id, body }: { id: string; body: Body }): void {
  // A copy of this message may have come while this node was the leader, so it cannot be said that it did not happen.
  if (raft.role !== 'leader') {
    raft.env.send(from, { type: 'forwarded', id, body: { type: 'error', code: 13, text: 'no longer the leader' } })
    return
  }
  if (raft.forwarder.has(id)) return
  raft.forwarder.set(id, from)
  propose(raft, id, body)
}

function answer(raft: Raft, { id, body }: { id: string; body: Body }): void {
  raft.waiting.get(id)?.reply(body)
  raft.waiting.delete(id)
}

function apply(raft: Raft): void {
  while (raft.applied < raft.commit) {
    const entry = entryAt(raft, raft.applied + 1)
    raft.applied += 1
    if (entry === undefined || raft.results.has(entry.id)) continue
    const body = resultOf(raft.registers, entry.body)
    remember(raft, entry.id, body)
    answer(raft, { id: entry.id, body })
    const from = raft.forwarder.get(entry.id)
    if (from !== undefined && raft.role === 'leader') raft.env.send(from, { type: 'forwarded', id: entry.id, body })
  }
}

/** Of what comes twice, the copy comes soon: so many results are more than enough, and the same on all nodes. */
function remember({ results }: Raft, id: string, body: Body): void {
  results.set(id, body)
  if (results.size <= mostResults) return
  const [oldest = ''] = results.keys()
  results.delete(oldest)
}
