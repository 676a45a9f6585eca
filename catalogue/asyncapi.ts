/** The AsyncAPI 3.0 document: a channel per topic, sent to by its owner, received from by each registered consumer. */
import type { FileRegistry } from '@bufbuild/protobuf'
import { socketDocument } from '@quint/gateway/socket/document.ts'
import type { Consumer } from './consumers.ts'
import type { Register, RegisteredEvent, Topic } from './events.ts'
import { bodySchema, exampleHeaders, headersSchema, type Schema } from './schema.ts'

export interface Sources {
  readonly registry: FileRegistry
  readonly register: Register
  readonly consumers: readonly Consumer[]
  /** The text of consume.py, which the catalogue hands out. */
  readonly sample: string
}

const bindingVersion = '0.5.0'
const dayMs = 86_400_000

export function asyncApi(sources: Sources): Schema {
  const { register } = sources
  const socket = socketDocument()
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Quint events',
      version: '1.0.0',
      description:
        'Facts that the services of Quint publish: CloudEvents 1.0 in binary mode on Kafka, bodies in protobuf-JSON. Delivery is at least once; records of one key stay in order.',
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: {
        host: '{bootstrap}',
        protocol: 'kafka',
        description: 'The broker of the installation.',
        variables: { bootstrap: { default: 'localhost:9092', description: 'Host and port.' } },
      },
      ...socket.servers,
    },
    channels: { ...Object.fromEntries(register.topics.map((topic) => [topic.name, channel(topic, register)])), ...socket.channels },
    operations: { ...Object.fromEntries([...sends(register), ...receives(sources)]), ...socket.operations },
    components: { messages: { ...Object.fromEntries(register.events.map((event) => [event.type, message(event, sources)])), ...socket.messages } },
  }
}

function channel(topic: Topic, { events }: Register): Schema {
  const own = events.filter((event) => event.topic === topic.name)
  return {
    address: topic.name,
    description: `Facts of ${topic.owner}. The key of a record is ${topic.key}.`,
    servers: [{ $ref: '#/servers/kafka' }],
    messages: Object.fromEntries(own.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    tags: [{ name: topic.owner }],
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions,
        topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': topic.retentionDays * dayMs },
        bindingVersion,
      },
    },
  }
}

function operation(action: 'send' | 'receive', topic: string, types: readonly string[]): Schema {
  const channelRef = `#/channels/${topic}`
  return { action, channel: { $ref: channelRef }, messages: types.map((type) => ({ $ref: `${channelRef}/messages/${type}` })) }
}

function sends({ topics, events }: Register): readonly (readonly [string, Schema])[] {
  return topics.map((topic) => {
    const types = events.filter((event) => event.topic === topic.name).map(({ type }) => type)
    return [`${topic.owner}.sends.${topic.name}`, { ...operation('send', topic.name, types), tags: [{ name: topic.owner }] }]
  })
}

function receives({ register, consumers }: Sources): readonly (readonly [string, Schema])[] {
  return consumers.flatMap((consumer) =>
    register.topics.flatMap(({ name }) => {
      const types = register.events.filter(({ topic, type }) => topic === name && Object.hasOwn(consumer.reads, type)).map(({ type }) => type)
      if (types.length === 0) return []
      const received = {
        ...operation('receive', name, types),
        summary: consumer.purpose,
        tags: [{ name: consumer.team }],
        bindings: { kafka: { groupId: { type: 'string', const: consumer.group }, bindingVersion } },
      }
      return [[`${consumer.team}.receives.${name}`, received] as const]
    }),
  )
}

function message(event: RegisteredEvent, { registry, register }: Sources): Schema {
  const key = register.topics.find(({ name }) => name === event.topic)?.key
  const { $schema: _, ...payload } = bodySchema(registry, event)
  return {
    name: event.type,
    title: event.type,
    summary: event.purpose,
    contentType: 'application/json',
    headers: headersSchema(register, event),
    payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: payload },
    bindings: { kafka: { key: { type: 'string', format: 'uuid', description: `The body's ${key}.` }, bindingVersion } },
    examples: [{ headers: exampleHeaders(register, event), payload: event.example }],
    ...(event.deprecatedUntil === undefined ? {} : { 'x-deprecated-until': event.deprecatedUntil }),
  }
}
