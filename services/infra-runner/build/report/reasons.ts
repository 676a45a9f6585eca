/** Why a design was hurt by a fault, as its blueprint tells, and the edits that would keep it from that. */
import { type Blueprint, type Component, type Link, zonesOf } from '../blueprint/blueprint.ts'
import type { Edit } from '../edits.ts'
import type { ChaosResult } from '../trial.ts'

export interface Reason {
  readonly why: string
  readonly components: readonly string[]
  readonly edits: readonly Edit[]
}

const mostReplicas = 9

type Reasons = (blueprint: Blueprint, result: ChaosResult) => Reason

const unexplained: Reasons = (_, { struck }) => ({
  why: `What was struck: ${struck.slice(0, 6).join(', ')}. No rule knows more.`,
  components: [],
  edits: [],
})

const reasons: Readonly<Record<string, Reasons>> = {
  'replica-killed': (blueprint) => single(blueprint, blueprint.components.filter(({ kind }) => kind === 'service').slice(0, 1)),
  'replica-paused': (blueprint) => single(blueprint, blueprint.components.filter(({ kind }) => kind === 'service').slice(0, 1)),
  'rolling-restart': (blueprint) =>
    single(
      blueprint,
      blueprint.components.filter(({ kind }) => kind === 'service'),
    ),
  'memory-full': (blueprint) => single(blueprint, blueprint.components.filter(({ kind }) => kind === 'service').slice(0, 1)),
  'balancer-killed': (blueprint) => single(blueprint, blueprint.components.filter(({ kind }) => kind === 'lb' || kind === 'gateway').slice(0, 1)),
  'zone-lost': zoneLost,
  'zone-partitioned': zoneLost,
  'database-crashed': (blueprint) => databaseLost(blueprint),
  'database-paused': (blueprint) => waits(blueprint, isDatabase),
  'partition-from-database': (blueprint) => waits(blueprint, isDatabase),
  'database-slow': (blueprint) => waits(blueprint, isDatabase),
  'cache-lost': (blueprint) => waits(blueprint, ({ kind }) => kind === 'cache'),
  'cache-slow': (blueprint) => waits(blueprint, ({ kind }) => kind === 'cache'),
  'link-black-hole': (blueprint) => waits(blueprint, ({ kind }) => kind === 'service'),
  'partition-one-way': (blueprint) => waits(blueprint, ({ kind }) => kind === 'service'),
  'link-slow': (blueprint) => waits(blueprint, ({ kind }) => kind === 'service'),
  'link-flaky': (blueprint) => notRetried(blueprint),
  'retry-storm': (blueprint) => storms(blueprint),
  'traffic-spike': (blueprint) => tooSmall(blueprint),
  'thundering-herd': (blueprint) => tooSmall(blueprint),
  'cache-stampede': (blueprint) => tooSmall(blueprint),
}

export const isDatabase = ({ kind }: Component): boolean => kind === 'db.sql' || kind === 'db.kv'

function single(blueprint: Blueprint, struck: readonly Component[]): Reason {
  const alone = struck.filter(({ replicas }) => replicas === 1)
  const names = struck.map(({ id }) => id)
  if (alone.length === 0)
    return {
      why: `${names.join(', ')} has other replicas, but requests to the one that was struck were neither tried again elsewhere nor kept away from it in time: time-outs, retries and health checks decide how long that lasts.`,
      components: names,
      edits: blueprint.links
        .filter((link) => names.includes(link.to) && link.protocol === 'http' && link.retries === undefined && isFromFront(blueprint, link))
        .map(retrying),
    }
  return {
    why: `${alone.map(({ id }) => id).join(', ')} has one replica: from the blow until it was there again nobody answered.`,
    components: alone.map(({ id }) => id),
    edits: alone.map((one) => spread(blueprint, one)),
  }
}

function isFromFront({ components }: Blueprint, { from }: Link): boolean {
  return components.some(({ id, kind }) => id === from && (kind === 'lb' || kind === 'gateway'))
}

function retrying({ from, to }: Link): Edit {
  return { kind: 'setLinkPolicy', from, to, policy: { timeoutMs: 2000, retries: { max: 1, backoffMs: 20, jitter: true } } }
}

/** Three replicas, or as many as there are, over two zones. */
function spread({ zones }: Blueprint, { id, kind, replicas }: Component): Edit {
  const both = zones.length > 1 ? zones.slice(0, 2) : [...zones, zones.includes('b') ? 'c' : 'b']
  if (kind === 'db.sql' || kind === 'db.kv')
    return { kind: 'setComponent', component: id, to: { replicas: Math.max(2, replicas), zones: both, failover: true } }
  return { kind: 'setReplicas', component: id, replicas: Math.min(mostReplicas, Math.max(kind === 'service' ? 3 : 2, replicas)), zones: both }
}

