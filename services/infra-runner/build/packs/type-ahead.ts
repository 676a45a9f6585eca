/** Type-ahead: an answer for every letter. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [table('terms', 'id bigint=serial, prefix text, term text, weight int=zero', { indexes: [['prefix', 'weight']] })]
const scale = { readRps: 6000, writeRps: 20, p99Ms: 100, availability: 0.999, dataGb: 20, consistency: 'eventual' } as const

const good = tiers({
  name: 'type-ahead',
  requirements: scale,
  api: { replicas: 5, size: 'm' },
  cache: { ttlSeconds: 60 },
  tables,
  operations: [
    {
      id: 'suggest',
      method: 'GET',
      path: '/suggestions/{prefix}',
      component: 'api',
      plan: 'get',
      table: 'terms',
      key: 'prefix',
      cache: { component: 'cache' },
    },
    { id: 'addTerm', method: 'POST', path: '/terms', component: 'api', plan: 'create', table: 'terms', auth: true, idempotencyKey: true },
  ],
})

export const typeAhead: Pack = {
  id: 'type-ahead',
  title: 'Type-ahead',
  difficulty: 'medium',
  description: 'While people type, they see what others meant by the same beginning. An answer that comes after the next letter is no answer.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'GET', path: '/suggestions/{prefix}', does: 'suggests terms for a beginning' },
    { method: 'POST', path: '/terms', does: 'adds a term' },
  ],
  needs: [{ kind: 'cache', because: 'the same few beginnings are most of the traffic.' }],
  hints: ['How often do suggestions for the same letters change?', 'Which letters are asked for most?'],
  semantics: [
    {
      title: 'A term is suggested by its beginning',
      steps: [
        { method: 'POST', path: '/terms', body: { prefix: '{random}', term: 'quint' }, status: 201, keep: { prefix: 'prefix' } },
        { method: 'GET', path: '/suggestions/{prefix}', status: 200, expect: { term: 'quint' } },
      ],
    },
  ],
  tags: ['caching', 'search', 'latency'],
  good,
  bad: spoilt(good, { whole: { tables: tables.map((one) => ({ ...one, indexes: [] })) } }),
  badBecause: { rule: 'lookup-unindexed' },
}
