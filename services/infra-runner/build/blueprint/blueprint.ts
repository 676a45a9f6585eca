/** A system design as a value: components and links with the numbers that decide how they behave. Everything that is deployed is derived from it. */
import { z } from 'zod'
import { identifier, operationName, route, slug } from './name.ts'
import { mostTables, tableSchema } from './table.ts'

export const componentKinds = [
  'client',
  'cdn',
  'lb',
  'gateway',
  'service',
  'worker',
  'scheduler',
  'db.sql',
  'db.kv',
  'cache',
  'queue',
  'stream',
  'object',
  'search',
  'external',
] as const
export type ComponentKind = (typeof componentKinds)[number]

export const consistencyLevels = ['eventual', 'monotonic-reads', 'read-your-writes', 'linearizable'] as const
export type Consistency = (typeof consistencyLevels)[number]

const plans = ['create', 'get', 'list', 'update', 'delete', 'counter', 'redirect', 'enqueue'] as const
export type Plan = (typeof plans)[number]

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

const requirements = z.strictObject({
  readRps: z.number().min(0).max(10_000_000),
  writeRps: z.number().min(0).max(10_000_000),
  p99Ms: z.number().min(1).max(600_000),
  /** 0.999 is three nines. */
  availability: z.number().min(0).max(0.999999),
  dataGb: z.number().min(0).max(1e9).default(1),
  budgetUsdMonth: z.number().min(0).max(1e9).optional(),
  consistency: z.enum(consistencyLevels).default('eventual'),
})

const component = z.strictObject({
  id: slug,
  kind: z.enum(componentKinds),
  replicas: z.int().min(1).max(9).default(1),
  /** Replicas are spread over them in turn; empty: the first zone. */
  zones: z.array(slug).max(5).default([]),
  size: z.enum(['s', 'm', 'l']).default('s'),
  /** Requests a second of one replica, as the design says it; absent: what its size gives. */
  capacityRps: z.number().min(1).max(1_000_000).optional(),
  /** Of a cache; absent: entries never expire. */
  ttlSeconds: z.number().min(1).max(31_536_000).optional(),
  /** Of a queue or stream: messages that may wait; absent: without bound. */
  mostWaiting: z.int().min(1).max(10_000_000).optional(),
  /** Of a database: a replica takes over when the primary is lost. */
  failover: z.boolean().default(false),
})

const link = z.strictObject({
  from: slug,
  to: slug,
  protocol: z.enum(['http', 'grpc', 'sql', 'kv', 'queue', 'stream']).default('http'),
  /** Absent: the caller waits for ever. */
  timeoutMs: z.int().min(1).max(600_000).optional(),
  retries: z
    .strictObject({ max: z.int().min(0).max(10), backoffMs: z.int().min(0).max(60_000).default(0), jitter: z.boolean().default(false) })
    .optional(),
  breaker: z.boolean().default(false),
  /** Connections of one caller; absent: without bound. */
  pool: z.int().min(1).max(500).optional(),
  async: z.boolean().default(false),
})

const operation = z.strictObject({
  id: operationName,
  method: z.enum(methods),
  path: route,
  component: slug,
  plan: z.enum(plans),
  table: identifier.optional(),
  /** The column that the path's parameter is compared with. */
  key: identifier.optional(),
  /** Of a redirect: the column with the address. Of a counter: the column that counts. */
  value: identifier.optional(),
  cache: z.strictObject({ component: slug, ttlSeconds: z.number().min(1).max(31_536_000).optional() }).optional(),
  /** Of a write: entries of these caches are taken out. */
  invalidates: z.boolean().default(false),
  queue: slug.optional(),
  idempotencyKey: z.boolean().default(false),
  auth: z.boolean().default(false),
  paginated: z.boolean().default(false),
  /** JavaScript with a function `handle(request)`, run in the sandbox: a write passes it before it is written, a read after it was found. */
  handler: z.string().min(1).max(8000).optional(),
  /** Of the traffic, beside the shares of other operations that read, or write. */
  share: z.number().min(0).max(1000).default(1),
})

const objective = z.strictObject({ operation: operationName, p99Ms: z.number().min(1).max(600_000) })

export const blueprintSchema = z.strictObject({
  v: z.literal(1),
  name: slug,
  requirements,
  zones: z.array(slug).min(1).max(5),
  components: z.array(component).min(1).max(24),
  links: z.array(link).max(64).default([]),
  operations: z.array(operation).max(64).default([]),
  tables: z.array(tableSchema).max(mostTables).default([]),
  objectives: z.array(objective).max(64).default([]),
  /** By place in the blueprint: the words of the design that it rests on. */
  evidence: z.record(z.string().max(120), z.array(z.string().max(500)).max(8)).default({}),
  /** What the design says and the blueprint has no place for. */
  unmapped: z.array(z.string().max(500)).max(100).default([]),
  /** What nobody said in so many words, by its place, and what stood there before; it raises no score. */
  inferred: z
    .array(z.strictObject({ place: z.string().max(120), was: z.union([component, link, operation, tableSchema, requirements]).optional() }))
    .max(64)
    .optional(),
})

export type Blueprint = z.infer<typeof blueprintSchema>
export type Component = Blueprint['components'][number]
export type Link = Blueprint['links'][number]
export type Operation = Blueprint['operations'][number]
/** As learners and packs write it, with what goes without saying left out. */
export type BlueprintDraft = z.input<typeof blueprintSchema>

export function componentOf(blueprint: Blueprint, id: string): Component | undefined {
  return blueprint.components.find((one) => one.id === id)
}

export function isRead({ method }: Pick<Operation, 'method'>): boolean {
  return method === 'GET'
}

/** The zone of each replica, in turn over the component's zones. */
export function zonesOf(blueprint: Blueprint, { zones, replicas }: Component): readonly string[] {
  const [first = 'a'] = blueprint.zones
  const known = zones.length === 0 ? [first] : zones
  return Array.from({ length: replicas }, (_, at) => known[at % known.length] ?? first)
}
