/** The processes of one deployment: started in order, wired, started again when they end, struck and healed. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Blast } from '../derive/blast.ts'
import type { LocalPlan, ProcessPlan } from '../derive/local-plan.ts'
import type { Deployment } from '../provisioner.ts'
import { admit, crash } from './schema-store.ts'
import type { Address, Login, Order, Ways } from './setup.ts'
import type { Started } from './started.ts'

/** Where processes are begun, and by which address others reach them. */
export interface Hosting {
  /** @param id of a process of the plan; undefined: the one that holds the wires. Throws where there is no place for it. */
  begin(id?: string): Started
  /** Where it is to listen, of a process or of the first wire. */
  at(id?: string): Address
  /** Of the database, as the wires reach it. */
  readonly database: Address
}

interface Surroundings {
  readonly hosting: Hosting
  readonly login: Login
  readonly token: string
  readonly adminUrl: string
  readonly namespace: string
  readonly connections: number
  readonly restartMs: number
  readonly folder: string
  readonly signal?: AbortSignal
}

interface Place {
  readonly plan: ProcessPlan
  process: Started | undefined
  /** Not started again before it is healed. */
  held: boolean
  restarts: number
}

/** Balancers ask four times a second. */
const seenWithinMs = 500
const countedWithinMs = 1000

type Supervised = Omit<Deployment, 'namespace' | 'token'>

export async function supervise(plan: LocalPlan, around: Surroundings): Promise<Supervised> {
  const { hosting } = around
  const places = new Map<string, Place>(plan.processes.map((one) => [one.id, { plan: one, process: undefined, held: false, restarts: 0 }]))
  const wires = hosting.begin()
  const stop = { stopping: false }
  const database: Struck = { struck: false, ended: 0 }
  const timers = new Set<NodeJS.Timeout>()
  const end = async (): Promise<void> => {
    stop.stopping = true
    for (const timer of timers) clearTimeout(timer)
    const all = [wires, ...[...places.values()].flatMap(({ process }) => (process === undefined ? [] : [process]))]
    for (const process of all) process.kill('SIGKILL')
    await Promise.all(all.map(({ ended }) => ended))
  }
  try {
    const { ports = {} } = await wires.tell({ kind: 'setup', setup: { role: 'wires', wires: plan.wires, at: hosting.at() } })
    const ways = { host: hosting.at().host, ports }
    const targets = targetsOf(plan, (to) => (plan.databases.some(({ id }) => id === to) ? hosting.database : undefined))
    await wires.tell({ kind: 'targets', targets })
    const start = async (place: Place): Promise<void> => {
      const process = hosting.begin(place.plan.id)
      const at = hosting.at(place.plan.id)
      place.process = process
      process.ended.then(() => again(place, process)).catch(() => undefined)
      const { login, token, folder } = around
      const own = waysFor(place.plan, ways)
      const setup = { role: place.plan.role, process: place.plan, at, ways: own, tables: plan.tables, token, login, folder }
      const { ports: { listen: port = 0 } = {} } = await process.tell({ kind: 'setup', setup })
      const listening = { host: at.host, port }
      await wires.tell({ kind: 'targets', targets: targetsOf(plan, (to) => (to === place.plan.id ? listening : undefined)) })
    }
    const later = (work: () => Promise<void>, afterMs: number): void => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        if (!stop.stopping) work().catch(() => undefined)
      }, afterMs)
      timers.add(timer)
    }
    const again = (place: Place, ended: Started): void => {
      if (stop.stopping || place.held) return
      later(async () => {
        if (place.held || place.process !== ended) return
        place.restarts += 1
        await start(place).catch(() => place.process?.kill('SIGKILL'))
      }, around.restartMs)
    }
    around.signal?.throwIfAborted()
    await Promise.all([...places.values()].map(start))
    around.signal?.throwIfAborted()
    return {
      entryHost: ways.host,
      entryPorts: plan.entry.map((wire) => ports[wire] ?? 0),
      strike: (blast) => strike(blast, { places, wires, around, database, start, later }),
      heal: () => heal({ places, wires, around, database, start, later, allWires: plan.wires.map(({ id }) => id) }),
      counts: () => countsOf({ places, wires, database, databases: plan.databases.map(({ id }) => id) }),
      [Symbol.asyncDispose]: end,
    }
  } catch (error) {
    await end()
    throw error
  }
}

function waysFor({ calls }: ProcessPlan, { host, ports }: Ways): Ways {
  return { host, ports: Object.fromEntries(calls.flatMap((call) => call.wires.map((wire) => [wire, ports[wire] ?? 0]))) }
}

