/** Notifications: taken at once, delivered by somebody else. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('notifications', 'id uuid=uuid, recipient text, body text, state text=empty, created_at timestamp=now', {
    indexes: [['recipient', 'created_at']],
    rowsPerDay: 3_000_000,
  }),
]
const scale = { readRps: 200, writeRps: 1000, p99Ms: 150, availability: 0.999, dataGb: 300, consistency: 'eventual' } as const

const good = tiers({
  name: 'notification-service',
  requirements: scale,
  api: { replicas: 3 },
  queue: {},
  workers: { replicas: 3 },
  tables,
  more: [{ id: 'mail', kind: 'external' }],
  moreLinks: [{ from: 'workers', to: 'mail', timeoutMs: 3000, retries: { max: 3, backoffMs: 500, jitter: true }, breaker: true, async: true }],
  operations: [
    {
      id: 'notify',
      method: 'POST',
      path: '/notifications',
      component: 'api',
      plan: 'create',
      table: 'notifications',
      queue: 'queue',
      auth: true,
      idempotencyKey: true,
    },
    { id: 'readNotification', method: 'GET', path: '/notifications/{id}', component: 'api', plan: 'get', table: 'notifications', key: 'id' },
    { id: 'listNotifications', method: 'GET', path: '/notifications', component: 'api', plan: 'list', table: 'notifications', paginated: true },
  ],
})

export const notificationService: Pack = {
  id: 'notification-service',
  title: 'Notification service',
  difficulty: 'medium',
  description:
    'Other services ask for mails and messages to be sent. Providers are slow and fail; who asks must not feel it, and nobody gets the same message twice.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/notifications', does: 'asks for a message to be sent' },
    { method: 'GET', path: '/notifications/{id}', does: 'says what became of it' },
  ],
  needs: [
    { kind: 'queue', because: 'who asks must not wait for a mail provider.' },
    { kind: 'worker', because: 'somebody has to deliver.' },
  ],
  hints: ['What happens when the provider is away for an hour?', 'How full may the queue get?'],
  semantics: [
    {
      title: 'What was asked for can be followed',
      steps: [
        { method: 'POST', path: '/notifications', body: { recipient: 'ada', body: 'hello' }, status: 201, keep: { id: 'id' } },
        { method: 'GET', path: '/notifications/{id}', status: 200, expect: { recipient: 'ada' } },
      ],
    },
    {
      title: 'What was asked for again, because nobody answered, is one message',
      steps: [{ method: 'POST', path: '/notifications', body: { recipient: 'ada', body: 'hello again' }, tries: 3, status: 201 }],
    },
  ],
  tags: ['queues', 'retries', 'write-heavy'],
  good,
  bad: { ...spoilt(good, {}), components: good.components.map(({ mostWaiting: _, ...rest }) => rest) },
  badBecause: { rule: 'queue-unbounded' },
}
