/** Pastes: text that is written once, read for a while, and gone. */
import { schemaOf, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('pastes', 'id text, content text, language text?, expires_at timestamp?, created_at timestamp=now', {
    indexes: [['expires_at']],
    rowsPerDay: 500_000,
  }),
]
const scale = { readRps: 800, writeRps: 80, p99Ms: 200, availability: 0.999, dataGb: 500, consistency: 'read-your-writes' } as const

const good = tiers({
  name: 'paste-bin',
  requirements: scale,
  api: { replicas: 2 },
  cache: { ttlSeconds: 600 },
  tables,
  operations: [
    { id: 'createPaste', method: 'POST', path: '/pastes', component: 'api', plan: 'create', table: 'pastes', auth: true, idempotencyKey: true },
    {
      id: 'readPaste',
      method: 'GET',
      path: '/pastes/{id}',
      component: 'api',
      plan: 'get',
      table: 'pastes',
      key: 'id',
      cache: { component: 'cache' },
      share: 9,
    },
    { id: 'listPastes', method: 'GET', path: '/pastes', component: 'api', plan: 'list', table: 'pastes', paginated: true },
    {
      id: 'deletePaste',
      method: 'DELETE',
      path: '/pastes/{id}',
      component: 'api',
      plan: 'delete',
      table: 'pastes',
      key: 'id',
      auth: true,
      invalidates: true,
      share: 0.1,
    },
  ],
})

export const pasteBin: Pack = {
  id: 'paste-bin',
  title: 'Paste bin',
  difficulty: 'easy',
  description:
    'People leave a text and share its address. A text can be taken back, and then nobody may read it any more, from wherever it was read before.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/pastes', does: 'keeps a text' },
    { method: 'GET', path: '/pastes/{id}', does: 'gives it back' },
    { method: 'GET', path: '/pastes', does: 'lists texts, page by page' },
    { method: 'DELETE', path: '/pastes/{id}', does: 'takes it back' },
  ],
  needs: [],
  hints: ['Where does a text live beside the database?', 'What does a reader see just after a text was taken back?'],
  semantics: [
    {
      title: 'A text that was taken back is gone, also from where it was read before',
      steps: [
        { method: 'POST', path: '/pastes', body: { content: 'hello' }, status: 201, keep: { id: 'id' } },
        { method: 'GET', path: '/pastes/{id}', status: 200, expect: { content: 'hello' } },
        { method: 'DELETE', path: '/pastes/{id}', status: 204 },
        { method: 'GET', path: '/pastes/{id}', status: 404 },
      ],
    },
  ],
  tags: ['caching', 'expiry'],
  good,
  bad: {
    ...good,
    operations: (good.operations ?? []).map((one) => (one.id === 'deletePaste' ? { ...one, invalidates: false } : one)),
  },
  badBecause: { rule: 'stronger-than-cache', missed: { requirement: 'consistency' } },
}
