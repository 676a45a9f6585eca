/** Short links: almost all reads, each a redirect. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('links', 'code text, url text, owner text?, created_at timestamp=now', { indexes: [['owner', 'created_at']], rowsPerDay: 1_000_000 }),
]
const scale = { readRps: 2000, writeRps: 100, p99Ms: 150, availability: 0.999, dataGb: 200, consistency: 'read-your-writes' } as const

const good = tiers({
  name: 'url-shortener',
  requirements: scale,
  api: { replicas: 4 },
  cache: { ttlSeconds: 3600 },
  tables,
  operations: [
    { id: 'createLink', method: 'POST', path: '/links', component: 'api', plan: 'create', table: 'links', auth: true, idempotencyKey: true },
    { id: 'readLink', method: 'GET', path: '/links/{code}', component: 'api', plan: 'get', table: 'links', key: 'code', share: 1 },
    {
      id: 'followLink',
      method: 'GET',
      path: '/{code}',
      component: 'api',
      plan: 'redirect',
      table: 'links',
      key: 'code',
      value: 'url',
      cache: { component: 'cache' },
      share: 20,
    },
  ],
})

export const urlShortener: Pack = {
  id: 'url-shortener',
  title: 'URL shortener',
  difficulty: 'easy',
  description:
    'People paste a long address and get a short one; whoever opens the short one is sent to the long one. Nobody waits for a redirect, and a short address that was given once works for ever.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/links', does: 'makes a short link and answers its code' },
    { method: 'GET', path: '/links/{code}', does: 'shows a link' },
    { method: 'GET', path: '/{code}', does: 'redirects to the long address' },
  ],
  needs: [],
  hints: [
    'How many redirects come for each new link?',
    'What happens to redirects while the database is away?',
    'Who makes sure that two links never get the same code?',
  ],
  semantics: [
    {
      title: 'A short link leads to the address it was made for',
      steps: [
        { method: 'POST', path: '/links', body: { url: 'https://example.org/a/long/way?to=go' }, status: 201, keep: { code: 'code' } },
        { method: 'GET', path: '/{code}', status: 302, expect: { 'header:location': 'https://example.org/a/long/way?to=go' } },
        { method: 'GET', path: '/links/{code}', status: 200, expect: { url: 'https://example.org/a/long/way?to=go' } },
      ],
    },
  ],
  tags: ['caching', 'key-value', 'read-heavy'],
  good,
  bad: spoilt(good, { component: 'api', to: { replicas: 1, zones: [] } }),
  badBecause: { rule: 'over-capacity', missed: { requirement: 'throughput' } },
}
