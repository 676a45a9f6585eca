/** Each rule finds what it is about, with a place and a reason, and says nothing of a design that keeps it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BlueprintDraft } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { readApi } from '../input/api.ts'
import { newsFeed } from '../packs/news-feed.ts'
import { packs } from '../packs/packs.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import type { Finding } from './rule.ts'
import { type Beside, validate } from './validate.ts'

function findingsOf(draft: unknown, beside: Beside = {}): readonly Finding[] {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return validate(read.value, beside)
}

const { good } = newsFeed
type Change = (draft: BlueprintDraft) => BlueprintDraft
const component =
  (id: string, to: object): Change =>
  (draft) => ({ ...draft, components: draft.components.map((one) => (one.id === id ? { ...one, ...to } : one)) })
const link =
  (to: string, changes: object): Change =>
  (draft) => ({ ...draft, links: (draft.links ?? []).map((one) => (one.to === to ? { ...one, ...changes } : one)) })
const operation =
  (id: string, changes: object): Change =>
  (draft) => ({ ...draft, operations: (draft.operations ?? []).map((one) => (one.id === id ? { ...one, ...changes } : one)) })
const tables =
  (changes: object): Change =>
  (draft) => ({ ...draft, tables: (draft.tables ?? []).map((one) => (one.name === 'posts' ? { ...one, ...changes } : one)) })
const requirements =
  (changes: object): Change =>
  (draft) => ({ ...draft, requirements: { ...draft.requirements, ...changes } })
const column = (name: string, type: string, more: object = {}) =>
  tables({
    columns: [
      { name: 'id', type: 'uuid', fills: 'uuid' },
      { name, type, ...more },
    ],
    indexes: [],
    foreignKeys: [],
  })

const broken: readonly (readonly [rule: string, change: Change])[] = [
  ['no-primary-key', tables({ primaryKey: [] })],
  ['foreign-key-dangling', tables({ foreignKeys: [{ columns: ['author'], table: 'nobody' }] })],
  ['foreign-key-dangling', tables({ foreignKeys: [{ columns: ['author'], table: 'people', references: ['name'] }] })],
  ['foreign-key-type', tables({ foreignKeys: [{ columns: ['body'], table: 'people', references: ['id'] }] })],
  ['foreign-key-unindexed', tables({ indexes: [] })],
  ['lookup-unindexed', operation('readPost', { key: 'body' })],
  ['money-in-floats', column('price', 'double')],
  ['time-as-text', column('sent_at', 'text')],
  ['password-kept', column('password', 'text')],
  ['key-runs-out', tables({ columns: [{ name: 'id', type: 'int', fills: 'serial' }], rowsPerDay: 9_000_000, indexes: [], foreignKeys: [] })],
  ['grows-unpartitioned', tables({ rowsPerDay: 9_000_000 })],
  ['index-twice', tables({ indexes: [['author', 'created_at'], ['author']] })],
  ['no-operations', (draft) => ({ ...draft, operations: [] })],
  ['operation-without-table', operation('readPost', { key: undefined })],
  ['operation-without-database', (draft) => ({ ...draft, links: (draft.links ?? []).filter(({ to }) => to !== 'db') })],
  ['operation-unreachable', (draft) => ({ ...draft, links: (draft.links ?? []).filter(({ to }) => to !== 'api') })],
  ['operation-on-what-answers-nothing', operation('readPost', { component: 'lb' })],
  ['cache-not-linked', (draft) => ({ ...draft, links: (draft.links ?? []).filter(({ to }) => to !== 'cache') })],
  ['reads-that-write', operation('createPost', { method: 'GET', path: '/post-it' })],
  ['write-not-idempotent', operation('createPost', { idempotencyKey: false })],
  ['list-unbounded', operation('readFeed', { paginated: false })],
  ['write-without-auth', operation('createPost', { auth: false })],
  ['verb-in-path', operation('readPost', { path: '/getPost/{id}' })],
  ['over-capacity', requirements({ readRps: 1_000_000 })],
  ['near-capacity', requirements({ readRps: 4500 })],
  ['too-slow', requirements({ p99Ms: 5 })],
  ['single-point', component('lb', { replicas: 1 })],
  ['one-zone', component('api', { zones: ['a'] })],
  ['queue-unbounded', component('queue', { mostWaiting: undefined })],
  ['queue-without-worker', (draft) => ({ ...draft, links: (draft.links ?? []).filter(({ to }) => to !== 'workers') })],
  ['no-timeout', link('db', { timeoutMs: undefined })],
  ['retry-in-step', link('api', { retries: { max: 2 } })],
  ['retries-multiply', (draft) => link('db', { retries: { max: 9 } })(link('api', { retries: { max: 9 } })(draft))],
  ['timeouts-out-of-order', link('api', { timeoutMs: 10 })],
  ['pools-over-connections', link('db', { pool: 500 })],
  ['over-budget', requirements({ budgetUsdMonth: 1 })],
  ['unconnected', (draft) => ({ ...draft, components: [...draft.components, { id: 'island', kind: 'search' }] })],
]

for (const [rule, change] of broken)
  test(`${rule} is found where it is broken and nowhere else`, () => {
    assert.ok(!findingsOf(good).some((finding) => finding.rule === rule))
    const found = findingsOf(change(good)).filter((finding) => finding.rule === rule)
    assert.ok(found.length > 0)
    for (const { place, reason } of found) assert.ok(place.length > 0 && reason.length > 20)
  })

test('a reason says what is so and why it matters, never what to do about it', () => {
  const designs = [...packs.map(({ bad }) => bad), ...broken.map(([, change]) => change(good))]
  for (const draft of designs)
    for (const { rule, reason } of packs.flatMap((pack) => findingsOf(draft, { pack })))
      assert.doesNotMatch(
        reason,
        /(?:^|[:;,.] )(?:take|page it|use|add|put|set|name|make|introduce|split|move|try)\b|\b(?:should|need to|must be)\b/i,
        rule,
      )
})

test('a cache whose entries never change is found, and one that writes reach is not', () => {
  const changing: Change = (draft) => ({
    ...component('cache', { ttlSeconds: undefined })(draft),
    operations: [
      ...(draft.operations ?? []),
      { id: 'edit', method: 'PUT', path: '/posts/{id}', component: 'api', plan: 'update', table: 'posts', key: 'id' },
    ],
  })
  assert.ok(findingsOf(changing(good)).some(({ rule }) => rule === 'cache-stale'))
  assert.ok(!findingsOf(operation('edit', { invalidates: true })(changing(good))).some(({ rule }) => rule === 'cache-stale'))
  assert.ok(findingsOf(requirements({ consistency: 'linearizable' })(changing(good))).some(({ rule }) => rule === 'stronger-than-cache'))
})

test('a chain of services that wait for each other is found', () => {
  const names = ['one', 'two', 'three', 'four'] as const
  const draft: BlueprintDraft = {
    ...good,
    components: names.map((id) => ({ id, kind: 'service' })),
    links: names.slice(1).map((to, at) => ({ from: names[at] ?? '', to, timeoutMs: 100 })),
    operations: [{ id: 'deep', method: 'POST', path: '/deep', component: 'four', plan: 'enqueue' }],
  }
  assert.ok(findingsOf(draft).some(({ rule }) => rule === 'sync-chain'))
})

test('what the specification has and the design has not is found, and so is an endpoint without errors', async () => {
  const spec = { openapi: '3.0.3', info: { title: 'a', version: '1' }, paths: { '/other': { get: { responses: { '200': { description: 'ok' } } } } } }
  const api = await readApi(JSON.stringify(spec))
  assert.ok(api.kind === 'read')
  const found = findingsOf(good, { api: api.value }).map(({ rule }) => rule)
  assert.ok(found.includes('endpoint-unbound') && found.includes('errors-undocumented'))
})

test('a design of another problem, or of a smaller one, is told so', () => {
  const found = findingsOf(good, { pack: urlShortener }).map(({ rule }) => rule)
  assert.ok(found.includes('endpoint-missing'))
  assert.ok(findingsOf(requirements({ readRps: 1 })(good), { pack: newsFeed }).some(({ rule }) => rule === 'scale-understated'))
})

test('errors come first', () => {
  const severities = findingsOf(requirements({ readRps: 1_000_000 })(good)).map(({ severity }) => severity)
  assert.deepEqual(
    severities,
    severities.toSorted((one, other) => ['error', 'warning', 'info'].indexOf(one) - ['error', 'warning', 'info'].indexOf(other)),
  )
})
