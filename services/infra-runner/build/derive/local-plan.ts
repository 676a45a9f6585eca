/** The processes, wires and tables that a design becomes on one machine. Every process reaches another only over a wire of its own, so each can be cut. */
import { type Blueprint, type Component, componentOf, type Link, type Operation, zonesOf } from '../blueprint/blueprint.ts'
import type { Table } from '../blueprint/table.ts'
import { localCapacityOf } from './capacity.ts'
import { databaseOf, entryOf, wayBetween } from './route.ts'

export type ProcessRole = 'balancer' | 'api' | 'worker' | 'cache' | 'queue'

/** How a process calls one component: over which wires, and how patiently. */
export interface Call {
  readonly to: string
  readonly role: ProcessRole | 'database'
  readonly wires: readonly string[]
  /** 0: waits for ever. */
  readonly timeoutMs: number
  readonly retries: number
  readonly backoffMs: number
  readonly jitter: boolean
  readonly breaker: boolean
  /** 0: without bound. */
  readonly pool: number
}

export interface ProcessPlan {
  /** `api-2`. */
  readonly id: string
  readonly component: string
  readonly role: ProcessRole
  readonly zone: string
  readonly slots: number
  readonly serviceMs: number
  readonly calls: readonly Call[]
  /** Of an API what it answers; of a balancer what it passes on, and to which component. */
  readonly operations: readonly (Operation & { readonly next: string })[]
  /** Of a queue: messages that may wait. 0: without bound. */
  readonly mostWaiting: number
  /** Of a cache. 0: for ever. */
  readonly ttlSeconds: number
}

export interface Wire {
  /** `api-2--cache-1`; clients' wires begin with `client--`. */
  readonly id: string
  readonly from: string
  /** A process, or a database component. */
  readonly to: string
}

export interface LocalPlan {
  readonly v: 1
  readonly name: string
  readonly processes: readonly ProcessPlan[]
  readonly wires: readonly Wire[]
  /** `standby`: zones of replicas that take over when the primary is lost. */
  readonly databases: readonly { readonly id: string; readonly zone: string; readonly connections: number; readonly standby: readonly string[] }[]
  readonly tables: readonly Table[]
  /** Wires that clients enter by. */
  readonly entry: readonly string[]
  /** What is drawn and modelled, and not started, with the reason. */
  readonly notStarted: readonly { readonly component: string; readonly reason: string }[]
}

const roles: Readonly<Partial<Record<Component['kind'], ProcessRole>>> = {
  lb: 'balancer',
  gateway: 'balancer',
  service: 'api',
  worker: 'worker',
  cache: 'cache',
  queue: 'queue',
  stream: 'queue',
}
const databaseKinds = new Set<Component['kind']>(['db.sql', 'db.kv'])
export const mostProcesses = 32
const connectionsOf = { s: 20, m: 40, l: 80 } as const

/** Of the login of a deployment: some for what looks at it from outside, too. */
export function mostConnections({ databases }: LocalPlan): number {
  return Math.max(5, ...databases.map(({ connections }) => connections))
}

export function toLocalPlan(blueprint: Blueprint): LocalPlan {
  const processes = blueprint.components.flatMap((component) => processesOf(blueprint, component))
  const databases = blueprint.components.filter(({ kind }) => databaseKinds.has(kind))
  const entry = entryOf(blueprint)
  const entries = processes.filter(({ component }) => component === entry?.id)
  return {
    v: 1,
    name: blueprint.name,
    processes,
    wires: [
      ...entries.map(({ id }) => ({ id: `client--${id}`, from: 'client', to: id })),
      ...processes.flatMap(({ id, calls }) =>
        calls.flatMap(({ wires }) => wires.map((wire) => ({ id: wire, from: id, to: wire.slice(id.length + 2) }))),
      ),
    ],
    databases: databases.map((one) => {
      const [zone = 'a', ...others] = zonesOf(blueprint, one)
      return { id: one.id, zone, connections: connectionsOf[one.size], standby: one.failover ? [...new Set(others)] : [] }
    }),
    tables: blueprint.tables,
    entry: entries.map(({ id }) => `client--${id}`),
    notStarted: blueprint.components.flatMap(notStarted),
  }
}

function notStarted({ id, kind, replicas }: Component): LocalPlan['notStarted'] {
  if (databaseKinds.has(kind)) return replicas === 1 ? [] : [{ component: id, reason: 'only its primary is started' }]
  return roles[kind] === undefined ? [{ component: id, reason: `a ${kind} is modelled, not started` }] : []
}

function processesOf(blueprint: Blueprint, component: Component): readonly ProcessPlan[] {
  const role = roles[component.kind]
  if (role === undefined) return []
  const operations = operationsOf(blueprint, component, role)
  return zonesOf(blueprint, component).map((zone, at) => {
    const id = `${component.id}-${at + 1}`
    return {
      id,
      component: component.id,
      role,
      zone,
      ...localCapacityOf(component),
      calls: callsOf(blueprint, component, id),
      operations,
      mostWaiting: component.mostWaiting ?? 0,
      ttlSeconds: component.ttlSeconds ?? 0,
    }
  })
}

function operationsOf(blueprint: Blueprint, { id }: Component, role: ProcessRole): ProcessPlan['operations'] {
  if (role === 'balancer')
    return blueprint.operations.flatMap((operation) => {
      const next = wayBetween(blueprint, id, operation.component)?.[1]
      return next === undefined ? [] : [{ ...operation, next }]
    })
  const own = role === 'api' ? blueprint.operations.filter(({ component }) => component === id) : []
  return own.map((operation) => ({ ...operation, next: databaseOf(blueprint, id)?.id ?? '' }))
}

/** A worker takes from the queue, whichever way its link is drawn. */
function callsOf(blueprint: Blueprint, component: Component, id: string): readonly Call[] {
  const outward = blueprint.links.filter(({ from }) => from === component.id).map((link) => ({ link, target: componentOf(blueprint, link.to) }))
  const inward = component.kind === 'worker' ? blueprint.links.filter(({ to }) => to === component.id) : []
  const taken = inward
    .map((link) => ({ link, target: componentOf(blueprint, link.from) }))
    .filter(({ target }) => target !== undefined && roles[target.kind] === 'queue')
  const seen = new Set<string>()
  return [...outward, ...taken].flatMap(({ link, target }) => {
    if (target === undefined || seen.has(target.id)) return []
    const role = databaseKinds.has(target.kind) ? 'database' : roles[target.kind]
    if (role === undefined || (role === 'worker' && component.kind !== 'worker')) return []
    seen.add(target.id)
    const wires = role === 'database' ? [`${id}--${target.id}`] : Array.from({ length: target.replicas }, (_, at) => `${id}--${target.id}-${at + 1}`)
    return [callOf(link, { to: target.id, role, wires })]
  })
}

function callOf({ timeoutMs = 0, retries, breaker, pool = 0 }: Link, to: Pick<Call, 'to' | 'role' | 'wires'>): Call {
  return { ...to, timeoutMs, retries: retries?.max ?? 0, backoffMs: retries?.backoffMs ?? 0, jitter: retries?.jitter ?? false, breaker, pool }
}
