/**
 * Transactions that read and overwrite registers. Values are written to a key once, so it is known who wrote what was read; of the order of versions
 * is known that nothing comes first, and that a transaction's write follows what it had read of the key.
 */
import type { Operation } from '../../history/operation.ts'
import { textOf } from '../model.ts'
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts'
import { cyclesOf } from './cycles.ts'
import { type Edges, openEdges } from './edges.ts'
import { graphOf } from './graph.ts'
import { addRealtime } from './realtime.ts'
import { answersAll, nameOf, type Transaction, transactionsOf } from './transaction.ts'

const nothing = 'null'
/** Readers of nothing come before each first version; so many of these are ordered. */
const mostFirst = 64

interface Key {
  readonly name: string
  readonly writers: Map<string, { readonly at: number; readonly final: boolean }>
  readonly readers: Map<string, number[]>
  /** Versions that came later, of each version. */
  readonly later: Map<string, Set<string>>
  readonly followed: Set<string>
}

export function rwRegister(operations: readonly Operation[], { strict }: { readonly strict: boolean }): Verdict {
  const transactions = transactionsOf(operations)
  const keys = new Map<string, Key>()
  const anomalies: Anomaly[] = []
  for (const [at, one] of transactions.entries()) anomalies.push(...take(keys, one, at))
  for (const { readers, writers } of keys.values()) {
    for (const value of readers.keys()) {
      const writer = transactions[writers.get(value)?.at ?? -1]
      if (writer !== undefined && writer.operation.outcome !== 'fail') writer.committed = true
    }
  }
  for (const key of keys.values()) anomalies.push(...readsOf(key, transactions), ...lostUpdates(key, transactions))
  const edges = openEdges()
  for (const key of keys.values()) addEdges(edges, key, transactions)
  if (strict) addRealtime(edges, transactions)
  return verdictOf([...anomalies, ...cyclesOf(graphOf(transactions.length, edges), operations, strict)])
}

function keyIn(keys: Map<string, Key>, name: string): Key {
  const key = keys.get(name) ?? { name, writers: new Map(), readers: new Map(), later: new Map(), followed: new Set() }
  keys.set(name, key)
  return key
}

/** Notes who wrote and read what; says where a transaction does not agree with itself. */
function take(keys: Map<string, Key>, one: Transaction, at: number): readonly Anomaly[] {
  const { operation, steps } = one
  if (operation.outcome === 'ok' && !answersAll(one))
    return [{ name: 'other-transaction', explanation: `${nameOf(one)} was answered with other steps than it asked for`, operations: [operation.id] }]
  const anomalies: Anomaly[] = []
  const current = new Map<string, Current>()
  for (const [f, name, given] of steps) {
    const key = keyIn(keys, String(name))
    const value = textOf(given)
    const before = current.get(key.name)
    if (f !== 'r') {
      noteWrite(key, before, { value, at })
      current.set(key.name, { value, own: true })
    } else if (operation.outcome === 'ok') {
      if (before === undefined) noteReader(key, value, at)
      else if (before.value !== value) anomalies.push(internal(one, key, { value, before: before.value }))
      current.set(key.name, { value, own: before?.own ?? false })
    }
  }
  return anomalies
}

/** What a register is to a transaction at one of its steps. */
interface Current {
  readonly value: string
  /** It wrote this itself. */
  readonly own: boolean
}

function noteWrite(key: Key, before: Current | undefined, { value, at }: { readonly value: string; readonly at: number }): void {
  if (before?.own === true) key.writers.set(before.value, { at, final: false })
  if (before !== undefined) follow(key, before.value, value)
  key.writers.set(value, { at, final: true })
}

function noteReader({ readers }: Key, value: string, at: number): void {
  const known = readers.get(value)
  if (known === undefined) readers.set(value, [at])
  else known.push(at)
}

