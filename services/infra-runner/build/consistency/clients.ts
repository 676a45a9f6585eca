/** Clients that write and read the same few rows at once and keep what they saw: each row has one writer, so its writes have an order that everybody can be held to. */
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import type { HistoryEvent } from '../../lab/history/operation.ts'
import type { Answered } from '../asking.ts'
import type { Operation } from '../blueprint/blueprint.ts'
import type { Table } from '../blueprint/table.ts'
import { type Row, sentRow } from '../functional/rows.ts'
import type { World } from '../functional/world.ts'

export interface Pair {
  readonly create: Operation
  readonly read: Operation
  readonly update: Operation | undefined
  readonly remove: Operation | undefined
  /** The column that an update gives new values; absent: rows are there or not. */
  readonly value: string | undefined
}

/** How a row can be written and read by its key; undefined where it cannot. */
export function pairOf(world: World, readId: string): Pair | undefined {
  const { operations } = world.blueprint
  const read = operations.find(({ id }) => id === readId)
  const of = (plan: Operation['plan']): Operation | undefined => operations.find((one) => one.plan === plan && one.table === read?.table)
  const create = of('create')
  if (read === undefined || create === undefined) return undefined
  const update = operations.find((one) => one.plan === 'update' && one.table === read.table && one.key === read.key)
  const remove = operations.find((one) => one.plan === 'delete' && one.table === read.table && one.key === read.key)
  const table = world.tableOf(read)
  const value = update === undefined || table === undefined ? undefined : valueColumn(table, read.key)
  return { create, read, update: value === undefined ? undefined : update, remove, value }
}

function valueColumn({ columns, primaryKey, uniques }: Table, key: string | undefined): string | undefined {
  const fixed = new Set([...primaryKey, ...uniques.flat(), key])
  return columns.find(({ name, type }) => !fixed.has(name) && type === 'text')?.name
}

export interface Kept {
  readonly events: readonly HistoryEvent[]
  /** By row, what was written to it in order; null: removed. */
  readonly written: ReadonlyMap<string, readonly (string | null)[]>
  /** By row, how it is read at the end. */
  readonly paths: ReadonlyMap<string, string>
}

interface Told {
  readonly process: string
  readonly f: 'read' | 'write'
  readonly key: string
  readonly value: string | null
}

const clients = 6
const rowsEach = 2
/** Of a client between two requests. */
const breathMs = 8

export interface During {
  readonly milliseconds: number
  readonly signal: AbortSignal
  readonly seed: number
  /** Milliseconds with fractions, from any beginning. */
  readonly now: () => number
}

export interface Clients {
  /** Until the time is over. */
  run(): Promise<void>
  /** What is there now, to whoever asks. */
  look(process: string): Promise<void>
  kept(): Kept
}

export async function openClients(world: World, pair: Pair, during: During): Promise<Clients> {
  const { milliseconds, seed, now } = during
  const bodies = fc.sample(await world.bodies(pair.create), { numRuns: 40, seed })
  const kept = { events: [] as HistoryEvent[], written: new Map<string, (string | null)[]>(), paths: new Map<string, string>() }
  const asking = askingOf(world, pair, { ...during, bodies, kept })
  return {
    async run() {
      const end = now() + milliseconds
      await Promise.all(Array.from({ length: clients }, (_, at) => client(at, end, { ...during, asking, rows: () => [...kept.paths.keys()] })))
    },
    async look(process) {
      for (const key of kept.paths.keys()) await asking.read(process, key)
    },
    kept: () => kept,
  }
}

interface Asking {
  /** The key of the new row, where it was made. */
  create(process: string): Promise<string | undefined>
  read(process: string, key: string): Promise<void>
  /** A new value, or none any more; a row that is gone, or cannot change, is followed by a new one. */
  change(process: string, key: string): Promise<string | undefined>
}

interface Keeping extends During {
  readonly bodies: readonly Row[]
  readonly kept: { readonly events: HistoryEvent[]; readonly written: Map<string, (string | null)[]>; readonly paths: Map<string, string> }
}

