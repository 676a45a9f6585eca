/** Small typed changes of a blueprint, each of which can be shown and applied; whoever proposes them, rules or a model, can say nothing else. */
import { z } from 'zod'
import { type Blueprint, blueprintSchema } from './blueprint/blueprint.ts'
import { identifier, operationName, slug } from './blueprint/name.ts'
import { blueprintFrom, type Read, refused } from './blueprint/read.ts'

const { shape } = blueprintSchema
const component = shape.components.element
const link = shape.links.unwrap().element
const operation = shape.operations.unwrap().element

/** Words of the design that it rests on; without them it is inferred, and raises no score. */
const quote = z.string().max(500).optional()
const zones = component.shape.zones.unwrap().optional()

// What is not named stays as it is: no default fills it in.
const componentChange = z.strictObject({
  replicas: component.shape.replicas.unwrap().optional(),
  zones,
  size: component.shape.size.unwrap().optional(),
  capacityRps: component.shape.capacityRps,
  ttlSeconds: component.shape.ttlSeconds,
  mostWaiting: component.shape.mostWaiting,
  failover: z.boolean().optional(),
})
const linkChange = z.strictObject({
  timeoutMs: link.shape.timeoutMs,
  retries: link.shape.retries,
  breaker: z.boolean().optional(),
  pool: link.shape.pool,
  async: z.boolean().optional(),
})
const operationChange = z.strictObject({
  cache: operation.shape.cache,
  queue: operation.shape.queue,
  invalidates: z.boolean().optional(),
  idempotencyKey: z.boolean().optional(),
  auth: z.boolean().optional(),
  paginated: z.boolean().optional(),
})
const requirementsChange = z.strictObject({
  readRps: shape.requirements.shape.readRps.optional(),
  writeRps: shape.requirements.shape.writeRps.optional(),
  p99Ms: shape.requirements.shape.p99Ms.optional(),
  availability: shape.requirements.shape.availability.optional(),
  dataGb: shape.requirements.shape.dataGb.unwrap().optional(),
  consistency: shape.requirements.shape.consistency.unwrap().optional(),
})

export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('addComponent'), component, quote }),
  z.strictObject({ kind: z.literal('removeComponent'), component: slug, quote }),
  z.strictObject({ kind: z.literal('setReplicas'), component: slug, replicas: component.shape.replicas.unwrap(), zones, quote }),
  z.strictObject({ kind: z.literal('setComponent'), component: slug, to: componentChange, quote }),
  z.strictObject({ kind: z.literal('addLink'), link, quote }),
  z.strictObject({ kind: z.literal('removeLink'), from: slug, to: slug, quote }),
  z.strictObject({ kind: z.literal('setLinkPolicy'), from: slug, to: slug, policy: linkChange, quote }),
  z.strictObject({ kind: z.literal('bindOperation'), operation, quote }),
  z.strictObject({ kind: z.literal('setOperation'), operation: operationName, to: operationChange, quote }),
  z.strictObject({ kind: z.literal('placeTable'), table: shape.tables.unwrap().element, quote }),
  z.strictObject({ kind: z.literal('addIndex'), table: identifier, columns: z.array(identifier).min(1).max(8), quote }),
  z.strictObject({ kind: z.literal('setRequirements'), to: requirementsChange, quote }),
])
export type Edit = z.infer<typeof editSchema>

/** All of them in their order or none; what cannot be applied is refused with its place. */
export function applyEdits(blueprint: Blueprint, edits: readonly Edit[]): Read<Blueprint> {
  let edited = blueprint
  for (const [at, edit] of edits.entries()) {
    const done = applied(edited, edit)
    if (typeof done === 'string') return refused(`edits.${at}`, done)
    edited = done
  }
  return blueprintFrom(edited)
}

