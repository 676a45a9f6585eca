/** Chat: messages in order, for everybody in a room. */
import { schemaOf, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('rooms', 'id uuid=uuid, title text'),
  table('messages', 'id bigint=serial, room_id uuid?, body text, sent_at timestamp=now', {
    indexes: [['room_id', 'sent_at']],
    foreignKeys: [{ columns: ['room_id'], table: 'rooms', references: ['id'] }],
    rowsPerDay: 4_000_000,
  }),
]
const scale = { readRps: 1000, writeRps: 500, p99Ms: 150, availability: 0.999, dataGb: 600, consistency: 'read-your-writes' } as const

const good = tiers({
  name: 'chat',
  requirements: scale,
  api: { replicas: 3 },
  queue: { kind: 'stream' },
  workers: {},
  tables,
  operations: [
    {
      id: 'createRoom',
      method: 'POST',
      path: '/rooms',
      component: 'api',
      plan: 'create',
      table: 'rooms',
      auth: true,
      idempotencyKey: true,
      share: 0.05,
    },
    {
      id: 'sendMessage',
      method: 'POST',
      path: '/messages',
      component: 'api',
      plan: 'create',
      table: 'messages',
      queue: 'queue',
      auth: true,
      idempotencyKey: true,
    },
    { id: 'readMessages', method: 'GET', path: '/messages', component: 'api', plan: 'list', table: 'messages', paginated: true, share: 4 },
    { id: 'readMessage', method: 'GET', path: '/messages/{id}', component: 'api', plan: 'get', table: 'messages', key: 'id' },
  ],
})

const onceThere = 'A message whose sender had to try again is there once'

export const chat: Pack = {
  id: 'chat',
  title: 'Chat',
  difficulty: 'hard',
  description:
    'People talk in rooms. A message that was acknowledged is never lost, and nobody sees it twice, also when the sender had to try again.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/messages', does: 'sends a message' },
    { method: 'GET', path: '/messages', does: 'reads messages, page by page' },
    { method: 'GET', path: '/messages/{id}', does: 'reads one message' },
  ],
  needs: [{ kind: 'stream', because: 'messages go to everybody in the room in their order, while the sender waits for none of them.' }],
  hints: ['What does a phone do that never heard whether its message arrived?', 'Who gives messages their order?'],
  semantics: [
    {
      title: 'A message that was sent can be read',
      steps: [
        { method: 'POST', path: '/messages', body: { body: 'hi' }, status: 201, keep: { id: 'id' } },
        { method: 'GET', path: '/messages/{id}', status: 200, expect: { body: 'hi' } },
      ],
    },
    { title: onceThere, steps: [{ method: 'POST', path: '/messages', body: { body: 'did you hear me?' }, tries: 3, status: 201 }] },
  ],
  tags: ['ordering', 'streams', 'idempotency'],
  good,
  bad: { ...good, operations: (good.operations ?? []).map((one) => (one.id === 'sendMessage' ? { ...one, idempotencyKey: false } : one)) },
  badBecause: { missed: { requirement: 'semantics', title: onceThere } },
}
