/** A design as the canvas changes it: plain values in, plain values out. */

export const kinds = [
  'lb',
  'gateway',
  'service',
  'worker',
  'db.sql',
  'db.kv',
  'cache',
  'queue',
  'stream',
  'cdn',
  'object',
  'search',
  'scheduler',
  'external',
  'client',
] as const
export type Kind = (typeof kinds)[number]

export interface Component {
  readonly id: string
  readonly kind: Kind
  readonly replicas?: number | undefined
  readonly zones?: readonly string[] | undefined
  readonly size?: 's' | 'm' | 'l' | undefined
  readonly capacityRps?: number | undefined
  readonly ttlSeconds?: number | undefined
  readonly mostWaiting?: number | undefined
  readonly failover?: boolean | undefined
}

export interface Link {
  readonly from: string
  readonly to: string
  readonly protocol?: string | undefined
  readonly timeoutMs?: number | undefined
  readonly retries?: { readonly max: number; readonly backoffMs?: number; readonly jitter?: boolean } | undefined
  readonly breaker?: boolean | undefined
  readonly pool?: number | undefined
  readonly async?: boolean | undefined
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly component: string
  readonly plan: string
  readonly table?: string | undefined
  readonly cache?: { readonly component: string; readonly ttlSeconds?: number } | undefined
  readonly queue?: string | undefined
  readonly invalidates?: boolean | undefined
  readonly idempotencyKey?: boolean | undefined
  readonly auth?: boolean | undefined
  readonly paginated?: boolean | undefined
  /** JavaScript with a function `handle(request)`. */
  readonly handler?: string | undefined
}

export interface Blueprint {
  readonly v: 1
  readonly name: string
  readonly requirements: Readonly<Record<string, number | string>>
  readonly zones: readonly string[]
  readonly components: readonly Component[]
  readonly links: readonly Link[]
  readonly operations: readonly Operation[]
  readonly [more: string]: unknown
}

const protocols: Readonly<Partial<Record<Kind, string>>> = { 'db.sql': 'sql', 'db.kv': 'kv', cache: 'kv', queue: 'queue', stream: 'stream' }
const firstIds: Readonly<Partial<Record<Kind, string>>> = {
  'db.sql': 'db',
  'db.kv': 'kv',
  service: 'api',
  worker: 'workers',
  object: 'files',
  client: 'clients',
}

/** Where replicas of a component stand: in its zones by turns, in the first zone where it names none. */
export function zonesOf({ zones }: Pick<Blueprint, 'zones'>, component: Component): readonly string[] {
  const own = component.zones === undefined || component.zones.length === 0 ? zones.slice(0, 1) : component.zones
  return [...new Set(own.slice(0, Math.max(1, component.replicas ?? 1)))]
}

