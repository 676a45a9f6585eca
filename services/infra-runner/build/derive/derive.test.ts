/** Everything deployable follows from the blueprint: the same bytes each time, whatever the design, and nothing in it that was not a name. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { array, boolean, assert as check, constantFrom, integer, property, record, string, uniqueArray } from 'fast-check'
import { componentKinds } from '../blueprint/blueprint.ts'
import { blueprintFrom, readBlueprint } from '../blueprint/read.ts'
import { packs } from '../packs/packs.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { validate } from '../validate/validate.ts'
import { toChaosPlan } from './chaos-plan.ts'
import { roundPrices, toCost } from './cost.ts'
import { ddlOf } from './ddl.ts'
import { toDiagram } from './diagram.ts'
import { faults } from './faults.ts'
import { toLocalPlan } from './local-plan.ts'
import { erlangC, toSimulation } from './simulation.ts'
import { toTerraform } from './terraform.ts'
import { toTestPlan } from './test-plan.ts'

const placement = { namespace: 'b0123456789', expires: '2026-11-21t12' }

function blueprintOf(draft: unknown) {
  const read = blueprintFrom(draft)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

function derivedFrom(draft: unknown): Readonly<Record<string, string>> {
  const blueprint = blueprintOf(draft)
  const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
  return {
    'local-plan': json(toLocalPlan(blueprint)),
    'terraform-google': toTerraform(blueprint, 'google', placement),
    'terraform-aws': toTerraform(blueprint, 'aws', placement),
    'terraform-local': toTerraform(blueprint, 'local', placement),
    diagram: json(toDiagram(blueprint)),
    simulation: json([toSimulation(blueprint, 'cloud'), toSimulation(blueprint, 'local')]),
    cost: json(toCost(blueprint, roundPrices)),
    'test-plan': json(toTestPlan(blueprint)),
    'chaos-plan': json(toChaosPlan(blueprint)),
    ddl: json(ddlOf(blueprint.tables)),
  }
}

/** Written anew with GOLDEN=write. */
for (const [name, text] of Object.entries(derivedFrom(urlShortener.good)))
  test(`the ${name} of the URL shortener is the one that is kept`, () => {
    const file = path.join(import.meta.dirname, 'golden', `${name}.golden`)
    if (process.env.GOLDEN === 'write') writeFileSync(file, text)
    assert.equal(text, readFileSync(file, 'utf8'))
  })

