/** Everything that the web app shows and serves of the catalogue, as one JSON document. */
import { asyncApi, type Sources } from './asyncapi.ts'
import { type ContractEvent, type ContractField, contractOf } from './contract.ts'
import { commentOf } from './descriptors.ts'
import type { RegisteredEvent } from './events.ts'
import { type Notice, notices } from './notices.ts'
import { bodySchema, exampleHeaders, type Schema } from './schema.ts'
import { type Start, startTexts } from './start.ts'

interface PageField {
  /** In JSON names; a field of a nested message is `<field>.<field>`. */
  readonly name: string
  /** As JSON writes it: "string", "integer", "list of string", … */
  readonly type: string
  readonly description: string
  /** True when the field is never left out; when false, a missing field has its default. */
  readonly always: boolean
  /** Whoever reads the event must read this field. */
  readonly mustUnderstand: boolean
  readonly deprecated: boolean
  /** The names of an enum; empty for other types. */
  readonly values: readonly string[]
  readonly default: unknown
  /** Teams that read it. */
  readonly consumers: readonly string[]
}

interface PageEvent {
  readonly type: string
  readonly purpose: string
  readonly description: string
  readonly owner: string
  /** The folder of the code that publishes it. */
  readonly code: string
  readonly topic: string
  readonly key: string
  readonly partitions: number
  readonly retentionDays: number
  readonly message: string
  readonly deprecated: boolean
  readonly deprecatedUntil: string
  readonly fields: readonly PageField[]
  readonly consumers: readonly PageConsumer[]
  readonly example: { readonly key: string; readonly headers: Readonly<Record<string, string>>; readonly body: Readonly<Record<string, unknown>> }
  readonly schema: Schema
  readonly start: readonly Start[]
}

interface PageConsumer {
  readonly team: string
  readonly purpose: string
  readonly contact: string
  readonly group: string
  readonly lagSeconds: number
  readonly decoder: string
  readonly fields: readonly string[]
}

export interface Catalogue {
  readonly title: string
  readonly compatibility: readonly string[]
  readonly delivery: readonly string[]
  readonly notices: readonly Notice[]
  readonly events: readonly PageEvent[]
  readonly asyncApi: Schema
  /** A whole consumer in Python. */
  readonly sample: string
}

const compatibility = [
  'Fields and events are added without notice: pass over what you do not know.',
  'A field or an event that somebody reads is not removed, renamed, retyped, moved or keyed otherwise within v1. A break is a new topic (v2), published beside the old one for at least 30 days.',
  'What nobody reads may be retired with a notice: register what you read in consumers/<team>.yaml.',
  'An enum may gain a name with a notice; treat one that you do not know as unspecified.',
]

const delivery = [
  'At least once: the same ce_id is the same event, so remember the ids you have applied.',
  'Records of one key come in order; between keys there is no order.',
  'A field that was left out has its default. Only the fields marked as always there can be counted on.',
  'Events hold opaque ids, counts and closed lists of words: never an e-mail, an answer or code.',
  'On identity.user.deleted, erase what you hold of the learner.',
]

export function catalogueOf(sources: Sources): Catalogue {
  const contract = contractOf(sources.registry, sources.register)
  return {
    title: 'Quint events',
    compatibility,
    delivery,
    notices,
    events: sources.register.events.map((event, index) => pageEvent(event, contract[index], sources)),
    asyncApi: asyncApi(sources),
    sample: sources.sample,
  }
}

function pageEvent(event: RegisteredEvent, contract: ContractEvent | undefined, sources: Sources): PageEvent {
  const { registry, register } = sources
  const topic = register.topics.find(({ name }) => name === event.topic)
  const message = registry.getMessage(event.message)
  if (contract === undefined || topic === undefined || message === undefined) throw new Error(`${event.type} is not in the contract`)
  const schema = bodySchema(registry, event)
  return {
    type: event.type,
    purpose: event.purpose,
    description: commentOf(message),
    owner: topic.owner,
    code: topic.code,
    topic: topic.name,
    key: topic.key,
    partitions: topic.partitions,
    retentionDays: topic.retentionDays,
    message: event.message,
    deprecated: contract.deprecated,
    deprecatedUntil: event.deprecatedUntil ?? '',
    fields: contract.fields.map((field) => pageField(field, { event, schema, sources })),
    consumers: consumersOf(event, sources),
    example: { key: String(event.example[topic.key]), headers: exampleHeaders(register, event), body: event.example },
    schema,
    start: startTexts(event),
  }
}

function consumersOf({ type }: RegisteredEvent, { consumers }: Sources): readonly PageConsumer[] {
  return consumers.flatMap(({ reads, ...consumer }) => {
    const reading = reads[type]
    return reading === undefined ? [] : [{ ...consumer, ...reading }]
  })
}

interface FieldPlace {
  readonly event: RegisteredEvent
  readonly schema: Schema
  readonly sources: Sources
}

interface PropertySchema {
  readonly type?: string
  readonly default?: unknown
  readonly items?: { readonly type?: string }
}

function pageField(field: ContractField, { event, schema, sources }: FieldPlace): PageField {
  const properties = schema.properties as Readonly<Record<string, PropertySchema>>
  const property = properties[field.path]
  const type = property?.type ?? field.type
  return {
    name: field.path,
    type: type === 'array' ? `list of ${property?.items?.type ?? field.type}` : type,
    description: field.description,
    always: event.always.includes(field.path),
    mustUnderstand: event.mustUnderstand.includes(field.path),
    deprecated: field.deprecated,
    values: field.values,
    default: property?.default ?? null,
    consumers: sources.consumers.filter(({ reads }) => reads[event.type]?.fields.includes(field.path)).map(({ team }) => team),
  }
}
