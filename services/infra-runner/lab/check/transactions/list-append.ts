/**
 * Transactions that append to lists and read them whole: a read tells the order of all writes before it, so dependencies follow from what was seen
 * (Kingsbury and Alvaro, Elle, 2020). Values are appended to a key once.
 */
import type { Operation } from '../../history/operation.ts'
import { textOf } from '../model.ts'
import { type Anomaly, type Verdict, verdictOf } from '../verdict.ts'
import { cyclesOf } from './cycles.ts'
import { type Edges, openEdges } from './edges.ts'
import { graphOf } from './graph.ts'
import { addRealtime } from './realtime.ts'
import { answersAll, nameOf, type Transaction, transactionsOf } from './transaction.ts'

interface Writer {
  readonly at: number
  /** The transaction's last append to this key; what stands before it no one else may see last. */
  readonly final: boolean
}

/** Numbers stand for themselves, all else for its text. */
type Value = number | string

interface Read {
  readonly at: number
  readonly list: readonly Value[]
}

interface Key {
  readonly name: string
  readonly writers: Map<Value, Writer>
  readonly reads: Read[]
  /** The transaction that took a step here last, and its last append. */
  touchedBy: number
  appended: Value | undefined
}

/** Appends that nobody saw come after what was seen; so many of them are ordered after each last read. */
const mostUnseen = 8

export function listAppend(operations: readonly Operation[], { strict }: { readonly strict: boolean }): Verdict {
  const transactions = transactionsOf(operations)
  const { keys, returning } = keysOf(transactions)
  const anomalies: Anomaly[] = [...unlike(transactions), ...returning.flatMap(inside)]
  for (const key of keys.values()) addReads(anomalies, key, transactions)
  if (anomalies.some(({ name }) => name === 'incompatible-order')) return verdictOf(anomalies)
  const edges = openEdges()
  for (const key of keys.values()) addEdges(edges, key, transactions)
  if (strict) addRealtime(edges, transactions)
  return verdictOf([...anomalies, ...cyclesOf(graphOf(transactions.length, edges), operations, strict)])
}

function unlike(transactions: readonly Transaction[]): readonly Anomaly[] {
  return transactions
    .filter((one) => one.operation.outcome === 'ok' && !answersAll(one))
    .map((one) => ({
      name: 'other-transaction',
      explanation: `${nameOf(one)} was answered with other steps than it asked for`,
      operations: [one.operation.id],
    }))
}

interface Noted {
  readonly keys: ReadonlyMap<string, Key>
  /** Transactions that happened and took more than one step on a key. */
  readonly returning: readonly Transaction[]
}

function keysOf(transactions: readonly Transaction[]): Noted {
  const keys = new Map<string, Key>()
  const returning = transactions.filter((one, at) => note(keys, one, at) && one.operation.outcome === 'ok')
  for (const key of keys.values()) commitSeen(key, transactions)
  return { keys, returning }
}

function keyIn(keys: Map<string, Key>, name: string): Key {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key: Key = { name, writers: new Map(), reads: [], touchedBy: -1, appended: undefined }
  keys.set(name, key)
  return key
}

/** Notes who appended and read what. @returns whether it takes more than one step on a key */
function note(keys: Map<string, Key>, { steps, operation }: Transaction, at: number): boolean {
  let returns = false
  for (const [f, name, value] of steps) {
    const key = keyIn(keys, String(name))
    if (key.touchedBy === at) returns = true
    else key.appended = undefined
    key.touchedBy = at
    if (f === 'append') {
      if (key.appended !== undefined) key.writers.set(key.appended, { at, final: false })
      key.appended = nameOfValue(value)
      key.writers.set(key.appended, { at, final: true })
    } else if (operation.outcome === 'ok') key.reads.push({ at, list: listOf(value) })
  }
  return returns
}

function nameOfValue(value: unknown): Value {
  return typeof value === 'number' ? value : textOf(value)
}

/** Lists of numbers, which is what programs mostly append, are taken as they are. */
function listOf(value: unknown): readonly Value[] {
  if (!Array.isArray(value)) return []
  return value.every((one) => typeof one === 'number') ? value : value.map(nameOfValue)
}

/** Whose append was seen has committed. */
function commitSeen({ writers, reads }: Key, transactions: readonly Transaction[]): void {
  for (const value of longest(reads)?.list ?? []) {
    const writer = transactions[writers.get(value)?.at ?? -1]
    if (writer !== undefined && writer.operation.outcome !== 'fail') writer.committed = true
  }
}

function longest(reads: readonly Read[]): Read | undefined {
  let found: Read | undefined
  for (const read of reads) if (found === undefined || read.list.length > found.list.length) found = read
  return found
}

/** What a transaction knows of a list: the whole of it, or its end. */
interface Known {
  readonly whole: boolean
  readonly list: readonly Value[]
}

