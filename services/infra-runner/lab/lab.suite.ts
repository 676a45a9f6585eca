/** Every reference node on twenty seeds, clean seeds by the hundred, and every mutant until it is caught: the score of the suites. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstFound, mutants } from './mutants/caught.ts'
import { load } from './mutants/mutant.ts'
import { suites } from './workloads/suites.ts'

const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
const caught: string[] = []

for (const [node, suite] of Object.entries(suites)) {
  test(`the reference node ${node} passes its scenarios and twenty seeds`, async () => {
    await using reference = await load({ node: node as keyof typeof suites, name: 'none', edits: [] })
    assert.equal(firstFound(suite, reference.start, { seeds, durationMs: 5_000 }), undefined)
  })
}

test('a thousand clean runs raise no false alarm', async () => {
  const all = Object.entries(suites).flatMap(([node, { workloads }]) => workloads.map((workload) => [node, workload] as const))
  for (const [index, [node, workload]] of all.entries()) {
    await using reference = await load({ node: node as keyof typeof suites, name: 'none', edits: [] })
    const own = Array.from({ length: Math.ceil(1_000 / all.length) }, (_, seed) => 1_000 + index * 100 + seed)
    assert.equal(firstFound({ workloads: [workload], scenarios: [] }, reference.start, { seeds: own, durationMs: 1_500 }), undefined)
  }
})

for (const mutant of mutants) {
  test(`${mutant.node} that ${mutant.name} is run`, async (t) => {
    await using loaded = await load(mutant)
    const found = firstFound(suites[mutant.node], loaded.start, { seeds, durationMs: 8_000 })
    t.diagnostic(found === undefined ? 'not caught' : `${found.where}: ${found.anomaly.name}: ${found.anomaly.explanation.slice(0, 160)}`)
    if (found !== undefined) caught.push(mutant.name)
  })
}

test('nine of ten mutants are caught', (t) => {
  t.diagnostic(`score: ${caught.length} of ${mutants.length} mutants caught`)
  assert.ok(caught.length >= 0.9 * mutants.length, `${caught.length} of ${mutants.length}`)
})
