/** Metrics: far more is written than anybody reads. */
import { schemaOf, spoilt, table, tiers } from './design.ts'
import type { Pack } from './pack.ts'

const tables = [
  table('samples', 'id bigint=serial, series text, value double, taken_at timestamp=now', {
    indexes: [['series', 'taken_at']],
    rowsPerDay: 40_000_000,
    partitionBy: 'taken_at',
  }),
]
const scale = { readRps: 50, writeRps: 3000, p99Ms: 200, availability: 0.999, dataGb: 1000, consistency: 'eventual' } as const

const good = tiers({
  name: 'metrics-pipeline',
  requirements: scale,
  api: { replicas: 3, size: 'm' },
  database: { size: 'm' },
  queue: { kind: 'stream', mostWaiting: 100_000 },
  workers: { replicas: 3 },
  tables,
  operations: [
    {
      id: 'writeSample',
      method: 'POST',
      path: '/samples',
      component: 'api',
      plan: 'enqueue',
      queue: 'queue',
      table: 'samples',
      auth: true,
      idempotencyKey: true,
    },
    { id: 'listSamples', method: 'GET', path: '/samples', component: 'api', plan: 'list', table: 'samples', paginated: true },
    { id: 'readSeries', method: 'GET', path: '/series/{series}', component: 'api', plan: 'get', table: 'samples', key: 'series' },
  ],
})

export const metricsPipeline: Pack = {
  id: 'metrics-pipeline',
  title: 'Metrics pipeline',
  difficulty: 'hard',
  description:
    'Thousands of servers send numbers every second; few people look at them, mostly when something is wrong. Numbers that were taken are kept, also when the database has a bad minute.',
  scale,
  schema: schemaOf(tables),
  endpoints: [
    { method: 'POST', path: '/samples', does: 'takes a sample' },
    { method: 'GET', path: '/samples', does: 'lists samples, page by page' },
    { method: 'GET', path: '/series/{series}', does: 'shows a sample of a series' },
  ],
  needs: [{ kind: 'stream', because: 'a database that is busy must not make servers wait or lose what they send.' }],
  hints: ['How are a month of old samples removed?', 'What does the design do while the database is away for a minute?'],
  semantics: [
    {
      title: 'A sample is taken at once, and found soon',
      steps: [
        { method: 'POST', path: '/samples', body: { series: '{random}', value: 0.5 }, status: 202, keep: { series: 'series' } },
        { method: 'GET', path: '/series/{series}', eventually: true, status: 200, expect: { value: 0.5 } },
      ],
    },
  ],
  tags: ['streams', 'write-heavy', 'partitioning'],
  good,
  bad: spoilt(good, {
    whole: {
      tables: [
        table('samples', 'id int=serial, series text, value double, taken_at timestamp=now', {
          indexes: [['series', 'taken_at']],
          rowsPerDay: 40_000_000,
        }),
      ],
    },
  }),
  badBecause: { rule: 'key-runs-out' },
}
