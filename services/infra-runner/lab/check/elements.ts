/** What became of each element that was added to a set which everybody reads whole: broadcast messages, members of a grow-only set. */
import type { Operation } from '../history/operation.ts'
import { textOf } from './model.ts'
import { type Anomaly, type Verdict, verdictOf } from './verdict.ts'

export interface Elements {
  readonly verdict: Verdict
  readonly stable: number
  /** Seen, then not seen by a later read, then seen for good. */
  readonly stale: number
  /** Added, and no read began after that. */
  readonly neverRead: number
  /** How long after it was known each stable element was first seen by all reads. */
  readonly latenciesMs: readonly number[]
}

interface Fate {
  readonly add: Operation
  /** The place where it was first certain that it is in. */
  knownAt: number
  knownMs: number
  lastWith: Operation | undefined
  lastWithout: Operation | undefined
}

export function elementsOf(operations: readonly Operation[], { adds, reads }: { readonly adds: string; readonly reads: string }): Elements {
  const fates = new Map<string, Fate>()
  for (const add of operations) {
    if (add.f !== adds) continue
    const acknowledged = add.outcome === 'ok'
    fates.set(textOf(add.input), {
      add,
      knownAt: acknowledged ? add.returnedAt : Number.POSITIVE_INFINITY,
      knownMs: acknowledged ? add.returnedMs : Number.POSITIVE_INFINITY,
      lastWith: undefined,
      lastWithout: undefined,
    })
  }
  const anomalies: Anomaly[] = []
  const finished = operations.filter(({ f, outcome }) => f === reads && outcome === 'ok')
  for (const read of finished) anomalies.push(...take(read, fates))
  return { ...told(fates, finished.length, anomalies) }
}

function take(read: Operation, fates: ReadonlyMap<string, Fate>): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  const elements = Array.isArray(read.output) ? read.output.map(textOf) : []
  const seen = new Set(elements)
  if (seen.size < elements.length) anomalies.push({ name: 'repeated', explanation: `${read.process} read an element twice`, operations: [read.id] })
  for (const element of seen) {
    if (!couldBeRead(fates.get(element), read))
      anomalies.push({ name: 'unexpected', explanation: `${read.process} read ${element}, which nobody had added`, operations: [read.id] })
  }
  for (const [element, fate] of fates) {
    if (seen.has(element)) noteWith(fate, read)
    else fate.lastWithout = later(fate.lastWithout, read)
  }
  return anomalies
}

function couldBeRead(fate: Fate | undefined, read: Operation): boolean {
  return fate !== undefined && fate.add.outcome !== 'fail' && fate.add.calledAt <= read.returnedAt
}

function noteWith(fate: Fate, read: Operation): void {
  if (read.returnedAt < fate.knownAt) {
    fate.knownAt = read.returnedAt
    fate.knownMs = read.returnedMs
  }
  fate.lastWith = later(fate.lastWith, read)
}

/** The one of two reads that was called later. */
function later(last: Operation | undefined, read: Operation): Operation {
  return last === undefined || read.calledAt > last.calledAt ? read : last
}

function told(fates: ReadonlyMap<string, Fate>, reads: number, anomalies: Anomaly[]): Elements {
  const counts = { stable: 0, stale: 0, neverRead: 0 }
  const latenciesMs: number[] = []
  for (const [element, fate] of fates) {
    const { knownAt, knownMs, lastWithout } = fate
    if (isStable(fate)) {
      const waited = Math.max(0, (lastWithout?.calledMs ?? 0) - knownMs)
      counts.stable += 1
      if (waited > 0) counts.stale += 1
      latenciesMs.push(waited)
    } else if (lastWithout !== undefined && knownAt < lastWithout.calledAt) anomalies.push(lost(element, fate.add, lastWithout))
    else counts.neverRead += 1
  }
  const verdict: Verdict = reads === 0 ? { kind: 'unknown', reason: 'nothing was read' } : verdictOf(anomalies)
  return { verdict, ...counts, latenciesMs }
}

/** The last read that could tell has it. */
function isStable({ lastWith, lastWithout }: Fate): boolean {
  return (lastWith?.calledAt ?? -1) > (lastWithout?.calledAt ?? -1)
}

function lost(element: string, add: Operation, without: Operation): Anomaly {
  const known = add.outcome === 'ok' ? `${add.process}'s ${element} had been acknowledged` : `${element} had been seen`
  const explanation = `${without.process} did not read ${element} after ${known}, and nobody read it later`
  return { name: 'lost', explanation, operations: [add.id, without.id], inTheEnd: true }
}
