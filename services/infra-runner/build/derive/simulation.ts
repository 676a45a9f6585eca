/**
 * What queueing theory says a design will do: each component as M/M/c (Erlang's C formula), requests spread over their ways.
 * It knows nothing of faults, retries or bursts; what is measured stands beside it.
 */
import { type Blueprint, type Component, isRead, type Operation } from '../blueprint/blueprint.ts'
import { capacityOf, localCapacityOf, localScale, rateOf, writersOf } from './capacity.ts'
import { databaseOf, visitsOf } from './route.ts'

export interface Load {
  readonly component: string
  readonly offeredRps: number
  readonly capacityRps: number
  /** 1 and more: it never keeps up. */
  readonly utilisation: number
  /** Infinity where it never keeps up. */
  readonly waitMs: number
  readonly waitP99Ms: number
}

export interface Prediction {
  readonly loads: readonly Load[]
  readonly operations: readonly { readonly operation: string; readonly meanMs: number; readonly p99Ms: number }[]
  /** Requests a second, reads and writes in the stated mix, at which the first component is full. */
  readonly saturationRps: number
  /** The component that is full first. */
  readonly bottleneck: string
}

/** Of reads that a cache answers, once it is warm. */
const hitRate = 0.9

interface Visit {
  readonly component: string
  readonly times: number
}

/** @param where 'local': every replica as small as it is started on a laptop, and the traffic as much less. */
export function toSimulation(blueprint: Blueprint, where: 'cloud' | 'local'): Prediction {
  const scale = where === 'local' ? localScale : 1
  const flows = blueprint.operations.map((operation) => ({
    operation,
    rps: rpsOf(blueprint, operation) / scale,
    visits: visitsWith(blueprint, operation),
  }))
  const totalRps = flows.reduce((sum, { rps }) => sum + rps, 0)
  const offered = (id: string): number =>
    flows.reduce(
      (sum, { rps, visits }) => sum + rps * visits.filter(({ component }) => component === id).reduce((all, { times }) => all + times, 0),
      0,
    )
  const loads = blueprint.components.filter(({ kind }) => kind !== 'client').map((component) => loadOf(component, offered(component.id), where))
  const fullest = loads.reduce<Load | undefined>(
    (worst, load) => (worst === undefined || load.utilisation > worst.utilisation ? load : worst),
    undefined,
  )
  return {
    loads,
    operations: flows.map(({ operation, visits }) => ({ operation: operation.id, ...latencyOf(blueprint, visits, { loads, where }) })),
    saturationRps: fullest === undefined || fullest.utilisation === 0 ? 0 : round(totalRps / fullest.utilisation),
    bottleneck: fullest?.component ?? '',
  }
}

/** Its share of the reads, or of the writes, that the problem states. */
export function rpsOf({ operations, requirements }: Blueprint, operation: Operation): number {
  const alike = operations.filter((one) => isRead(one) === isRead(operation))
  const all = alike.reduce((sum, { share }) => sum + share, 0)
  return all === 0 ? 0 : ((isRead(operation) ? requirements.readRps : requirements.writeRps) * operation.share) / all
}

function visitsWith(blueprint: Blueprint, operation: Operation): readonly Visit[] {
  const database = operation.table === undefined ? undefined : databaseOf(blueprint, operation.component)?.id
  const spared = operation.cache !== undefined && isRead(operation) ? 1 - hitRate : 1
  const visits = visitsOf(blueprint, operation) ?? []
  return visits.map((component) => ({ component, times: component === database ? spared : 1 }))
}

function loadOf(component: Component, offeredRps: number, where: 'cloud' | 'local'): Load {
  const one = where === 'local' ? localCapacityOf(component) : capacityOf(component)
  const servers = one.slots * writersOf(component)
  const capacityRps = rateOf(one) * writersOf(component)
  const utilisation = offeredRps / capacityRps
  const waiting = utilisation >= 1 ? 1 : erlangC(servers, servers * utilisation)
  const drainPerMs = (capacityRps - offeredRps) / 1000
  const waitMs = utilisation >= 1 ? Number.POSITIVE_INFINITY : waiting / drainPerMs
  const waitP99Ms = utilisation >= 1 ? Number.POSITIVE_INFINITY : Math.max(0, Math.log(waiting / 0.01) / drainPerMs)
  return {
    component: component.id,
    offeredRps: round(offeredRps),
    capacityRps: round(capacityRps),
    utilisation: round(utilisation),
    waitMs: round(waitMs),
    waitP99Ms: round(waitP99Ms),
  }
}

/** The part of requests that waits, of `offered` Erlangs at `servers`; by way of Erlang's B, which does not overflow. */
export function erlangC(servers: number, offered: number): number {
  let blocked = 1
  for (let server = 1; server <= servers; server += 1) blocked = (offered * blocked) / (server + offered * blocked)
  return (servers * blocked) / (servers - offered * (1 - blocked))
}

/** The sum of the hops; for p99 the sum of their p99 waits, which is never too small. */
function latencyOf(
  { components }: Blueprint,
  visits: readonly Visit[],
  { loads, where }: { readonly loads: readonly Load[]; readonly where: 'cloud' | 'local' },
): { readonly meanMs: number; readonly p99Ms: number } {
  let meanMs = 0
  let p99Ms = 0
  for (const { component: id, times } of visits) {
    const component = components.find((one) => one.id === id)
    const load = loads.find((one) => one.component === id)
    if (component === undefined || load === undefined) continue
    const { serviceMs } = where === 'local' ? localCapacityOf(component) : capacityOf(component)
    meanMs += times * (serviceMs + load.waitMs)
    p99Ms += serviceMs + load.waitP99Ms
  }
  return { meanMs: round(meanMs), p99Ms: round(p99Ms) }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
