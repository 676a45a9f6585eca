/** Every pack: its good design holds, its bad one fails for the reason in the pack, and both are what a learner could have written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slug } from '../blueprint/name.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { mostProcesses, toLocalPlan } from '../derive/local-plan.ts'
import { readSchema } from '../input/schema.ts'
import { isValid, validate } from '../validate/validate.ts'
import { packs } from './packs.ts'

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

test('there are at least twelve problems, each under its own name', () => {
  assert.ok(packs.length >= 12)
  assert.equal(new Set(packs.map(({ id }) => id)).size, packs.length)
})

for (const pack of packs) {
  test(`${pack.id}: the good design holds`, () => {
    const findings = validate(blueprintOf(pack.good), { pack })
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    )
  })

  test(`${pack.id}: the bad design fails for the reason in the pack`, () => {
    const findings = validate(blueprintOf(pack.bad), { pack })
    assert.equal(isValid(findings), false)
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
    assert.ok(errors.includes(pack.badBecause), `${pack.badBecause} is not among ${errors.join(', ')}`)
  })

  test(`${pack.id}: the pack is whole`, async () => {
    assert.ok(slug.safeParse(pack.id).success)
    assert.ok(pack.hints.length >= 2 && pack.semantics.length >= 1 && pack.tags.length >= 2)
    const good = blueprintOf(pack.good)
    const schema = await readSchema(pack.schema)
    assert.ok(schema.kind === 'read')
    assert.deepEqual(
      schema.value.tables.map(({ name, columns, primaryKey }) => ({ name, columns, primaryKey })),
      good.tables.map(({ name, columns, primaryKey }) => ({ name, columns, primaryKey })),
    )
    for (const { steps } of pack.semantics)
      for (const { method, path } of steps)
        assert.ok(
          good.operations.some((one) => one.method === method && one.path.split('/').length === path.split('/').length),
          `${method} ${path}`,
        )
    assert.ok(toLocalPlan(good).processes.length <= mostProcesses)
  })
}