/** A row that was changed so often is removed, where rows can be. */
const mostChanges = 6

function askingOf(world: World, pair: Pair, { bodies, kept, now }: Keeping): Asking {
  const { events, written, paths } = kept
  let made = 0
  const next = (): number => {
    made += 1
    return made
  }
  const tell = (kind: HistoryEvent['kind'], { process, f, key, value }: Told): void =>
    void events.push({ kind, process, f, key, value, timeMs: now() })
  const create = async (process: string): Promise<string | undefined> => {
    const body = sentRow(bodies[next() % bodies.length] ?? {}, world.name)
    const value = pair.value === undefined ? 'there' : `v${made}`
    const sent = pair.value === undefined ? body : { ...body, [pair.value]: value }
    const answer = await world.ask({ method: 'POST', path: world.pathOf(pair.create, world.name()), body: sent }).catch(() => undefined)
    if (answer?.status !== 201) return undefined
    const key = String((answer.body as Row)[pair.read.key ?? ''])
    // Its key is known from now on: nobody could have asked before, so it happened just now.
    tell('invoke', { process, f: 'write', key, value })
    tell('ok', { process, f: 'write', key, value })
    written.set(key, [value])
    paths.set(key, world.pathOf(pair.read, key))
    return key
  }
  /** What removes or changes the row now, and to what. */
  const changeOf = (key: string): { readonly operation: Operation; readonly value: string | null } | undefined => {
    const known = written.get(key) ?? [null]
    if (known.at(-1) === null) return undefined
    if (pair.remove !== undefined && (pair.update === undefined || known.length > mostChanges)) return { operation: pair.remove, value: null }
    return pair.update === undefined ? undefined : { operation: pair.update, value: `v${next()}` }
  }
  return {
    create,
    async read(process, key) {
      const told = { process, f: 'read', key } as const
      tell('invoke', { ...told, value: null })
      const answer = await world.ask({ method: 'GET', path: world.pathOf(pair.read, key) }).catch(() => undefined)
      const seen = seenIn(answer, pair.value)
      tell(seen === undefined ? 'fail' : 'ok', { ...told, value: seen ?? null })
    },
    async change(process, key) {
      const change = changeOf(key)
      if (change === undefined) return await create(process)
      const { operation, value } = change
      written.get(key)?.push(value)
      const told = { process, f: 'write', key, value } as const
      tell('invoke', told)
      const body = value === null || pair.value === undefined ? {} : { body: { [pair.value]: value } }
      const answer = await world.ask({ method: operation.method, path: world.pathOf(operation, key), ...body }).catch(() => undefined)
      tell(outcomeOf(answer?.status ?? 0, value), told)
      return key
    },
  }
}

/** No answer, or that the service failed, says nothing about what was done; what is gone may be so because a balancer tried twice. */
function outcomeOf(status: number, value: string | null): 'ok' | 'fail' | 'info' {
  if (status >= 200 && status < 300) return 'ok'
  return status >= 400 && status < 500 && !(value === null && status === 404) ? 'fail' : 'info'
}

interface Going extends During {
  readonly asking: Asking
  readonly rows: () => readonly string[]
}

async function client(at: number, end: number, { asking, rows, signal, now }: Going): Promise<void> {
  const process = `c${at}`
  const own: string[] = []
  for (let turn = at; now() < end; turn += 1) {
    signal.throwIfAborted()
    const place = turn % rowsEach
    const key = own[place]
    const all = rows()
    if (key === undefined || turn % 4 === 0) {
      const row = key === undefined ? await asking.create(process) : await asking.change(process, key)
      if (row !== undefined) own[place] = row
    } else await asking.read(process, turn % 4 === 1 ? key : (all[(turn * 7) % all.length] ?? key))
    await pause(breathMs, undefined, { signal })
  }
}

/** Null: it is not there; undefined: nobody said. */
function seenIn(answer: Answered | undefined, column: string | undefined): string | null | undefined {
  if (answer?.status === 404) return null
  if (answer?.status !== 200) return undefined
  return column === undefined ? 'there' : String((answer.body as Row)[column])
}
