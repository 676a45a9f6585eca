/** Jobs: each done once, whoever dies meanwhile. */
import { schemaOf, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('jobs', 'id uuid=uuid, kind text, state text=empty, run_at timestamp?, created_at timestamp=now', {
    indexes: [['state', 'run_at']],
    rowsPerDay: 1_000_000,
  }),
]
const scale = { readRps: 200, writeRps: 300, p99Ms: 200, availability: 0.999, dataGb: 100, consistency: 'read-your-writes' } as const

const good = tiers({
  name: 'job-scheduler',
  requirements: scale,
  api: { replicas: 2 },
  queue: {},
  workers: { replicas: 3 },
  tables,
  operations: [
    {
      id: 'createJob',
      method: 'POST',
      path: '/jobs',
      component: 'api',
      plan: 'create',
      table: 'jobs',
      queue: 'queue',
      auth: true,
      idempotencyKey: true,
    },
    { id: 'readJob', method: 'GET', path: '/jobs/{id}', component: 'api', plan: 'get', table: 'jobs', key: 'id', share: 3 },
    { id: 'listJobs', method: 'GET', path: '/jobs', component: 'api', plan: 'list', table: 'jobs', paginated: true },
    { id: 'cancelJob', method: 'DELETE', path: '/jobs/{id}', component: 'api', plan: 'delete', table: 'jobs', key: 'id', auth: true, share: 0.1 },
  ],
})

export const jobScheduler: Pack = {
  id: 'job-scheduler',
  title: 'Job scheduler',
  difficulty: 'hard',
  description: 'Services hand over work for later. Each job is done although workers die in the middle of it, and none is done by two at once.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/jobs', does: 'hands a job over' },
    { method: 'GET', path: '/jobs/{id}', does: 'says what became of it' },
    { method: 'DELETE', path: '/jobs/{id}', does: 'cancels it' },
  ],
  needs: [{ kind: 'worker', because: 'somebody has to do the jobs.' }],
  hints: ['How long is a job with a worker that has died?', 'What does a client retry when it handed over a job and heard nothing?'],
  semantics: [
    {
      title: 'A job that was handed over can be followed and cancelled',
      steps: [
        { method: 'POST', path: '/jobs', body: { kind: 'mail' }, status: 201, keep: { id: 'id' } },
        { method: 'GET', path: '/jobs/{id}', status: 200, expect: { kind: 'mail' } },
        { method: 'DELETE', path: '/jobs/{id}', status: 204 },
        { method: 'GET', path: '/jobs/{id}', status: 404 },
      ],
    },
    {
      title: 'A job that was handed over again, because nobody answered, is one job',
      steps: [{ method: 'POST', path: '/jobs', body: { kind: 'mail' }, tries: 3, status: 201 }],
    },
  ],
  tags: ['queues', 'leases', 'idempotency'],
  good,
  bad: {
    ...good,
    links: (good.links ?? []).map((link) => ({ ...link, retries: { max: 9, backoffMs: 0 } })),
  },
  badBecause: { rule: 'retries-multiply' },
}
