/** Runs that go wrong are made small, and what is left still goes wrong in the same way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mutants } from '../mutants/caught.ts'
import { load } from '../mutants/mutant.ts'
import { type RunOptions, run } from './run.ts'
import { shrink } from './shrink.ts'
import { suites } from './suites.ts'

const usual = { clients: 8, durationMs: 8_000 }
const wanted = [
  'reads what it has itself',
  'sends everything once',
  'leads with two votes of five',
  'adds what it is told again',
  'forgets its messages in a crash',
]

for (const mutant of mutants.filter(({ node, name }) => wanted.includes(name) && node !== 'paxos')) {
  test(`a run of ${mutant.node} that ${mutant.name} becomes small, and is the same again`, async () => {
    await using loaded = await load(mutant)
    const [workload] = suites[mutant.node].workloads
    const failing = Array.from({ length: 20 }, (_, seed) => ({ ...usual, seed }))
      .map((options: RunOptions) => ({ options, found: run(workload, loaded.start, options) }))
      .find(({ found }) => found.verdict.kind === 'invalid')
    assert.ok(failing)
    const { report, options } = shrink(workload, loaded.start, { ...failing, effort: { tries: 300, expired: () => false } })
    assert.ok(report.verdict.kind === 'invalid' && failing.found.verdict.kind === 'invalid')
    assert.equal(report.verdict.anomalies[0].name, failing.found.verdict.anomalies[0].name)
    assert.ok(report.operations.length <= 20, `${report.operations.length} operations are left of ${failing.found.operations.length}`)
    assert.ok(report.faults.length <= 3, `${report.faults.length} faults are left`)
    assert.deepEqual(run(workload, loaded.start, options).history, report.history)
  })
}