function targetsOf({ wires }: LocalPlan, addressOf: (to: string) => Address | undefined): Readonly<Record<string, Address>> {
  return Object.fromEntries(
    wires.flatMap(({ id, to }) => {
      const address = addressOf(to)
      return address === undefined ? [] : [[id, address]]
    }),
  )
}

interface Struck {
  struck: boolean
  /** Sessions that ended by it. */
  ended: number
}

interface Field {
  readonly places: ReadonlyMap<string, Place>
  readonly wires: Started
  readonly around: Surroundings
  readonly database: Struck
  readonly start: (place: Place) => Promise<void>
  /** Unless all is over by then. */
  readonly later: (work: () => Promise<void>, afterMs: number) => void
}

/** A replica of the database is the primary now; there is one database, so nothing it had is lost. */
async function takeOver({ around, database }: Field): Promise<void> {
  if (!database.struck) return
  await admit(around.adminUrl, around.namespace, around.connections)
}

async function strike(blast: Exclude<Blast, { kind: 'traffic' }>, field: Field): Promise<void> {
  const { places, wires, around, database, later } = field
  const struck = 'processes' in blast ? blast.processes.flatMap((id) => places.get(id) ?? []) : []
  const tellAll = async (order: Order): Promise<void> => {
    await Promise.all(struck.map(({ process }) => process?.tell(order)))
  }
  switch (blast.kind) {
    case 'kill':
      for (const place of struck) place.held = blast.held
      return await endAll(struck)
    case 'roll':
      for (const place of struck) await renew(place, field)
      return
    case 'pause':
      for (const { process } of struck) process?.kill('SIGSTOP')
      return
    case 'burn':
      return await tellAll({ kind: 'burn', on: true })
    case 'hog':
      return await tellAll({ kind: 'hog' })
    case 'flush':
      return await tellAll({ kind: 'flush' })
    case 'queue':
      return await tellAll({ kind: 'queue', mode: blast.mode })
    case 'wires':
      await wires.tell({ kind: 'wires', wires: blast.wires, fault: blast.fault })
      return
    case 'crash-database':
      database.struck = true
      database.ended += await crash(around.adminUrl, around.namespace)
      if (blast.failoverMs !== undefined) later(() => takeOver(field), blast.failoverMs)
      return
    case 'limit-connections':
      database.struck = true
      database.ended += await admit(around.adminUrl, around.namespace, blast.connections)
      return
  }
}

/** As a new version goes out: balancers leave the old process, it ends, the new one is healthy, and then it is the next one's turn. */
async function renew(place: Place, { start }: Field): Promise<void> {
  await place.process?.tell({ kind: 'drain' }).catch(() => undefined)
  await pause(seenWithinMs)
  place.held = true
  await endAll([place])
  place.held = false
  place.restarts += 1
  await start(place)
  await pause(seenWithinMs)
}

async function endAll(struck: readonly Place[]): Promise<void> {
  for (const { process } of struck) process?.kill('SIGKILL')
  await Promise.all(struck.map(({ process }) => process?.ended))
}

async function heal({ places, wires, around, database, start, allWires }: Field & { readonly allWires: readonly string[] }): Promise<void> {
  await wires.tell({ kind: 'wires', wires: allWires, fault: {} })
  if (database.struck) await admit(around.adminUrl, around.namespace, around.connections)
  database.struck = false
  await Promise.all(
    [...places.values()].map(async (place) => {
      place.process?.kill('SIGCONT')
      if (place.held) {
        place.held = false
        await start(place)
        return
      }
      // One that is being started again is as good as new.
      await place.process?.tell({ kind: 'burn', on: false }).catch(() => undefined)
      if (place.plan.role === 'queue') await place.process?.tell({ kind: 'queue', mode: 'plain' }).catch(() => undefined)
    }),
  )
}

interface Counted extends Pick<Field, 'places' | 'wires' | 'database'> {
  readonly databases: readonly string[]
}

/** One that does not answer, because it is paused or gone, is not up. */
async function countsOf({ places, wires, database, databases }: Counted): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const { counts: touched = {} } = await wires.tell({ kind: 'count' })
  const counted: Record<string, Readonly<Record<string, number>>> = {}
  for (const [id, count] of Object.entries(touched)) counted[id] = { touched: count }
  for (const id of databases) counted[id] = { ended: database.ended }
  await Promise.all(
    [...places].map(async ([id, { process, restarts }]) => {
      const reply = await process?.tell({ kind: 'count' }, countedWithinMs).catch(() => undefined)
      counted[id] = { ...reply?.counts, restarts, up: reply === undefined ? 0 : 1 }
    }),
  )
  return counted
}