/** On the way of a request, and in one zone only. */
function zoneLost(blueprint: Blueprint): Reason {
  const onTheWay: readonly Component['kind'][] = ['lb', 'gateway', 'service', 'db.sql', 'db.kv']
  const inOne = blueprint.components.filter(
    (one) => onTheWay.includes(one.kind) && (new Set(zonesOf(blueprint, one)).size === 1 || (isDatabase(one) && !one.failover)),
  )
  const names = inOne.map(({ id }) => id)
  if (inOne.length === 0)
    return {
      why: 'Everything on the way is in two zones; what remained had more to do, and connections into the lost zone had to be given up first.',
      components: [],
      edits: [],
    }
  return {
    why: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} in one zone only, or nothing takes over elsewhere.`,
    components: names,
    edits: inOne.map((one) => spread(blueprint, one)),
  }
}

function databaseLost(blueprint: Blueprint): Reason {
  const without = blueprint.components.filter((one) => isDatabase(one) && !one.failover)
  if (without.length === 0)
    return {
      why: 'A replica took over; until then nothing that needs the database could be answered.',
      components: blueprint.components.filter(isDatabase).map(({ id }) => id),
      edits: [],
    }
  return {
    why: 'Nothing takes over from the primary: every request that needs the database fails until it is back.',
    components: without.map(({ id }) => id),
    edits: without.map((one) => spread(blueprint, one)),
  }
}

/** Of a caller in front; whoever is behind has a part of it, so that nobody works for one who has gone. */
const patienceMs = 1000
const innerPart = 0.4

function waits(blueprint: Blueprint, isTarget: (component: Component) => boolean): Reason {
  const targets = new Set(blueprint.components.filter(isTarget).map(({ id }) => id))
  const into = blueprint.links.filter(({ to }) => targets.has(to))
  const isPatient = ({ timeoutMs }: Link): boolean => timeoutMs === undefined || timeoutMs > patienceMs
  const fronts = into.filter((link) => isFromFront(blueprint, link) && isPatient(link))
  const behind = blueprint.links.filter((link) => fronts.some(({ to }) => to === link.from) && !link.async)
  const inner = new Set([
    ...into.filter((link) => !isFromFront(blueprint, link) && isPatient(link)),
    ...behind.filter(({ timeoutMs = Number.POSITIVE_INFINITY }) => timeoutMs > patienceMs * innerPart),
  ])
  const shortened = ({ from, to }: Link, timeoutMs: number): Edit => ({ kind: 'setLinkPolicy', from, to, policy: { timeoutMs } })
  const said = into.map(({ from, to, timeoutMs }) => `${from} waits for ${to} ${timeoutMs === undefined ? 'for ever' : `${timeoutMs} ms`}`)
  return {
    why: `${said.join('; ')}: what waits holds a place that others need.`,
    components: [...targets],
    edits: [...fronts.map((link) => shortened(link, patienceMs)), ...[...inner].map((link) => shortened(link, patienceMs * innerPart))],
  }
}

function notRetried(blueprint: Blueprint): Reason {
  const links = blueprint.links.filter((link) => isFromFront(blueprint, link))
  const once = links.filter(({ retries }) => retries === undefined)
  const unsafe = blueprint.operations.filter(({ method, idempotencyKey }) => method === 'POST' && !idempotencyKey)
  return {
    why:
      once.length > 0
        ? `${once.map(({ from, to }) => `${from} → ${to}`).join(', ')} does not try again.`
        : unsafe.length > 0
          ? `${unsafe.map(({ id }) => id).join(', ')} cannot be tried again safely: no key says that it is the same write.`
          : 'Two tries in a row met the fault.',
    components: [...new Set(links.map(({ to }) => to))],
    edits: [
      ...once.map(retrying),
      ...(once.length > 0 ? [] : unsafe.map(({ id }): Edit => ({ kind: 'setOperation', operation: id, to: { idempotencyKey: true } }))),
    ],
  }
}

function storms(blueprint: Blueprint): Reason {
  const eager = blueprint.links.filter(({ retries }) => (retries?.max ?? 0) > 1)
  const broken = blueprint.links.filter((link) => isFromFront(blueprint, link) && !link.breaker)
  return {
    why:
      eager.length > 0
        ? `${eager.map(({ from, to, retries }) => `${from} → ${to} tries ${(retries?.max ?? 0) + 1} times`).join('; ')}, on top of clients that try again.`
        : 'Clients that try again are more traffic just when there is least to answer it.',
    components: [...new Set(eager.map(({ to }) => to))],
    edits:
      eager.length > 0
        ? eager.map(({ from, to }) => ({ kind: 'setLinkPolicy', from, to, policy: { retries: { max: 1, backoffMs: 50, jitter: true } } }))
        : broken.map(({ from, to }) => ({ kind: 'setLinkPolicy', from, to, policy: { breaker: true } })),
  }
}

function tooSmall(blueprint: Blueprint): Reason {
  const services = blueprint.components.filter(({ kind }) => kind === 'service').map(({ id }) => id)
  return {
    why: `More came than ${services.join(', ')} can do; what waits too long is given up on, what is refused at once costs little.`,
    components: services,
    edits: [],
  }
}

export function reasonOf(blueprint: Blueprint, result: ChaosResult): Reason {
  return (reasons[result.fault] ?? unexplained)(blueprint, result)
}
