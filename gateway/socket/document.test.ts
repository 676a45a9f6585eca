import assert from 'node:assert/strict'
import { test } from 'node:test'
import { socketDocument } from './document.ts'

interface Message {
  readonly name: string
  readonly payload: { readonly schema: { readonly allOf: readonly { readonly properties?: Record<string, unknown> }[] } }
}

const { channels, operations, messages } = socketDocument() as unknown as {
  channels: { socket: { address: string; messages: Record<string, { $ref: string }> } }
  operations: Record<string, { messages: readonly { $ref: string }[] }>
  messages: Record<string, Message>
}

test('every message of the socket is described once, in the channel, in an operation and with its type', () => {
  assert.equal(channels.socket.address, '/ws')
  const keys = Object.keys(messages)
  assert.deepEqual(Object.keys(channels.socket.messages), keys)
  const operated = Object.values(operations).flatMap(({ messages: list }) => list.map(({ $ref }) => $ref.split('/').at(-1)))
  assert.deepEqual(operated.toSorted(), keys.toSorted())
  for (const { name, payload } of Object.values(messages)) assert.deepEqual(payload.schema.allOf[0]?.properties?.type, { const: name })
})

test('what a client says and what it hears is there: the conversation, the notices, errors', () => {
  const names = new Set(Object.values(messages).map(({ name }) => name))
  for (const name of [
    'coach_start',
    'coach_message',
    'resume',
    'ping',
    'subscribe',
    'coach_state',
    'ai_delta',
    'ai_response',
    'event',
    'pong',
    'error',
  ])
    assert.ok(names.has(name), name)
  const said = messages['socket.takes.coach.coach_message']?.payload.schema.allOf[1]?.properties
  assert.deepEqual(Object.keys(said ?? {}).toSorted(), ['session_id', 'text', 'time_spent_seconds', 'turn'])
})
