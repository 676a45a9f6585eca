/** Snapshots of Raft: the beginning of a log is replaced by what came of it, on disk and for those who are too far behind. */
import type { Body } from '../virtual/node.ts'
import { type Raft, termAt } from './raft-log.ts'

/** What a state machine has come to with an entry. */
export interface Snapshot {
  readonly index: number
  readonly term: number
  readonly registers: readonly (readonly [key: string, value: unknown])[]
  readonly results: readonly (readonly [id: string, body: Body])[]
}

/** So many entries are applied before they are gone. */
const compactAfter = 60

/** Takes a snapshot when there is enough to put into it. */
export function compact(raft: Raft): void {
  if (raft.applied - raft.base < compactAfter) return
  const index = raft.applied
  keep(raft, { index, term: termAt(raft, index), registers: [...raft.registers], results: [...raft.results] })
}

/** First the snapshot, then the journal without what is in it: a crash between them leaves what is needed twice, never not at all. */
function keep(raft: Raft, snapshot: Snapshot): void {
  const { index, term } = snapshot
  const rest = termAt(raft, index) === term ? raft.log.slice(index - raft.base) : []
  raft.env.disk.write('snapshot', JSON.stringify(snapshot))
  raft.env.disk.sync()
  raft.log = rest
  raft.base = index
  raft.baseTerm = term
  const lines = [{ term: raft.term, vote: raft.vote }, ...rest.map((entry, at) => ({ place: index + at + 1, entry }))]
  raft.env.disk.write('journal', lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  raft.env.disk.sync()
}

function restore(raft: Raft, { index, term, registers, results }: Snapshot): void {
  raft.registers = new Map(registers)
  raft.results = new Map(results)
  raft.commit = index
  raft.applied = index
  raft.base = index
  raft.baseTerm = term
}

export function recoverSnapshot(raft: Raft): void {
  const text = raft.env.disk.read('snapshot')
  if (text !== '') restore(raft, JSON.parse(text) as Snapshot)
}

export function sendSnapshot(raft: Raft, to: string): void {
  const snapshot = JSON.parse(raft.env.disk.read('snapshot')) as Snapshot
  raft.env.send(to, { type: 'snapshot', term: raft.term, snapshot })
}

/** Of a leader of this term. @returns how far this node agrees with it then */
export function install(raft: Raft, snapshot: Snapshot): number {
  const { index } = snapshot
  // What is committed here is the same there.
  if (index <= raft.commit) return index
  keep(raft, snapshot)
  restore(raft, snapshot)
  return index
}
