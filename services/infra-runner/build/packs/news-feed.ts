/** A feed: one writes, many read. */
import { schemaOf, table, tiers, without } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('people', 'id uuid=uuid, name text'),
  table('posts', 'id uuid=uuid, author uuid?, body text, created_at timestamp=now', {
    indexes: [['author', 'created_at']],
    foreignKeys: [{ columns: ['author'], table: 'people', references: ['id'] }],
    rowsPerDay: 2_000_000,
  }),
]
const scale = { readRps: 3000, writeRps: 200, p99Ms: 200, availability: 0.999, dataGb: 800, consistency: 'eventual' } as const

const good = tiers({
  name: 'news-feed',
  requirements: scale,
  api: { replicas: 3, size: 'm' },
  cache: { ttlSeconds: 5 },
  queue: {},
  workers: { replicas: 2 },
  tables,
  operations: [
    {
      id: 'createPost',
      method: 'POST',
      path: '/posts',
      component: 'api',
      plan: 'create',
      table: 'posts',
      queue: 'queue',
      auth: true,
      idempotencyKey: true,
    },
    {
      id: 'readFeed',
      method: 'GET',
      path: '/posts',
      component: 'api',
      plan: 'list',
      table: 'posts',
      paginated: true,
      cache: { component: 'cache' },
      share: 9,
    },
    { id: 'readPost', method: 'GET', path: '/posts/{id}', component: 'api', plan: 'get', table: 'posts', key: 'id', cache: { component: 'cache' } },
  ],
})

export const newsFeed: Pack = {
  id: 'news-feed',
  title: 'News feed',
  difficulty: 'medium',
  description:
    'People post, and those who follow them see the newest posts first. A post of somebody with a million followers must not hold up anybody.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/posts', does: 'posts' },
    { method: 'GET', path: '/posts', does: 'shows the newest posts, page by page' },
    { method: 'GET', path: '/posts/{id}', does: 'shows one post' },
  ],
  needs: [{ kind: 'queue', because: 'spreading a post to all who follow is not what its author waits for.' }],
  hints: ['Is a feed made when somebody posts or when somebody reads?', 'How old may a feed be?'],
  semantics: [
    {
      title: 'A post can be read by its address',
      steps: [
        { method: 'POST', path: '/posts', body: { body: 'first' }, status: 201, keep: { id: 'id' } },
        { method: 'GET', path: '/posts/{id}', status: 200, expect: { body: 'first' } },
      ],
    },
  ],
  tags: ['fan-out', 'queues', 'read-heavy'],
  good,
  bad: without(without(good, 'queue'), 'workers'),
  badBecause: { rule: 'part-missing' },
}