const slugs = ['web', 'core-api', 'store', 'side', 'far-end', 'x9']
const drafts = record({
  kinds: array(constantFrom(...componentKinds), { minLength: 1, maxLength: slugs.length }),
  replicas: array(integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
  links: uniqueArray(record({ from: integer({ min: 0, max: 5 }), to: integer({ min: 0, max: 5 }), isAsync: boolean() }), {
    maxLength: 12,
    selector: ({ from, to }) => `${from} ${to}`,
  }),
  rps: integer({ min: 0, max: 100_000 }),
}).map(({ kinds, replicas, links, rps }) => ({
  v: 1,
  name: 'any',
  requirements: { readRps: rps, writeRps: rps, p99Ms: 100, availability: 0.99 },
  zones: ['a', 'b', 'c'],
  components: kinds.map((kind, at) => ({ id: slugs[at], kind, replicas: replicas[at], zones: ['a', 'c'] })),
  links: links
    .filter(({ from, to }) => from !== to && from < kinds.length && to < kinds.length)
    .map(({ from, to, isAsync }) => ({ from: slugs[from], to: slugs[to], async: isAsync })),
  operations: kinds.map((_, at) => ({
    id: `op${at}`,
    method: 'GET',
    path: `/p${at}/{id}`,
    component: slugs[at],
    plan: 'get',
    table: 'rows',
    key: 'id',
  })),
  tables: [{ name: 'rows', columns: [{ name: 'id', type: 'text' }], primaryKey: ['id'] }],
}))

test('every blueprint gives the same bytes twice, wires that lead somewhere, and Terraform whose expressions are all ours', () => {
  const expression =
    /\$\{(?!jsondecode\(file\(\\"\$\{var\.outputs|(?:var|each|self|self\.input|terraform_data|google_\w+|aws_\w+)\.[\w.]+\}|toset\(var\.clients\)\})|%\{/
  check(
    property(drafts, (draft) => {
      const derived = derivedFrom(draft)
      assert.deepEqual(derivedFrom(structuredClone(draft)), derived)
      for (const name of ['terraform-google', 'terraform-aws', 'terraform-local']) assert.doesNotMatch(derived[name] ?? '', expression)
      const plan = toLocalPlan(blueprintOf(draft))
      const ends = new Set(['client', ...plan.processes.map(({ id }) => id), ...plan.databases.map(({ id }) => id)])
      for (const { from, to } of plan.wires) assert.ok(ends.has(from) && ends.has(to), `${from} ${to}`)
      validate(blueprintOf(draft))
    }),
    { numRuns: 150 },
  )
})

test('whatever JSON is given as a blueprint, it is read or refused with a place', () => {
  check(
    property(string(), (text) => {
      assert.match(readBlueprint(text).kind, /read|refused/)
      assert.equal(blueprintFrom({ ...urlShortener.good, name: `${text}"` }).kind, 'refused')
    }),
  )
  const component = { id: 'api', kind: 'service' }
  const spoilt: readonly (readonly [object, RegExp])[] = [
    [{ components: [{ ...component, replicas: 10_000 }] }, /components\.0\.replicas/],
    [{ components: [{ ...component, replicas: 0 }] }, /components\.0\.replicas/],
    [{ components: [{ ...component, id: '$' + '{file("/etc/passwd")}' }] }, /components\.0\.id/],
    [{ components: [component, component] }, /twice/],
    [{ links: [{ from: 'api', to: 'nowhere' }] }, /no nowhere/],
    [{ other: 1 }, /other/],
    [{ name: 'a; rm -rf' }, /name/],
    [{ name: '../../other' }, /name/],
    [{ zones: ['a', 'b`id`'] }, /zones\.1/],
    [{ components: [{ ...component, id: 'api"; drop schema public; --' }] }, /components\.0\.id/],
    [{ components: [{ ...component, kind: '$(id)' }] }, /components\.0\.kind/],
    [{ tables: [{ name: 'a"; drop schema public cascade; --', columns: [{ name: 'id', type: 'text' }] }] }, /tables\.0\.name/],
    [{ tables: [{ name: 'a', columns: [{ name: 'id" text); drop table a; --', type: 'text' }] }] }, /columns\.0\.name/],
    [{ tables: [{ name: 'a', columns: [{ name: 'id', type: 'text); drop table a; --' }] }] }, /columns\.0\.type/],
    [{ operations: [{ id: 'x', method: 'GET', path: '/a%{ for x in y }', component: 'api', plan: 'get' }] }, /operations\.0\.path/],
  ]
  for (const [changes, says] of spoilt) {
    const read = readBlueprint(JSON.stringify({ ...urlShortener.good, ...changes }))
    assert.ok(read.kind === 'refused')
    assert.match(JSON.stringify(read.problems), says)
  }
  assert.equal(readBlueprint(`"${'x'.repeat(300_000)}"`).kind, 'refused')
})

test('more replicas carry more, up to what else is full', () => {
  const saturation = (replicas: number): number => {
    const components = urlShortener.good.components.map((one) => ({
      ...one,
      ...(one.id === 'api' ? { replicas } : {}),
      ...(one.id === 'db' ? { capacityRps: 1000 } : {}),
    }))
    return toSimulation(blueprintOf({ ...urlShortener.good, components }), 'cloud').saturationRps
  }
  assert.ok(Math.abs(saturation(3) / saturation(1) - 3) < 0.01)
  assert.equal(saturation(9), saturation(8))
})

test("Erlang's formula gives the values of its tables", () => {
  assert.equal(erlangC(1, 0.5), 0.5)
  assert.ok(Math.abs(erlangC(2, 1) - 1 / 3) < 1e-12)
  assert.ok(Math.abs(erlangC(10, 8) - 0.409) < 0.001)
})

test('at least twenty faults are there, each once, and a design with all parts meets every one', () => {
  assert.ok(faults.length >= 20)
  assert.equal(new Set(faults.map(({ id }) => id)).size, faults.length)
  const met = new Set(packs.flatMap(({ good }) => toChaosPlan(blueprintOf(good)).map(({ fault }) => fault)))
  assert.deepEqual([...met].toSorted(), faults.map(({ id }) => id).toSorted())
})

test('an experiment is undone by as many steps as it has', () => {
  for (const { document } of toChaosPlan(blueprintOf(urlShortener.good))) {
    assert.equal(document.version, '1.0.0')
    assert.equal(document.method.length, document.rollbacks.length)
    assert.equal(document['steady-state-hypothesis'].probes.length, 2)
  }
})
