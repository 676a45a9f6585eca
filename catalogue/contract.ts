/** What a consumer may rely on: each event's place, key and fields by path, out of the descriptors and the register. */
import { type DescField, type DescMessage, type FileRegistry, ScalarType } from '@bufbuild/protobuf'
import { commentOf } from './descriptors.ts'
import type { Register } from './events.ts'

export interface ContractField {
  /** In JSON names; a field of a nested message is `<field>.<field>`. */
  readonly path: string
  /** Protobuf's numbers along the path: what stays when a field is renamed. */
  readonly number: string
  /** "string", "int32", …, or the full name of an enum or message. */
  readonly type: string
  readonly repeated: boolean
  /** The names of an enum, first the default. */
  readonly values: readonly string[]
  readonly deprecated: boolean
  readonly description: string
}

export interface ContractEvent {
  readonly type: string
  readonly message: string
  readonly topic: string
  readonly owner: string
  readonly key: string
  readonly partitions: number
  readonly retentionDays: number
  readonly always: readonly string[]
  readonly mustUnderstand: readonly string[]
  readonly deprecated: boolean
  readonly fields: readonly ContractField[]
}

/** Throws when the register names a message, topic or field that does not exist. */
export function contractOf(registry: FileRegistry, { topics, events }: Register): readonly ContractEvent[] {
  return events.map((event) => {
    const topic = topics.find(({ name }) => name === event.topic)
    const message = registry.getMessage(event.message)
    if (topic === undefined) throw new Error(`${event.type}: the topic ${event.topic} is not registered`)
    if (message === undefined) throw new Error(`${event.type}: there is no message ${event.message}`)
    const fields = fieldsOf(message)
    for (const named of [topic.key, ...event.always, ...event.mustUnderstand]) {
      if (!fields.some(({ path }) => path === named)) throw new Error(`${event.type}: ${event.message} has no field ${named}`)
    }
    return {
      type: event.type,
      message: event.message,
      topic: topic.name,
      owner: topic.owner,
      key: topic.key,
      partitions: topic.partitions,
      retentionDays: topic.retentionDays,
      always: event.always,
      mustUnderstand: event.mustUnderstand,
      deprecated: message.deprecated || event.deprecatedUntil !== undefined,
      fields,
    }
  })
}

export function fieldsOf(message: DescMessage, seen: readonly string[] = []): readonly ContractField[] {
  // A message within itself adds no path that a consumer could not name by its first round.
  if (seen.includes(message.typeName)) return []
  return message.fields.flatMap((field) => {
    const self = {
      path: field.jsonName,
      number: String(field.number),
      type: typeOf(field),
      repeated: field.fieldKind === 'list',
      values: field.enum?.values.map(({ name }) => name) ?? [],
      deprecated: field.deprecated,
      description: commentOf(field),
    }
    const nested = field.message === undefined ? [] : fieldsOf(field.message, [...seen, message.typeName])
    return [self, ...nested.map((inner) => ({ ...inner, path: `${self.path}.${inner.path}`, number: `${self.number}.${inner.number}` }))]
  })
}

function typeOf(field: DescField): string {
  const value = field.enum?.typeName ?? field.message?.typeName ?? (field.scalar === undefined ? 'unknown' : ScalarType[field.scalar].toLowerCase())
  return field.fieldKind === 'map' ? `map<${ScalarType[field.mapKey].toLowerCase()}, ${value}>` : value
}
