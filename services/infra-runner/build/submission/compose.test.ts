/** Whatever a learner wrote becomes one design: the drawing, the schema's tables, the specification's endpoints, the words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packs } from '../packs/packs.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { beginningApi, beginningDraft } from './begin.ts'
import { checkDesign } from './check.ts'
import { compose } from './compose.ts'

const nothing = { schemaInput: '', apiSpecInput: '', designText: '', blueprint: '' }

for (const pack of packs)
  test(`${pack.id}: what its design begins with can be read, has no decision in it, and answers what is asked`, async () => {
    const written = { ...nothing, schemaInput: pack.schema, apiSpecInput: beginningApi(pack), blueprint: JSON.stringify(beginningDraft(pack)) }
    const { problems, findings, derived } = await checkDesign(written, pack)
    assert.deepEqual(problems, [])
    assert.equal(findings.filter(({ rule }) => rule === 'endpoint-missing').length, 0)
    assert.ok(derived !== undefined)
    assert.ok(derived.blueprint.operations.every(({ cache, queue, auth }) => cache === undefined && queue === undefined && !auth))
    assert.ok(derived.blueprint.operations.length >= pack.endpoints.length)
    assert.equal(derived.assessments.length, 4)
    for (const { evidence } of derived.assessments) for (const { place, says } of evidence) assert.ok(place !== '' && says !== '')
  })

test('words become parts and decisions, each with the sentence it rests on, and what says nothing is listed', async () => {
  const designText = [
    'Five API servers behind two load balancers over two zones.',
    'Redis caches redirects with a TTL of 2 minutes.',
    'The database has a standby that takes over.',
    'Every call to the database has a timeout of 800 ms and 2 retries with backoff and jitter.',
    'We have no queue.',
    'Blue is a nice colour.',
  ].join(' ')
  const { blueprint, text } = await compose({ ...nothing, schemaInput: urlShortener.schema, designText }, urlShortener)
  assert.ok(blueprint !== undefined)
  const component = (id: string) => blueprint.components.find((one) => one.id === id)
  assert.deepEqual([component('cache')?.ttlSeconds, component('db')?.failover, component('queue')], [120, true, undefined])
  assert.deepEqual(component('api')?.zones, ['a', 'b'])
  const link = blueprint.links.find(({ to }) => to === 'db')
  assert.deepEqual([link?.timeoutMs, link?.retries], [800, { max: 2, backoffMs: 50, jitter: true }])
  assert.ok(blueprint.operations.some(({ plan, cache }) => plan === 'redirect' && cache?.component === 'cache'))
  assert.ok(text.edits.every(({ quote }) => quote !== undefined && designText.includes(quote)))
  assert.deepEqual(text.unmapped, ['We have no queue.', 'Blue is a nice colour.'])
})

test('an endpoint that nobody drew is answered by the service, from the table that its path names', async () => {
  const schemaInput =
    'create table notes (id uuid primary key, body text not null, hits bigint not null default 0); create table people (id uuid primary key, name text)'
  const apiSpecInput = JSON.stringify({
    endpoints: [
      'POST /notes',
      'GET /notes/{id}',
      'GET /notes',
      'PATCH /notes/{id}',
      'DELETE /notes/{id}',
      'POST /notes/{id}/hit',
      'GET /people/{id}',
    ],
  })
  const { blueprint } = await compose({ ...nothing, schemaInput, apiSpecInput }, urlShortener)
  assert.deepEqual(
    blueprint?.operations.map(({ plan, table, key }) => [plan, table, key]),
    [
      ['create', 'notes', undefined],
      ['get', 'notes', 'id'],
      ['list', 'notes', undefined],
      ['update', 'notes', 'id'],
      ['delete', 'notes', 'id'],
      ['counter', 'notes', 'id'],
      ['get', 'people', 'id'],
    ],
  )
})

test('texts of any kind are read within bounds', async () => {
  for (const designText of ['a '.repeat(25_000), `${'cache '.repeat(8000)}`, '.'.repeat(50_000), '\n'.repeat(50_000), 'two '.repeat(12_000)]) {
    const { blueprint, text } = await compose({ ...nothing, designText }, urlShortener)
    assert.ok(blueprint !== undefined && text.edits.length < 500 && text.unmapped.length <= 60)
  }
})