/** @returns the design, and the id that the new component has. */
export function addComponent(blueprint: Blueprint, kind: Kind): readonly [Blueprint, string] {
  const base = firstIds[kind] ?? kind
  const taken = new Set(blueprint.components.map(({ id }) => id))
  let id = base
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`
  return [{ ...blueprint, components: [...blueprint.components, { id, kind, replicas: 1 }] }, id]
}

/** What is changed by hand is inferred no more. */
function decided(blueprint: Blueprint, place: string): Blueprint {
  const { inferred } = blueprint
  if (!Array.isArray(inferred)) return blueprint
  return { ...blueprint, inferred: (inferred as readonly { readonly place: string }[]).filter((one) => one.place !== place) }
}

export function changeComponent(drawn: Blueprint, id: string, change: Partial<Component>): Blueprint {
  const blueprint = decided(drawn, `components.${id}`)
  return { ...blueprint, components: blueprint.components.map((one) => (one.id === id ? without({ ...one, ...change }) : one)) }
}

/** With its links, and with what operations used it for; operations that it answered go to another service. */
export function removeComponent(drawn: Blueprint, id: string): Blueprint {
  const blueprint = decided(drawn, `components.${id}`)
  const components = blueprint.components.filter((one) => one.id !== id)
  const instead = components.find(({ kind }) => kind === 'service')?.id
  return {
    ...blueprint,
    components,
    links: blueprint.links.filter(({ from, to }) => from !== id && to !== id),
    operations: blueprint.operations.map((one) =>
      without({
        ...one,
        component: one.component === id && instead !== undefined ? instead : one.component,
        cache: one.cache?.component === id ? undefined : one.cache,
        queue: one.queue === id ? undefined : one.queue,
      }),
    ),
  }
}

export function hasLink({ links }: Blueprint, from: string, to: string): boolean {
  return links.some((link) => link.from === from && link.to === to)
}

export function addLink(blueprint: Blueprint, from: string, to: string): Blueprint {
  if (from === to || hasLink(blueprint, from, to)) return blueprint
  const kindOf = (id: string): Kind | undefined => blueprint.components.find((one) => one.id === id)?.kind
  const [source, target] = [kindOf(from), kindOf(to)]
  if (source === undefined || target === undefined) return blueprint
  const protocol = protocols[target] ?? (target === 'worker' ? protocols[source] : undefined) ?? 'http'
  const link = { from, to, protocol, ...(target === 'worker' ? { async: true } : {}) }
  return { ...blueprint, links: [...blueprint.links, link] }
}

export function changeLink(drawn: Blueprint, from: string, to: string, change: Partial<Link>): Blueprint {
  const blueprint = decided(drawn, `links.${from}.${to}`)
  return { ...blueprint, links: blueprint.links.map((one) => (one.from === from && one.to === to ? without({ ...one, ...change }) : one)) }
}

export function removeLink(drawn: Blueprint, from: string, to: string): Blueprint {
  const blueprint = decided(drawn, `links.${from}.${to}`)
  return { ...blueprint, links: blueprint.links.filter((one) => one.from !== from || one.to !== to) }
}

export function changeOperation(drawn: Blueprint, id: string, change: Partial<Operation>): Blueprint {
  const blueprint = decided(drawn, `operations.${id}`)
  return { ...blueprint, operations: blueprint.operations.map((one) => (one.id === id ? without({ ...one, ...change }) : one)) }
}

/** What is undefined is not there. */
function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

export interface Placed {
  readonly id: string
  readonly column: number
  readonly row: number
}

export interface Layout {
  readonly places: ReadonlyMap<string, Placed>
  readonly columns: number
  readonly rows: number
}

/** Columns by the shortest distance from the clients, so that calls go from left to right. */
export function layoutOf({ components, links }: Pick<Blueprint, 'components' | 'links'>): Layout {
  const columns = columnsOf(components, links)
  const filled = new Map<number, number>()
  const places = new Map(
    components.map(({ id }) => {
      const column = columns.get(id) ?? 0
      const row = filled.get(column) ?? 0
      filled.set(column, row + 1)
      return [id, { id, column, row }] as const
    }),
  )
  return { places, columns: Math.max(1, ...[...filled.keys()].map((column) => column + 1)), rows: Math.max(1, ...filled.values()) }
}

function columnsOf(components: readonly Component[], links: readonly Link[]): ReadonlyMap<string, number> {
  const called = new Set(links.map(({ to }) => to))
  const columns = new Map<string, number>()
  const calling = new Set(links.map(({ from }) => from))
  let open = components.filter(({ id, kind }) => kind === 'client' || (!called.has(id) && calling.has(id))).map(({ id }) => id)
  for (let column = 0; open.length > 0; column += 1) {
    for (const id of open) columns.set(id, column)
    const now = open
    open = [...new Set(links.filter(({ from, to }) => now.includes(from) && !columns.has(to)).map(({ to }) => to))]
  }
  // What nothing is linked with yet waits at the far end.
  const last = Math.max(0, ...columns.values())
  for (const { id } of components) if (!columns.has(id) && !called.has(id)) columns.set(id, last)
  return columns
}
