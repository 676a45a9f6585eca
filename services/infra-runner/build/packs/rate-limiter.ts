/** A counter that many services ask before they work. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [table('counters', 'client text, hits bigint=zero, most bigint, updated_at timestamp=now')]
const scale = { readRps: 500, writeRps: 2000, p99Ms: 100, availability: 0.999, dataGb: 5, consistency: 'linearizable' } as const

const good = tiers({
  name: 'rate-limiter',
  requirements: scale,
  api: { replicas: 4, size: 's' },
  database: { kind: 'db.kv', size: 's' },
  tables,
  operations: [
    {
      id: 'setLimit',
      method: 'PUT',
      path: '/limits/{client}',
      component: 'api',
      plan: 'update',
      table: 'counters',
      key: 'client',
      auth: true,
      share: 0.01,
    },
    {
      id: 'createLimit',
      method: 'POST',
      path: '/limits',
      component: 'api',
      plan: 'create',
      table: 'counters',
      auth: true,
      idempotencyKey: true,
      share: 0.01,
    },
    {
      id: 'hit',
      method: 'POST',
      path: '/limits/{client}/hits',
      component: 'api',
      plan: 'counter',
      table: 'counters',
      key: 'client',
      value: 'hits',
      idempotencyKey: true,
      auth: true,
    },
    { id: 'readLimit', method: 'GET', path: '/limits/{client}', component: 'api', plan: 'get', table: 'counters', key: 'client' },
  ],
})

export const rateLimiter: Pack = {
  id: 'rate-limiter',
  title: 'Rate limiter',
  difficulty: 'medium',
  description:
    'Services ask before each request of a client whether it has called too often. Two services that ask at the same moment must both be counted.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/limits', does: 'sets a limit for a client' },
    { method: 'POST', path: '/limits/{client}/hits', does: 'counts one request' },
    { method: 'GET', path: '/limits/{client}', does: 'shows what was counted' },
  ],
  needs: [],
  hints: ['What is the answer while the limiter is away: yes or no?', 'Where do two counts of the same moment meet?'],
  semantics: [
    {
      title: 'Every hit is counted once',
      steps: [
        { method: 'POST', path: '/limits', body: { most: 10 }, status: 201, keep: { client: 'client' } },
        { method: 'POST', path: '/limits/{client}/hits', status: 200, expect: { hits: 1 } },
        { method: 'POST', path: '/limits/{client}/hits', status: 200, expect: { hits: 2 } },
        { method: 'GET', path: '/limits/{client}', status: 200, expect: { hits: 2 } },
      ],
    },
    {
      title: 'Hits of the same moment are all counted',
      steps: [
        { method: 'POST', path: '/limits', body: { most: 10 }, status: 201, keep: { client: 'client' } },
        { method: 'POST', path: '/limits/{client}/hits', atOnce: 10, status: 200 },
        { method: 'GET', path: '/limits/{client}', status: 200, expect: { hits: 10 } },
      ],
    },
  ],
  tags: ['counters', 'write-heavy', 'consistency'],
  good,
  bad: spoilt(good, { component: 'lb', to: { replicas: 1, zones: [] } }),
  badBecause: { rule: 'single-point', missed: { requirement: 'availability', fault: 'balancer-killed' } },
}