function internal(one: Transaction, { name }: Key, { value, before }: { readonly value: string; readonly before: string }): Anomaly {
  return { name: 'internal', explanation: `${nameOf(one)} read ${value} in ${name} after ${before}`, operations: [one.operation.id] }
}

function follow(key: Key, value: string, next: string): void {
  const after = key.later.get(value) ?? new Set()
  key.later.set(value, after.add(next))
  if (value !== nothing) key.followed.add(next)
}

function readsOf({ name, writers, readers }: Key, transactions: readonly Transaction[]): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  for (const [value, all] of readers) {
    const reader = transactions[all[0] ?? -1]
    if (value === nothing || reader === undefined) continue
    const found = writers.get(value)
    const writer = transactions[found?.at ?? -1]
    const operations = [reader, ...(writer === undefined ? [] : [writer])].map(({ operation }) => operation.id)
    const tell = (anomaly: string, how: string): void =>
      void anomalies.push({ name: anomaly, explanation: `${nameOf(reader)} read ${value} in ${name}, ${how}`, operations })
    if (writer === undefined) tell('invented-value', 'which nobody had written')
    else if (writer.operation.outcome === 'fail') tell('G1a', `written by ${nameOf(writer)}, which was aborted`)
    else if (found?.final === false && all.some((at) => at !== found.at)) tell('G1b', `which ${nameOf(writer)} overwrote itself`)
  }
  return anomalies
}

/** Two that read one version and both overwrote it: one of them did not see the other. */
function lostUpdates({ name, readers, writers }: Key, transactions: readonly Transaction[]): readonly Anomaly[] {
  const writing = new Set([...writers.values()].map(({ at }) => at))
  const anomalies: Anomaly[] = []
  for (const [value, all] of readers) {
    const both = [...new Set(all)].filter((at) => writing.has(at) && transactions[at]?.committed === true).flatMap((at) => transactions[at] ?? [])
    const [one, other] = both
    if (one === undefined || other === undefined) continue
    const explanation = `${nameOf(one)} and ${nameOf(other)} both read ${value} in ${name} and overwrote it`
    anomalies.push({ name: 'lost-update', explanation, operations: both.map(({ operation }) => operation.id) })
  }
  return anomalies
}

function addEdges(edges: Edges, key: Key, transactions: readonly Transaction[]): void {
  const committed = (value: string): number | undefined => {
    const at = key.writers.get(value)?.at
    return at !== undefined && transactions[at]?.committed === true ? at : undefined
  }
  addWrites(edges, key, committed)
  addReads(edges, key, committed)
}

/** The transaction that wrote a value, if it committed. */
type CommittedOf = (value: string) => number | undefined

function addWrites(edges: Edges, { name, later }: Key, committed: CommittedOf): void {
  for (const [value, next] of later) {
    const from = committed(value)
    for (const one of next) {
      const to = committed(one)
      if (from !== undefined && to !== undefined) edges.add({ from, to, kind: 'ww', key: name, value })
    }
  }
}

function addReads(edges: Edges, key: Key, committed: CommittedOf): void {
  const { name, writers, readers, later, followed } = key
  const first = [...writers.keys()].filter((value) => !followed.has(value) && committed(value) !== undefined).slice(0, mostFirst)
  for (const [value, all] of readers) {
    const from = committed(value)
    const next = later.get(value) ?? []
    const after = value === nothing ? [...first, ...next] : [...next]
    for (const to of all) {
      if (from !== undefined) edges.add({ from, to, kind: 'wr', key: name, value })
      addOverwrites(edges, { name, reader: to, after }, committed)
    }
  }
}

interface Overwritten {
  readonly name: string
  readonly reader: number
  readonly after: readonly string[]
}

function addOverwrites(edges: Edges, { name, reader, after }: Overwritten, committed: CommittedOf): void {
  for (const value of after) {
    const to = committed(value)
    if (to !== undefined) edges.add({ from: reader, to, kind: 'rw', key: name, value })
  }
}
