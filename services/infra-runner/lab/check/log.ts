/** Whether an append-only log by keys keeps what it acknowledged: one message an offset, nothing lost, nothing passed over, no way back. */
import type { Operation } from '../history/operation.ts'
import { textOf } from './model.ts'
import { type Anomaly, type Verdict, verdictOf } from './verdict.ts'

type Entry = readonly [offset: number, message: unknown]

interface Place {
  readonly message: string
  readonly by: Operation
  /** Where in the history it was certain that it is there. */
  knownAt: number
}

type Places = Map<string, Map<number, Place>>

/**
 * `send` takes { key, msg } and answers the offset; `poll` takes { key: offset } and answers { key: [[offset, message], …] };
 * `commit_offsets` takes { key: offset }; `list_committed_offsets` takes keys and answers { key: offset }.
 */
export function log(operations: readonly Operation[]): Verdict {
  const finished = operations.filter(({ outcome }) => outcome === 'ok')
  const places: Places = new Map()
  const anomalies: Anomaly[] = []
  for (const { operation, key, offset, message } of seenIn(finished)) anomalies.push(...note(places, { operation, key, offset, message }))
  anomalies.push(...moved(places))
  for (const poll of finished.filter(({ f }) => f === 'poll')) anomalies.push(...pollOf(poll, places))
  anomalies.push(...commitsOf(finished))
  return verdictOf(anomalies)
}

interface Seen {
  readonly operation: Operation
  readonly key: string
  readonly offset: number
  readonly message: string
}

function* seenIn(operations: readonly Operation[]): Generator<Seen> {
  for (const operation of operations) {
    if (operation.f === 'send') {
      const { key, msg } = operation.input as { readonly key: string; readonly msg: unknown }
      yield { operation, key, offset: Number(operation.output), message: textOf(msg) }
    }
    if (operation.f !== 'poll') continue
    for (const [key, entries] of entriesOf(operation)) {
      for (const [offset, message] of entries) yield { operation, key, offset, message: textOf(message) }
    }
  }
}

function entriesOf({ output }: Operation): readonly (readonly [string, readonly Entry[]])[] {
  return Object.entries((output ?? {}) as Record<string, readonly Entry[]>)
}

function note(places: Places, { operation, key, offset, message }: Seen): readonly Anomaly[] {
  const own = places.get(key) ?? new Map<number, Place>()
  places.set(key, own)
  const before = own.get(offset)
  if (before === undefined) {
    own.set(offset, { message, by: operation, knownAt: operation.returnedAt })
    return []
  }
  before.knownAt = Math.min(before.knownAt, operation.returnedAt)
  if (before.message === message) return []
  const explanation = `${key} has ${before.message} at ${offset} for ${before.by.process}, and ${message} for ${operation.process}`
  return [{ name: 'two-messages', explanation, operations: [before.by.id, operation.id] }]
}

/** One message at two offsets; senders never send the same one twice. */
function moved(places: Places): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  for (const [key, own] of places) {
    const at = new Map<string, number>()
    for (const [offset, { message, by }] of own) {
      const other = at.get(message)
      at.set(message, offset)
      if (other === undefined) continue
      anomalies.push({ name: 'two-offsets', explanation: `${key} has ${message} at ${other} and at ${offset}`, operations: [by.id] })
    }
  }
  return anomalies
}

function pollOf(poll: Operation, places: Places): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  const asked = (poll.input ?? {}) as Record<string, number>
  for (const [key, entries] of entriesOf(poll)) {
    let next = asked[key] ?? 0
    for (const [offset] of entries) {
      if (offset < next) {
        anomalies.push({
          name: 'backwards',
          explanation: `${poll.process} was given ${offset} of ${key} where it was at ${next}`,
          operations: [poll.id],
        })
        break
      }
      anomalies.push(...skipped(poll, places.get(key), { key, from: next, to: offset }))
      next = offset + 1
    }
  }
  return anomalies
}

/** A message is passed over if it was certainly there before the poll began. */
function skipped(
  poll: Operation,
  own: ReadonlyMap<number, Place> | undefined,
  { key, from, to }: { readonly key: string; readonly from: number; readonly to: number },
): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  for (const [offset, { message, by, knownAt }] of own ?? []) {
    if (offset < from || offset >= to || knownAt >= poll.calledAt) continue
    const explanation = `${poll.process} was given ${to} of ${key} without ${message} at ${offset}, which ${by.process} knew of before`
    anomalies.push({ name: 'lost', explanation, operations: [by.id, poll.id] })
  }
  return anomalies
}

/** What is committed for all is never less than what was acknowledged as committed before the question, nor more than anybody asked for. */
function commitsOf(operations: readonly Operation[]): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  const commits = operations.filter(({ f }) => f === 'commit_offsets')
  for (const list of operations.filter(({ f }) => f === 'list_committed_offsets')) {
    for (const commit of commits) {
      if (commit.returnedAt < list.calledAt) anomalies.push(...commitLost(commit, list))
    }
  }
  return anomalies
}

function commitLost(commit: Operation, list: Operation): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  for (const [key, offset] of Object.entries(commit.input as Record<string, number>)) {
    const listed = (list.output as Record<string, number> | null)?.[key]
    if (!(list.input as readonly string[]).includes(key) || (listed !== undefined && listed >= offset)) continue
    const explanation = `${list.process} was told ${listed ?? 'nothing'} for ${key} after ${commit.process}'s commit of ${offset} had been acknowledged`
    anomalies.push({ name: 'commit-lost', explanation, operations: [commit.id, list.id] })
  }
  return anomalies
}
