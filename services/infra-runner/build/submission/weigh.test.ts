/** Edits that a model proposes: quoted or inferred, taken or refused, and what was inferred raises no score. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { packs } from '../packs/packs.ts'
import { checkDesign } from './check.ts'
import { weigh, withoutInferred } from './weigh.ts'

const pack = packs.find(({ id }) => id === 'url-shortener')
const nothing = { schemaInput: '', apiSpecInput: '', designText: '', blueprint: '' }
const text = 'Three API servers over two zones.\n  Lookups go to “Redis” first, for a minute. The database has a standby.'
const component = { id: 'cache', kind: 'cache' }

async function begun() {
  const { derived } = await checkDesign(nothing, pack)
  assert.ok(derived)
  return derived
}

async function scoresOf(blueprint: object): Promise<Readonly<Record<string, number>>> {
  const { derived } = await checkDesign({ ...nothing, blueprint: JSON.stringify(blueprint) }, pack)
  return Object.fromEntries(derived?.assessments.map(({ area, score }) => [area, score]) ?? [])
}

const replicas = { kind: 'setReplicas', component: 'api', replicas: 3, zones: ['a', 'b'] }
const failover = { kind: 'setComponent', component: 'db', to: { failover: true, replicas: 2, zones: ['a', 'b'] } }

test('an edit rests on its quote only where those words stand in the text and are about it', async () => {
  const { blueprint } = await begun()
  const of = (edit: object): boolean | undefined => weigh(blueprint, [JSON.stringify(edit)], text).taken[0]?.inferred
  assert.equal(of({ ...replicas, quote: 'three API servers over two zones' }), false)
  assert.equal(of({ ...replicas, quote: 'Three  api servers,\nover two zones' }), false)
  assert.equal(of(replicas), true)
  assert.equal(of({ ...replicas, quote: 'The database has a standby' }), true)
  assert.equal(of({ ...replicas, quote: 'five API servers over three zones' }), true)
  assert.equal(of({ ...replicas, quote: 'Three' }), true)
  assert.equal(of({ kind: 'addComponent', component, quote: 'Lookups go to "Redis" first' }), false)
  assert.equal(of({ kind: 'addComponent', component, quote: 'The database has a standby' }), true)
  // Half a word is not the learner's.
  assert.equal(of({ kind: 'setComponent', component: 'db', to: { failover: true }, quote: 'atabase has a standb' }), true)
})

test('what was inferred raises no score; said in so many words, it does', async () => {
  const { blueprint } = await begun()
  const before = await scoresOf(blueprint)
  const inferred = weigh(
    blueprint,
    [replicas, failover].map((edit) => JSON.stringify(edit)),
    '',
  )
  assert.deepEqual(
    inferred.taken.map((one) => one.inferred),
    [true, true],
  )
  const guessed = await scoresOf(inferred.blueprint)
  for (const [area, score] of Object.entries(guessed)) assert.ok(score <= (before[area] ?? 0), `${area} ${score} of ${before[area]}`)
  const { inferred: _inferred, ...own } = inferred.blueprint
  const said = await scoresOf(own)
  assert.ok((said.reliability ?? 0) > (before.reliability ?? 0), JSON.stringify({ before, said }))
  assert.deepEqual(withoutInferred(inferred.blueprint).components.toSorted(byId), blueprint.components.toSorted(byId))
})

test('a part that was inferred can be undone with everything tied to it', async () => {
  const { blueprint } = await begun()
  const edits = [
    { kind: 'addComponent', component },
    { kind: 'addLink', link: { from: 'api', to: 'cache', protocol: 'kv' } },
    { kind: 'setOperation', operation: blueprint.operations[0]?.id, to: { cache: { component: 'cache' } } },
  ]
  const { blueprint: after, taken } = weigh(
    blueprint,
    edits.map((edit) => JSON.stringify(edit)),
    '',
  )
  assert.equal(taken.length, 3)
  const undone = withoutInferred(after)
  assert.deepEqual([undone.links.length, undone.components.length], [blueprint.links.length, blueprint.components.length])
  assert.ok(undone.operations.every(({ cache }) => cache === undefined))
})

test('what is no edit or does not fit is refused with its reason, and the rest is taken', async () => {
  const { blueprint } = await begun()
  const bad = [
    'no json',
    'null',
    '{"kind":"runShell","command":"rm -rf /"}',
    JSON.stringify({ kind: 'setReplicas', component: 'api', replicas: 10_000 }),
    JSON.stringify({ kind: 'setReplicas', component: 'nobody', replicas: 2 }),
    JSON.stringify({ kind: 'addComponent', component: { id: "x'; drop schema public", kind: 'cache' } }),
    JSON.stringify({ kind: 'removeComponent', component: 'api' }),
  ]
  const { taken, refused } = weigh(blueprint, [...bad, JSON.stringify(replicas)], text)
  assert.equal(refused.length, bad.length)
  assert.ok(refused.every(({ reason }) => reason.length > 3))
  assert.deepEqual(
    taken.map(({ place }) => place),
    ['components.api'],
  )
})

test('whatever is proposed, a blueprint comes out that can be read again, or nothing is changed', async () => {
  const { blueprint } = await begun()
  const anything = fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc
      .record({
        kind: fc.constantFrom('setReplicas', 'removeComponent', 'addLink', 'setComponent'),
        component: fc.constantFrom('api', 'db', 'lb'),
        replicas: fc.integer(),
        quote: fc.string(),
        to: fc.object({ maxDepth: 1 }),
      })
      .map((edit) => JSON.stringify(edit)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { maxLength: 6 }), fc.string(), async (edits, words) => {
      const weighed = weigh(blueprint, edits, words)
      assert.ok(weighed.taken.length + weighed.refused.length <= edits.length)
      const { derived, problems } = await checkDesign({ ...nothing, blueprint: JSON.stringify(weighed.blueprint) }, pack)
      assert.ok(derived !== undefined, JSON.stringify(problems))
    }),
    { numRuns: 60 },
  )
})

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