/** The blueprint, or why not. */
function applied(blueprint: Blueprint, edit: Edit): Blueprint | string {
  const { components, links, operations, tables } = blueprint
  switch (edit.kind) {
    case 'addComponent':
      return { ...blueprint, components: [...components, edit.component], zones: [...new Set([...blueprint.zones, ...edit.component.zones])] }
    case 'removeComponent':
      return removed(blueprint, edit.component)
    case 'setReplicas':
      return replicated(blueprint, edit)
    case 'setComponent':
      return changed(
        components,
        ({ id }) => id === edit.component,
        edit.to,
        (next) => ({ ...blueprint, components: next }),
      )
    case 'addLink':
      return { ...blueprint, links: [...links, edit.link] }
    case 'removeLink': {
      const kept = links.filter(({ from, to }) => from !== edit.from || to !== edit.to)
      return kept.length === links.length ? `there is no link from ${edit.from} to ${edit.to}` : { ...blueprint, links: kept }
    }
    case 'setLinkPolicy':
      return changed(
        links,
        ({ from, to }) => from === edit.from && to === edit.to,
        edit.policy,
        (next) => ({ ...blueprint, links: next }),
      )
    case 'bindOperation':
      return { ...blueprint, operations: [...operations.filter(({ id }) => id !== edit.operation.id), edit.operation] }
    case 'setOperation':
      return changed(
        operations,
        ({ id }) => id === edit.operation,
        edit.to,
        (next) => ({ ...blueprint, operations: next }),
      )
    case 'placeTable':
      return { ...blueprint, tables: [...tables.filter(({ name }) => name !== edit.table.name), edit.table] }
    case 'addIndex': {
      const found = tables.find(({ name }) => name === edit.table)
      if (found === undefined) return `there is no table ${edit.table}`
      const next = { ...found, indexes: [...found.indexes, edit.columns] }
      return { ...blueprint, tables: tables.map((table) => (table === found ? next : table)) }
    }
    case 'setRequirements':
      return { ...blueprint, requirements: blueprintSchema.shape.requirements.parse({ ...blueprint.requirements, ...named(edit.to) }) }
  }
}

/** Zones that the blueprint did not have come with it. */
function replicated(blueprint: Blueprint, edit: Extract<Edit, { kind: 'setReplicas' }>): Blueprint | string {
  const to = edit.zones === undefined ? { replicas: edit.replicas } : { replicas: edit.replicas, zones: edit.zones }
  const all = [...new Set([...blueprint.zones, ...(edit.zones ?? [])])]
  return changed(
    blueprint.components,
    ({ id }) => id === edit.component,
    to,
    (components) => ({ ...blueprint, components, zones: all }),
  )
}

function changed<T extends object>(
  items: readonly T[],
  is: (item: T) => boolean,
  change: object,
  into: (items: T[]) => Blueprint,
): Blueprint | string {
  if (!items.some(is)) return 'there is nothing of that name'
  return into(items.map((item) => (is(item) ? { ...item, ...named(change) } : item)))
}

function named<T extends object>(change: T): T {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T
}

/** With its links, and with what operations used it for; operations that it answered stay behind unbound, and are refused. */
function removed(blueprint: Blueprint, component: string): Blueprint | string {
  const { components, links, operations } = blueprint
  if (!components.some(({ id }) => id === component)) return `there is no ${component}`
  return {
    ...blueprint,
    components: components.filter(({ id }) => id !== component),
    links: links.filter(({ from, to }) => from !== component && to !== component),
    operations: operations.map(({ cache, queue, ...rest }) => ({
      ...rest,
      ...(cache === undefined || cache.component === component ? {} : { cache }),
      ...(queue === undefined || queue === component ? {} : { queue }),
    })),
  }
}

/** What is different, a line for each part, with `-` and `+` before it. */
export function diffOf(before: Blueprint, after: Blueprint): readonly string[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const [gone, come] = [new Set(old), new Set(now)]
  return [...old.filter((line) => !come.has(line)).map((line) => `- ${line}`), ...now.filter((line) => !gone.has(line)).map((line) => `+ ${line}`)]
}

function linesOf({ requirements, zones: all, components, links, operations, tables }: Blueprint): readonly string[] {
  return [
    `requirements ${facts(requirements)}`,
    `zones ${all.join(', ')}`,
    ...components.map(({ id, kind, ...rest }) => `${kind} ${id} ${facts(rest)}`),
    ...links.map(({ from, to, ...rest }) => `link ${from} → ${to} ${facts(rest)}`),
    ...operations.map(({ id, ...rest }) => `operation ${id} ${facts(rest)}`),
    ...tables.map(
      ({ name, columns, ...rest }) => `table ${name} (${columns.map((column) => `${column.name} ${column.type}`).join(', ')}) ${facts(rest)}`,
    ),
  ]
}

function facts(of: object): string {
  const said = Object.entries(of).filter(([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0))
  return said.map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(' ')
}