/** What a transaction reads it has to have written itself, or read before. */
function inside(one: Transaction): readonly Anomaly[] {
  const anomalies: Anomaly[] = []
  const known = new Map<string, Known>()
  for (const [f, name, value] of one.steps) {
    const key = String(name)
    const before = known.get(key) ?? { whole: false, list: [] }
    if (f === 'append') {
      known.set(key, { whole: before.whole, list: [...before.list, nameOfValue(value)] })
      continue
    }
    const list = listOf(value)
    if (!agrees(list, before))
      anomalies.push({
        name: 'internal',
        explanation: `${nameOf(one)} read ${key} as ${textOf(value)}, unlike its own steps before`,
        operations: [one.operation.id],
      })
    known.set(key, { whole: true, list })
  }
  return anomalies
}

function agrees(list: readonly Value[], { whole, list: known }: Known): boolean {
  if (!whole && known.length === 0) return true
  const hidden = whole ? 0 : list.length - known.length
  return list.length === known.length + hidden && known.every((value, at) => value === list[hidden + at])
}

function addReads(anomalies: Anomaly[], key: Key, transactions: readonly Transaction[]): void {
  const { name, writers, reads } = key
  const order = longest(reads)
  if (order === undefined) return
  for (const read of reads) {
    const reader = transactions[read.at]
    if (reader === undefined) continue
    if (!begins(order.list, read.list))
      tell(
        anomalies,
        [reader, transactions[order.at]],
        ['incompatible-order', `read ${name} as [${read.list}], which is no beginning of [${order.list}]`],
      )
    if (read === order) sourcesOf(key, read, { transactions, tell: (others, words) => tell(anomalies, [reader, ...others], words) })
    const last = writers.get(read.list.at(-1) ?? '')
    if (last !== undefined && !last.final && last.at !== read.at)
      tell(anomalies, [reader, transactions[last.at]], ['G1b', `read ${name} between the appends of ${nameOf(transactions[last.at] as Transaction)}`])
  }
}

function begins(whole: readonly Value[], list: readonly Value[]): boolean {
  for (let at = 0; at < list.length; at += 1) if (list[at] !== whole[at]) return false
  return true
}

type Words = readonly [anomaly: string, explanation: string]

/** The first of those concerned is who read. */
function tell(anomalies: Anomaly[], concerned: readonly (Transaction | undefined)[], [name, explanation]: Words): void {
  const all = concerned.filter((one) => one !== undefined)
  const [reader] = all
  if (reader !== undefined)
    anomalies.push({ name, explanation: `${nameOf(reader)} ${explanation}`, operations: all.map(({ operation }) => operation.id) })
}

interface Telling {
  readonly transactions: readonly Transaction[]
  readonly tell: (others: readonly Transaction[], words: Words) => void
}

/** Every value of the longest read was appended once, by a transaction that was not aborted. */
function sourcesOf({ name, writers }: Key, { list }: Read, { transactions, tell }: Telling): void {
  if (new Set(list).size < list.length) tell([], ['repeated', `read ${name} as [${list}], a value twice`])
  for (const value of list) {
    const writer = transactions[writers.get(value)?.at ?? -1]
    if (writer === undefined) tell([], ['invented-value', `read ${value} in ${name}, which nobody had appended`])
    else if (writer.operation.outcome === 'fail')
      tell([writer], ['G1a', `read ${value} in ${name}, appended by ${nameOf(writer)}, which was aborted`])
  }
}

function addEdges(edges: Edges, key: Key, transactions: readonly Transaction[]): void {
  const order = longest(key.reads)?.list ?? []
  const unseen = unseenOf(key, order, transactions)
  addWrites(edges, key, { order, unseen })
  for (const { at, list } of key.reads) {
    const last = list.at(-1)
    const writer = last === undefined ? undefined : key.writers.get(last)
    if (last !== undefined && writer !== undefined) edges.add({ from: writer.at, to: at, kind: 'wr', key: key.name, value: last })
    const value = order[list.length]
    if (value !== undefined) edges.add({ from: at, to: key.writers.get(value)?.at ?? at, kind: 'rw', key: key.name, value })
    else for (const after of unseen) edges.add({ from: at, to: after.at, kind: 'rw', key: key.name, value: after.value })
  }
}

/** A value and the transaction that appended it. */
interface Append {
  readonly value: Value
  readonly at: number
}

/** Appends that committed and that nobody saw. */
function unseenOf({ writers }: Key, order: readonly Value[], transactions: readonly Transaction[]): readonly Append[] {
  const unseen: Append[] = []
  const seen = new Set(order)
  for (const [value, { at }] of writers) {
    if (unseen.length === mostUnseen) break
    if (!seen.has(value) && transactions[at]?.committed === true) unseen.push({ value, at })
  }
  return unseen
}

/** From each append to the next one; what nobody saw comes after the last. */
function addWrites(
  edges: Edges,
  { name: key, writers }: Key,
  { order, unseen }: { readonly order: readonly Value[]; readonly unseen: readonly Append[] },
): void {
  let before: Append | undefined
  for (const value of order) {
    const at = writers.get(value)?.at
    if (before !== undefined && at !== undefined) edges.add({ from: before.at, to: at, kind: 'ww', key, value: before.value })
    before = at === undefined ? undefined : { value, at }
  }
  if (before === undefined) return
  for (const { at } of unseen) edges.add({ from: before.at, to: at, kind: 'ww', key, value: before.value })
}
