/** The socket as AsyncAPI describes it: one channel, a message for each type, out of the schemas that check them. */
import { z } from 'zod'
import { dialogueContract } from '../coach/dialogue-messages.ts'
import { interviewContract } from '../interview/messages.ts'
import { closings } from './closing.ts'
import type { SocketContract } from './feature.ts'
import { refusalFields } from './incoming.ts'
import { noticesContract } from './notices-messages.ts'

type Json = Readonly<Record<string, unknown>>

const own: SocketContract = {
  name: 'socket',
  purpose: 'What every socket understands.',
  takes: { ping: z.strictObject({}) },
  sends: { pong: z.object({}), error: refusalFields },
}

const contracts: readonly SocketContract[] = [own, dialogueContract, interviewContract, noticesContract]

/** Parts for an AsyncAPI 3.0 document. */
export function socketDocument(): { readonly servers: Json; readonly channels: Json; readonly operations: Json; readonly messages: Json } {
  const all = contracts.flatMap((contract) => [...messagesOf(contract, 'takes'), ...messagesOf(contract, 'sends')])
  const refs = (keys: readonly string[], to: string) => keys.map((key) => ({ $ref: `${to}/${key}` }))
  const keysOf = (direction: Direction) => contracts.flatMap((contract) => messagesOf(contract, direction).map(({ key }) => key))
  const inChannel = '#/channels/socket/messages'
  return {
    servers: { gateway: { host: '{host}', protocol: 'wss', description: 'The gateway.', variables: { host: { default: 'localhost:8080' } } } },
    channels: {
      socket: {
        address: '/ws',
        description: [
          'A WebSocket with the subprotocol quint.v1. Browsers prove themselves with a ticket of POST /api/ws-ticket as the subprotocol ticket.<value>, others with Authorization.',
          'Messages are JSON in text frames of at most 256 KiB. Every message of the server has a timestamp and a seq: within a conversation it counts there, else on the connection.',
          `Closing codes: ${Object.values(closings)
            .map(({ code, reason }) => `${code} ${reason}`)
            .join(', ')}, 1009 message too large.`,
        ].join(' '),
        servers: [{ $ref: '#/servers/gateway' }],
        messages: Object.fromEntries(all.map(({ key }) => [key, { $ref: `#/components/messages/${key}` }])),
      },
    },
    operations: {
      'socket.takes': { action: 'receive', channel: { $ref: '#/channels/socket' }, messages: refs(keysOf('takes'), inChannel) },
      'socket.sends': { action: 'send', channel: { $ref: '#/channels/socket' }, messages: refs(keysOf('sends'), inChannel) },
    },
    messages: Object.fromEntries(all.map(({ key, message }) => [key, message])),
  }
}

type Direction = 'takes' | 'sends'

function messagesOf(contract: SocketContract, direction: Direction) {
  return Object.entries(contract[direction]).map(([type, schema]) => ({
    key: `socket.${direction}.${contract.name}.${type}`,
    message: {
      name: type,
      title: type,
      summary: contract.purpose,
      contentType: 'application/json',
      // A frame has none; readers of the whole document find them beside every payload.
      headers: { type: 'object' },
      payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: payload(type, schema, direction) },
    },
  }))
}

function payload(type: string, schema: z.ZodType, direction: Direction): Json {
  const { $schema: _, ...fields } = z.toJSONSchema(schema, { io: direction === 'takes' ? 'input' : 'output', unrepresentable: 'any' })
  const head = { type: 'object', properties: { type: { const: type }, ...(direction === 'sends' ? stamps : {}) }, required: ['type'] }
  // A type of its own is no field of the schema, which knows the rest.
  return { allOf: [head, withoutClosing(fields)] }
}

const stamps = { timestamp: { type: 'string', format: 'date-time' }, seq: { type: 'integer' } }

/** Under allOf, "nothing else" would forbid the type itself. */
function withoutClosing(schema: Json): Json {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'additionalProperties')
      .map(([key, value]) => [key, key === 'anyOf' && Array.isArray(value) ? value.map((entry) => withoutClosing(entry as Json)) : value]),
  )
}
