/** The strongest level that a history leaves standing, and what speaks against the next one. */
import { linearizable } from '../../lab/check/linearizable.ts'
import { register } from '../../lab/check/model.ts'
import { type Operation, operationsOf } from '../../lab/history/operation.ts'
import type { Consistency } from '../blueprint/blueprint.ts'
import type { ConsistencyEvent } from '../trial.ts'
import type { Kept } from './clients.ts'

export interface Level {
  readonly observed: ConsistencyEvent['observed']
  readonly operations: number
  readonly anomalies: ConsistencyEvent['anomalies']
}

type Anomaly = ConsistencyEvent['anomalies'][number]

const mostAnomalies = 5

/** @param lookers processes that read only when all was over and healed. */
export function levelOf({ events, written }: Kept, lookers: ReadonlySet<string>, expired: () => boolean): Level {
  const operations = operationsOf(events)
  const versions = versionsOf(operations, written)
  const verdict = linearizable(operations, register, { expired })
  const wrong = {
    'read-your-writes': readYourWrites(operations, versions),
    'monotonic-reads': monotonicReads(operations, versions),
    eventual: converged(operations, versions, lookers),
  } satisfies Partial<Record<Consistency, readonly Anomaly[]>>
  const stale = verdict.kind === 'invalid' ? verdict.anomalies.map(({ name, explanation }) => ({ name, explanation })) : []
  const all = [...wrong.eventual, ...wrong['monotonic-reads'], ...wrong['read-your-writes'], ...stale]
  return { observed: strongest(verdict.kind, wrong), operations: operations.length, anomalies: all.slice(0, mostAnomalies) }
}

function strongest(
  verdict: 'valid' | 'invalid' | 'unknown',
  wrong: Readonly<Record<'read-your-writes' | 'monotonic-reads' | 'eventual', readonly Anomaly[]>>,
): Level['observed'] {
  if (wrong.eventual.length > 0) return 'none'
  if (wrong['monotonic-reads'].length > 0) return 'eventual'
  if (wrong['read-your-writes'].length > 0) return 'monotonic-reads'
  if (verdict === 'unknown') return 'unknown'
  return verdict === 'valid' ? 'linearizable' : 'read-your-writes'
}

/** Of a read: the place of what it saw among the writes of its row; 0: before all of them. */
type Versions = (operation: Operation) => number

function versionsOf(operations: readonly Operation[], written: Kept['written']): Versions {
  const removedFrom = new Map<string, number>()
  for (const { f, key = '', input, calledAt } of operations)
    if (f === 'write' && input === null) removedFrom.set(key, Math.min(calledAt, removedFrom.get(key) ?? calledAt))
  return ({ f, key = '', input, output, returnedAt }) => {
    const values = written.get(key) ?? []
    const value = f === 'write' ? input : output
    // What is not there was removed, if it can have been by then.
    if (value === null && f === 'read' && returnedAt < (removedFrom.get(key) ?? Number.POSITIVE_INFINITY)) return 0
    return values.indexOf(value as string | null) + 1
  }
}

/** Whoever wrote and was told so reads that or later. */
function readYourWrites(operations: readonly Operation[], version: Versions): readonly Anomaly[] {
  const done = new Map<string, number>()
  const anomalies: Anomaly[] = []
  for (const one of inOrder(operations)) {
    const { process, f, key = '', output } = one
    const place = `${process} ${key}`
    const own = done.get(place) ?? 0
    if (f === 'write') done.set(place, Math.max(own, version(one)))
    else if (version(one) < own)
      anomalies.push({ name: 'own-write-not-read', explanation: `${process} wrote ${key}, was told so, and then read ${said(output)}.` })
  }
  return anomalies
}

/** What was seen once is not unseen. */
function monotonicReads(operations: readonly Operation[], version: Versions): readonly Anomaly[] {
  const seen = new Map<string, { readonly version: number; readonly output: unknown }>()
  const anomalies: Anomaly[] = []
  for (const one of inOrder(operations)) {
    const { process, f, key = '', output } = one
    if (f !== 'read') continue
    const place = `${process} ${key}`
    const before = seen.get(place)
    const now = version(one)
    if (before !== undefined && now < before.version)
      anomalies.push({
        name: 'went-back',
        explanation: `${process} read ${said(before.output)} of ${key}, and later ${said(output)}, which is older.`,
      })
    else seen.set(place, { version: now, output })
  }
  return anomalies
}

/** After all was over, whoever looks sees the last write that was acknowledged, or a later one that may have happened. */
function converged(operations: readonly Operation[], version: Versions, lookers: ReadonlySet<string>): readonly Anomaly[] {
  const last = new Map<string, number>()
  for (const one of operations)
    if (one.f === 'write' && one.outcome === 'ok') last.set(one.key ?? '', Math.max(last.get(one.key ?? '') ?? 0, version(one)))
  return operations
    .filter((one) => lookers.has(one.process) && one.outcome === 'ok' && one.f === 'read' && version(one) < (last.get(one.key ?? '') ?? 0))
    .map(({ key = '', output }) => ({
      name: 'never-came',
      explanation: `When all was over, ${key} was ${said(output)}, not what was written last and acknowledged.`,
    }))
}

function inOrder(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter(({ outcome }) => outcome === 'ok').toSorted((one, other) => one.returnedAt - other.returnedAt)
}

function said(value: unknown): string {
  return value === null ? 'nothing' : String(value)
}
