/** JSON Schema 2020-12 of an event's body, as protobuf-JSON writes it, and of its headers. */
import { type DescField, type DescMessage, type FileRegistry, ScalarType } from '@bufbuild/protobuf'
import { commentOf } from './descriptors.ts'
import type { Register, RegisteredEvent } from './events.ts'

export type Schema = Readonly<Record<string, unknown>>

/** Types are strict; a field that the schema does not know is allowed, because fields are added without notice. */
export function bodySchema(registry: FileRegistry, event: RegisteredEvent): Schema {
  const message = registry.getMessage(event.message)
  if (message === undefined) throw new Error(`there is no message ${event.message}`)
  const body = objectSchema(message, [], event.always)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:quint:event:${event.type}:v1`,
    title: event.type,
    description: event.purpose,
    ...body,
    required: event.always,
    examples: [event.example],
  }
}

/**
 * Messages stand inside one another, without references: those of a schema would not lead where they should in a document that holds it.
 *
 * @param around the messages that this one stands in.
 * @param always fields that are never left out, so that no default stands for them.
 */
function objectSchema(message: DescMessage, around: readonly DescMessage[], always: readonly string[] = []): Schema {
  if (around.includes(message)) throw new Error(`${message.typeName} holds itself, which an event cannot`)
  const inside = [...around, message]
  const propertyOf = (field: DescField): Schema => {
    const { default: _, ...there } = fieldSchema(field, inside)
    return always.includes(field.jsonName) ? there : fieldSchema(field, inside)
  }
  return {
    type: 'object',
    properties: Object.fromEntries(message.fields.map((field) => [field.jsonName, propertyOf(field)])),
    additionalProperties: true,
  }
}

function fieldSchema(field: DescField, inside: readonly DescMessage[]): Schema {
  const description = commentOf(field)
  const notes = { ...(description === '' ? {} : { description }), ...(field.deprecated ? { deprecated: true } : {}) }
  const value = valueSchema(field, inside)
  if (field.fieldKind === 'list') return { ...notes, type: 'array', items: value, default: [] }
  if (field.fieldKind === 'map') return { ...notes, type: 'object', additionalProperties: value, default: {} }
  const hasDefault = field.oneof === undefined && field.fieldKind !== 'message' && !isId(field)
  return { ...notes, ...value, ...(hasDefault ? { default: defaultOf(field) } : {}) }
}

/** What a field that was left out means. */
function defaultOf(field: DescField): unknown {
  if (field.enum !== undefined) return field.enum.values[0]?.name
  const schema = field.scalar === undefined ? {} : scalarSchema(field.scalar)
  if (schema.type === 'boolean') return false
  return schema.type === 'string' ? (field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES ? '' : '0') : 0
}

/** Ids are UUIDs of our own making. */
function isId(field: DescField): boolean {
  return field.scalar === ScalarType.STRING && /(^i|I)d$/.test(field.jsonName)
}

function valueSchema(field: DescField, inside: readonly DescMessage[]): Schema {
  if (field.enum !== undefined) return { type: 'string', enum: field.enum.values.map(({ name }) => name) }
  if (field.message !== undefined) {
    if (field.message.typeName === 'google.protobuf.Timestamp') return { type: 'string', format: 'date-time' }
    if (field.message.typeName.startsWith('google.protobuf.')) throw new Error(`${field.name}: ${field.message.typeName} has no place in an event`)
    return objectSchema(field.message, inside)
  }
  return isId(field) ? { type: 'string', format: 'uuid' } : scalarSchema(field.scalar)
}

const wide = { type: 'string', pattern: '^-?(0|[1-9][0-9]*)$' }

function scalarSchema(scalar: ScalarType): Schema {
  switch (scalar) {
    case ScalarType.STRING:
      return { type: 'string' }
    case ScalarType.BYTES:
      return { type: 'string', contentEncoding: 'base64' }
    case ScalarType.BOOL:
      return { type: 'boolean' }
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1 }
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return { type: 'number' }
    default:
      // protobuf-JSON writes 64 bits as text.
      return wide
  }
}

/** The record's headers: CloudEvents 1.0 in binary mode. */
export function headersSchema(register: Register, event: RegisteredEvent): Schema {
  const owner = register.topics.find(({ name }) => name === event.topic)?.owner
  return {
    type: 'object',
    properties: {
      ce_specversion: { const: '1.0' },
      ce_id: { type: 'string', format: 'uuid', description: 'UUIDv7. The same id again is the same event again: drop it.' },
      ce_type: { const: event.type },
      ce_source: { const: `/quint/${owner}` },
      ce_subject: { type: 'string', format: 'uuid', description: "The record's key." },
      ce_time: { type: 'string', format: 'date-time', description: 'When the change was made, UTC.' },
      'content-type': { const: 'application/json' },
      traceparent: {
        type: 'string',
        pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
        description: 'W3C trace context, when the change was traced.',
      },
    },
    required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'content-type'],
    additionalProperties: true,
  }
}

/** The headers of an event's example. */
export function exampleHeaders(register: Register, event: RegisteredEvent): Readonly<Record<string, string>> {
  const topic = register.topics.find(({ name }) => name === event.topic)
  const key = String(event.example[topic?.key ?? ''])
  return {
    ce_specversion: '1.0',
    ce_id: '0198c7b4-21fa-7b06-8d35-9e7c0f2a6b54',
    ce_type: event.type,
    ce_source: `/quint/${topic?.owner}`,
    ce_subject: key,
    ce_time: '2026-01-15T09:30:00.000Z',
    'content-type': 'application/json',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  }
}
