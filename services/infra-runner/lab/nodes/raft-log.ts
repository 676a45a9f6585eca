/** A log whose beginning may be gone into a snapshot: places count from 1 for ever, and what is up to `base` is in the snapshot. */
import type { Body, Env, Request } from '../virtual/node.ts'

export interface Entry {
  readonly term: number
  readonly id: string
  readonly body: Body
}

export interface Raft {
  readonly env: Env
  readonly others: readonly string[]
  role: 'follower' | 'candidate' | 'leader'
  term: number
  vote: string
  leader: string
  /** What follows the snapshot. */
  log: Entry[]
  /** Of the last entry in the snapshot. */
  base: number
  baseTerm: number
  commit: number
  applied: number
  votes: Set<string>
  next: Map<string, number>
  match: Map<string, number>
  /** Who waits for the result of a command, on the node that was asked. */
  waiting: Map<string, Request>
  /** The node that forwarded a command to this one. */
  forwarder: Map<string, string>
  /** Of late, so that a command that comes twice is done once. */
  results: Map<string, Body>
  registers: Map<string, unknown>
  asked: number
}

export function lastIndex({ base, log }: Raft): number {
  return base + log.length
}

export function entryAt({ base, log }: Raft, index: number): Entry | undefined {
  return log[index - base - 1]
}

/** 0 before the first entry, -1 where there is none. */
export function termAt(raft: Raft, index: number): number {
  return index === raft.base ? raft.baseTerm : (entryAt(raft, index)?.term ?? -1)
}

export function persist({ env }: Raft, ...lines: readonly unknown[]): void {
  for (const line of lines) env.disk.append('journal', `${JSON.stringify(line)}\n`)
  env.disk.sync()
}
