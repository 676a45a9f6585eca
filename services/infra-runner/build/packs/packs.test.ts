/** Every pack: its good design holds, its bad one fails for the reason in the pack, and both are what a learner could have written. What is measured is measured in build.suite.ts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slug } from '../blueprint/name.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { toChaosPlan } from '../derive/chaos-plan.ts'
import { mostProcesses, toLocalPlan } from '../derive/local-plan.ts'
import { readSchema } from '../input/schema.ts'
import { checkDesign } from '../submission/check.ts'
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
  assert.ok(packs.filter(({ badBecause }) => badBecause.missed !== undefined).length >= packs.length / 2)
})

for (const pack of packs) {
  test(`${pack.id}: the good design holds`, () => {
    const findings = validate(blueprintOf(pack.good), { pack })
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    )
  })

  test(`${pack.id}: the bad design fails for the reason in the pack`, async () => {
    const { rule, missed } = pack.badBecause
    const findings = validate(blueprintOf(pack.bad), { pack })
    assert.ok(rule !== undefined || missed !== undefined)
    const errors = findings.filter(({ severity }) => severity === 'error').map((finding) => finding.rule)
    assert.equal(isValid(findings), rule === undefined, errors.join(', '))
    if (rule !== undefined) assert.ok(errors.includes(rule), `${rule} is not among ${errors.join(', ')}`)
    if (missed === undefined) return
    // What is measured has to be there to be measured: it can be deployed, meets the fault, is asked what is named.
    const written = { schemaInput: '', apiSpecInput: '', designText: '', blueprint: JSON.stringify(pack.bad) }
    assert.equal((await checkDesign(written, pack)).deployable, true)
    if (missed.requirement === 'availability') assert.ok(toChaosPlan(blueprintOf(pack.bad)).some(({ fault }) => fault === missed.fault))
    if (missed.requirement === 'semantics') assert.ok(pack.semantics.some(({ title }) => title === missed.title))
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
