/** Typed edits change what they name and nothing else, are refused with their place, and are told line by line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blueprintFrom } from './blueprint/read.ts'
import { applyEdits, diffOf, type Edit, editSchema } from './edits.ts'
import { urlShortener } from './packs/url-shortener.ts'

const read = blueprintFrom(urlShortener.good)
assert.ok(read.kind === 'read')
const blueprint = read.value

function applied(...edits: readonly Edit[]) {
  const done = applyEdits(blueprint, edits)
  assert.ok(done.kind === 'read', JSON.stringify(done))
  return done.value
}

test('setting replicas leaves everything else as it was', () => {
  const after = applied({ kind: 'setReplicas', component: 'api', replicas: 3, zones: ['a', 'c'] })
  assert.deepEqual(after.zones, ['a', 'b', 'c'])
  assert.deepEqual(
    after.components.filter(({ id }) => id !== 'api'),
    blueprint.components.filter(({ id }) => id !== 'api'),
  )
  assert.equal(diffOf(blueprint, after).length, 4)
})

test('an edit that names one field fills no other in with a default', () => {
  const edit = editSchema.parse({ kind: 'setComponent', component: 'db', to: { size: 'l' } })
  const db = applied(edit).components.find(({ id }) => id === 'db')
  assert.deepEqual(db, { ...blueprint.components.find(({ id }) => id === 'db'), size: 'l' })
  const link = editSchema.parse({ kind: 'setLinkPolicy', from: 'api', to: 'cache', policy: { timeoutMs: 50 } })
  const changed = applied(link).links.find(({ from, to }) => from === 'api' && to === 'cache')
  assert.deepEqual(changed, { ...blueprint.links.find(({ from, to }) => from === 'api' && to === 'cache'), timeoutMs: 50 })
})

test('a component that is removed takes its links and its uses with it', () => {
  const after = applied({ kind: 'removeComponent', component: 'cache' })
  assert.ok(!JSON.stringify(after).includes('"cache"'))
})

test('a component and its link can be added, an operation bound, a table placed and indexed', () => {
  const queue = { id: 'events', kind: 'queue', replicas: 1, zones: [], size: 's', failover: false, mostWaiting: 100 } as const
  const edits: readonly unknown[] = [
    { kind: 'addComponent', component: queue },
    { kind: 'addLink', link: { from: 'api', to: 'events', protocol: 'queue' } },
    {
      kind: 'placeTable',
      table: {
        name: 'visits',
        columns: [
          { name: 'id', type: 'uuid', fills: 'uuid' },
          { name: 'code', type: 'text' },
        ],
        primaryKey: ['id'],
      },
    },
    { kind: 'addIndex', table: 'visits', columns: ['code'] },
    {
      kind: 'bindOperation',
      operation: { id: 'visit', method: 'POST', path: '/visits', component: 'api', plan: 'enqueue', table: 'visits', queue: 'events' },
    },
    { kind: 'setRequirements', to: { writeRps: 200 } },
  ]
  const after = applied(...edits.map((edit) => editSchema.parse(edit)))
  assert.deepEqual(after.tables.find(({ name }) => name === 'visits')?.indexes, [['code']])
  assert.ok(after.operations.some(({ id }) => id === 'visit'))
  assert.equal(after.requirements.writeRps, 200)
  assert.equal(after.requirements.readRps, blueprint.requirements.readRps)
})

test('an edit of what is not there is refused with its place, and none is applied', () => {
  for (const edit of [
    { kind: 'setReplicas', component: 'nobody', replicas: 2 },
    { kind: 'removeComponent', component: 'nobody' },
    { kind: 'removeLink', from: 'api', to: 'clients' },
    { kind: 'addIndex', table: 'nobody', columns: ['a'] },
    { kind: 'removeComponent', component: 'api' },
  ] satisfies Edit[]) {
    const done = applyEdits(blueprint, [{ kind: 'setRequirements', to: { writeRps: 7 } }, edit])
    assert.equal(done.kind, 'refused', JSON.stringify(edit))
  }
})

test('names and numbers out of bounds are no edits', () => {
  for (const edit of [
    { kind: 'setReplicas', component: 'api', replicas: 10_000 },
    { kind: 'setReplicas', component: 'api"; drop', replicas: 2 },
    { kind: 'setReplicas', component: 'api', replicas: 0 },
    { kind: 'run', command: 'ls' },
    { kind: 'setComponent', component: 'api', to: { kind: 'cache' } },
  ])
    assert.equal(editSchema.safeParse(edit).success, false, JSON.stringify(edit))
})
