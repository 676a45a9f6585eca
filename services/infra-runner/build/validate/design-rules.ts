/** Rules for components and links: capacity, single points, what waits for ever, what is stale, what multiplies. */
import { type Blueprint, type Component, componentOf, type Link, zonesOf } from '../blueprint/blueprint.ts'
import { roundPrices, toCost } from '../derive/cost.ts'
import { visitsOf } from '../derive/route.ts'
import { type Broken, isStrict, type Reading, type Rule } from './rule.ts'

const nearlyFull = 0.7
const longChain = 4

/** Components that some request waits for. */
function waitedFor({ blueprint }: Reading): readonly Component[] {
  const ids = new Set(blueprint.operations.flatMap((operation) => visitsOf(blueprint, operation) ?? []))
  return blueprint.components.filter(({ id }) => ids.has(id))
}

/** What is lost with it can be done without. */
const dispensable = new Set<Component['kind']>(['cache', 'cdn', 'client', 'external'])

function isAlone({ kind, replicas, failover }: Component): boolean {
  if (dispensable.has(kind)) return false
  return kind === 'db.sql' || kind === 'db.kv' ? !failover : replicas === 1
}

const percent = (part: number): string => `${Math.round(part * 100)} %`

export const designRules: readonly Rule[] = [
  {
    id: 'over-capacity',
    area: 'design',
    severity: 'error',
    broken: ({ prediction }) =>
      prediction.loads
        .filter(({ utilisation }) => utilisation >= 1)
        .map(({ component, offeredRps, capacityRps }) => ({
          place: `components.${component}`,
          reason: `It is asked ${offeredRps} times a second at the stated scale and does ${capacityRps}: it never keeps up.`,
        })),
  },
  {
    id: 'near-capacity',
    area: 'design',
    severity: 'warning',
    broken: ({ prediction }) =>
      prediction.loads
        .filter(({ utilisation }) => utilisation >= nearlyFull && utilisation < 1)
        .map(({ component, utilisation }) => ({
          place: `components.${component}`,
          reason: `It is ${percent(utilisation)} busy at the stated scale: nothing is left for a peak or a lost replica.`,
        })),
  },
  {
    id: 'too-slow',
    area: 'design',
    severity: 'error',
    broken: ({ prediction, blueprint }) =>
      prediction.operations
        .filter(({ p99Ms }) => Number.isFinite(p99Ms) && p99Ms > blueprint.requirements.p99Ms)
        .map(({ operation, p99Ms }) => ({
          place: `operations.${operation}`,
          reason: `By queueing alone one in a hundred takes ${Math.round(p99Ms)} ms; ${blueprint.requirements.p99Ms} ms are allowed.`,
        })),
  },
  {
    id: 'single-point',
    area: 'design',
    severity: 'warning',
    broken: (reading) =>
      waitedFor(reading)
        .filter(isAlone)
        .map(
          ({ id }): Broken => ({
            place: `components.${id}`,
            reason: 'There is one of it and requests wait for it: when it is gone, so is the service.',
            severity: isStrict(reading) ? 'error' : 'warning',
          }),
        ),
  },
  {
    id: 'one-zone',
    area: 'design',
    severity: 'warning',
    broken: (reading) =>
      waitedFor(reading)
        .filter(
          (component) => component.replicas > 1 && !dispensable.has(component.kind) && new Set(zonesOf(reading.blueprint, component)).size === 1,
        )
        .map(
          ({ id }): Broken => ({
            place: `components.${id}`,
            reason: 'All of its replicas are in one zone, and go with it.',
            severity: isStrict(reading) ? 'error' : 'warning',
          }),
        ),
  },
  {
    id: 'queue-unbounded',
    area: 'design',
    severity: 'error',
    broken: ({ blueprint }) =>
      blueprint.components
        .filter(({ kind, mostWaiting }) => (kind === 'queue' || kind === 'stream') && mostWaiting === undefined)
        .map(({ id }) => ({
          place: `components.${id}`,
          reason: 'It takes messages without bound: when workers fall behind, it hides that until memory or disk is full.',
        })),
  },
  {
    id: 'queue-without-worker',
    area: 'design',
    severity: 'error',
    broken: ({ blueprint }) =>
      blueprint.components
        .filter(({ id, kind }) => (kind === 'queue' || kind === 'stream') && !neighbours(blueprint, id).some((one) => one.kind === 'worker'))
        .map(({ id }) => ({ place: `components.${id}`, reason: 'Nobody takes its messages.' })),
  },
  {
    id: 'cache-stale',
    area: 'design',
    severity: 'error',
    broken: ({ blueprint }) =>
      blueprint.operations.flatMap(({ id, cache, table }) => {
        if (cache === undefined) return []
        const ttl = cache.ttlSeconds ?? componentOf(blueprint, cache.component)?.ttlSeconds
        const changes = blueprint.operations.filter((other) => other.table === table && ['update', 'delete', 'counter'].includes(other.plan))
        const isStale = ttl === undefined && changes.some(({ invalidates }) => !invalidates)
        return isStale
          ? [{ place: `operations.${id}.cache`, reason: 'Entries never expire and writes do not take them out: a change is never seen.' }]
          : []
      }),
  },
  {
    id: 'stronger-than-cache',
    area: 'design',
    severity: 'error',
    broken: ({ blueprint }) => {
      const { consistency } = blueprint.requirements
      if (consistency === 'eventual') return []
      return blueprint.operations
        .filter(
          ({ cache, table }) =>
            cache !== undefined &&
            blueprint.operations.some((other) => other.table === table && ['update', 'delete', 'counter'].includes(other.plan) && !other.invalidates),
        )
        .map(({ id }) => ({
          place: `operations.${id}.cache`,
          reason: `${consistency} is claimed, and this read may come from a cache that writes do not touch.`,
        }))
    },
  },
  {
    id: 'no-timeout',
    area: 'design',
    severity: 'warning',
    broken: perLink((link, blueprint) =>
      link.timeoutMs === undefined && !link.async && componentOf(blueprint, link.from)?.kind !== 'client'
        ? 'It has no time-out: who calls a silent one waits for ever, and so does who called them.'
        : undefined,
    ),
  },
  {
    id: 'retry-in-step',
    area: 'design',
    severity: 'warning',
    broken: perLink(({ retries }) =>
      retries !== undefined && retries.max > 0 && (!retries.jitter || retries.backoffMs === 0)
        ? 'Retries without a pause and chance in it come all at once, at the worst moment.'
        : undefined,
    ),
  },
  {
    id: 'retries-multiply',
    area: 'design',
    severity: 'error',
    broken: ({ blueprint }) =>
      blueprint.operations.flatMap((operation) => {
        const way = visitsOf(blueprint, operation) ?? []
        const tries = way.reduce(
          (product, to) =>
            product *
            Math.max(1, ...blueprint.links.filter((link) => link.to === to && way.includes(link.from)).map(({ retries }) => 1 + (retries?.max ?? 0))),
          1,
        )
        return tries > 12
          ? [
              {
                place: `operations.${operation.id}`,
                reason: `Retries on its way multiply: one request becomes up to ${tries} when the last in the chain fails.`,
              },
            ]
          : []
      }),
  },
  {
    id: 'timeouts-out-of-order',
    area: 'design',
    severity: 'warning',
    broken: ({ blueprint }) =>
      blueprint.links.flatMap((outer) => {
        const inner = blueprint.links.find(
          (link) => link.from === outer.to && !link.async && patienceOf(link) > (outer.timeoutMs ?? Number.POSITIVE_INFINITY),
        )
        return inner === undefined
          ? []
          : [
              {
                place: placeOf(outer),
                reason: `The caller gives up after ${outer.timeoutMs} ms, while ${inner.from} may wait ${patienceOf(inner)} ms for ${inner.to}: work goes on for nobody.`,
              },
            ]
      }),
  },
  {
    id: 'sync-chain',
    area: 'design',
    severity: 'warning',
    broken: ({ blueprint }) =>
      blueprint.operations.flatMap((operation) => {
        const services = (visitsOf(blueprint, operation) ?? []).filter((id) =>
          ['service', 'gateway'].includes(componentOf(blueprint, id)?.kind ?? ''),
        )
        return services.length >= longChain
          ? [
              {
                place: `operations.${operation.id}`,
                reason: `${services.length} services wait for each other: each one's failures and delays are everybody's.`,
              },
            ]
          : []
      }),
  },
  {
    id: 'pools-over-connections',
    area: 'design',
    severity: 'warning',
    broken: perLink(({ from, to, pool }, blueprint) => {
      const [caller, target] = [componentOf(blueprint, from), componentOf(blueprint, to)]
      const most = { s: 200, m: 400, l: 800 }[target?.size ?? 's']
      const all = (caller?.replicas ?? 1) * (pool ?? 0)
      return target?.kind === 'db.sql' && all > most
        ? `${caller?.replicas} callers with ${pool} connections each are ${all}; it takes ${most}.`
        : undefined
    }),
  },
  {
    id: 'over-budget',
    area: 'design',
    severity: 'warning',
    broken: ({ blueprint }) => {
      const { usdMonth } = toCost(blueprint, roundPrices)
      const { budgetUsdMonth } = blueprint.requirements
      return budgetUsdMonth !== undefined && usdMonth > budgetUsdMonth
        ? [{ place: 'requirements.budgetUsdMonth', reason: `It costs about ${usdMonth} US dollars a month; ${budgetUsdMonth} are allowed.` }]
        : []
    },
  },
  {
    id: 'unconnected',
    area: 'design',
    severity: 'info',
    broken: ({ blueprint }) =>
      blueprint.components
        .filter(({ id }) => blueprint.components.length > 1 && neighbours(blueprint, id).length === 0)
        .map(({ id }) => ({ place: `components.${id}`, reason: 'Nothing is linked with it.' })),
  },
]

/** The longest that a caller waits over it, all tries together. */
function patienceOf({ timeoutMs = Number.POSITIVE_INFINITY, retries }: Link): number {
  return Number.isFinite(timeoutMs) ? timeoutMs * (1 + (retries?.max ?? 0)) + (retries?.max ?? 0) * (retries?.backoffMs ?? 0) : 0
}

function placeOf({ from, to }: Link): string {
  return `links.${from}.${to}`
}

function perLink(find: (link: Link, blueprint: Blueprint) => string | undefined): Rule['broken'] {
  return ({ blueprint }) =>
    blueprint.links.flatMap((link) => {
      const reason = find(link, blueprint)
      return reason === undefined ? [] : [{ place: placeOf(link), reason }]
    })
}

function neighbours(blueprint: Blueprint, id: string): readonly Component[] {
  const ids = blueprint.links.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
  return blueprint.components.filter((one) => ids.includes(one.id))
}
