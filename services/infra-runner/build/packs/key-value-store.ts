/** A store of values by key that others build on. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [table('entries', 'key text, value text, version bigint=zero, updated_at timestamp=now')]
const scale = { readRps: 3000, writeRps: 1000, p99Ms: 100, availability: 0.999, dataGb: 300, consistency: 'linearizable' } as const

const good = tiers({
  name: 'key-value-store',
  requirements: scale,
  api: { replicas: 4, size: 'm' },
  database: { kind: 'db.kv', size: 'm' },
  tables,
  operations: [
    {
      id: 'createEntry',
      method: 'POST',
      path: '/entries',
      component: 'api',
      plan: 'create',
      table: 'entries',
      auth: true,
      idempotencyKey: true,
      share: 0.3,
    },
    { id: 'readEntry', method: 'GET', path: '/entries/{key}', component: 'api', plan: 'get', table: 'entries', key: 'key' },
    { id: 'writeEntry', method: 'PUT', path: '/entries/{key}', component: 'api', plan: 'update', table: 'entries', key: 'key', auth: true },
    {
      id: 'deleteEntry',
      method: 'DELETE',
      path: '/entries/{key}',
      component: 'api',
      plan: 'delete',
      table: 'entries',
      key: 'key',
      auth: true,
      share: 0.1,
    },
  ],
})

export const keyValueStore: Pack = {
  id: 'key-value-store',
  title: 'Key-value store',
  difficulty: 'medium',
  description:
    'Other services keep their state in it. Who has written a value and was told so reads that value or a later one, through whichever replica.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/entries', does: 'keeps a value under a new key' },
    { method: 'GET', path: '/entries/{key}', does: 'reads a value' },
    { method: 'PUT', path: '/entries/{key}', does: 'replaces it' },
    { method: 'DELETE', path: '/entries/{key}', does: 'removes it' },
  ],
  needs: [],
  hints: ['Which replica may answer a read?', 'What is lost when the primary is lost?'],
  semantics: [
    {
      title: 'The last value that was written is read',
      steps: [
        { method: 'POST', path: '/entries', body: { value: 'one' }, status: 201, keep: { key: 'key' } },
        { method: 'PUT', path: '/entries/{key}', body: { value: 'two' }, status: 200, expect: { value: 'two' } },
        { method: 'GET', path: '/entries/{key}', status: 200, expect: { value: 'two' } },
      ],
    },
  ],
  tags: ['key-value', 'consistency', 'replication'],
  good,
  bad: spoilt(good, { component: 'db', to: { failover: false } }),
  badBecause: { rule: 'single-point', missed: { requirement: 'availability', fault: 'zone-lost' } },
}
