/** What clients ask of a kind of system, and what its answers must satisfy. */
import type { Random } from '../../bank/random.ts'
import type { Verdict } from '../check/verdict.ts'
import type { HistoryEvent, Operation, Outcome } from '../history/operation.ts'
import type { Nodes } from '../virtual/cluster.ts'
import type { Invariant, Looks } from '../virtual/invariants.ts'
import type { FaultKind } from '../virtual/nemesis.ts'
import type { Body } from '../virtual/node.ts'

export interface Ask {
  readonly f: string
  readonly key?: string
  readonly value: unknown
  readonly body: Body
}

export interface Asking {
  readonly random: Random
  readonly client: number
  readonly nodes: readonly string[]
  readonly atMs: number
  /** The next number of this run: values that are written are all different. */
  next(): number
}

export interface Workload {
  readonly name: string
  /** Faults that a correct program of this kind survives. */
  readonly faults: readonly FaultKind[]
  readonly nodes: number
  /** A new one for each run. */
  ask(): (asking: Asking) => Ask
  /** Asked of every node when all is quiet again. */
  last(node: string): readonly Ask[]
  /** What an answer that is no error tells. */
  answer(f: string, body: Body): unknown
  /** An operation that changes nothing did not happen when it was not answered. */
  readonly harmless: ReadonlySet<string>
  check(operations: readonly Operation[], expired: () => boolean): Verdict
  invariant?(looks?: Looks): Invariant
  /** Of the network in health, in place of what the seed decides. */
  readonly latencyMs?: number
  readonly goal?: Goal
  /** Done to the cluster when all has healed, before the last questions; nodes that are down then are not asked. */
  finale?(cluster: Nodes, history: HistoryEvent[]): void
}

export interface Goal {
  /** Between nodes, for each operation of a client: fewer than so many. */
  readonly messagesPerOperation: number
  /** Until what was added is seen by all who read: at most so long, for all of them. */
  readonly stableMs: number
}

/** Errors that say for certain that nothing happened; all others leave it open. */
const definite = new Set([1, 10, 11, 12, 14, 20, 21, 22, 30])

export function outcomeOf(workload: Workload, { f, body }: Ask, heard: Body | undefined): { readonly kind: Outcome; readonly value?: unknown } {
  if (heard === undefined || heard.type === 'error') {
    const certain = workload.harmless.has(f) || (heard !== undefined && definite.has(Number(heard.code)))
    return { kind: certain ? 'fail' : 'info' }
  }
  if (heard.type !== `${body.type}_ok`) return { kind: workload.harmless.has(f) ? 'fail' : 'info' }
  return { kind: 'ok', value: workload.answer(f, heard) }
}
