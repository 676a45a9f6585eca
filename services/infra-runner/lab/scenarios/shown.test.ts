/** Learners' nodes are led through the scenarios of what they show themselves to be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paxosMutants } from '../mutants/consensus.ts'
import { load } from '../mutants/mutant.ts'
import { openCluster } from '../virtual/cluster.ts'
import { paxosInvariants } from '../virtual/paxos-invariants.ts'
import { scenariosFor } from './shown.ts'

test('a node that shows what is chosen and what its acceptor holds is led through duels of proposers and deaths of acceptors', async () => {
  await using paxos = await load({ node: 'paxos', name: 'none', edits: [] })
  const cluster = openCluster({ start: paxos.start, nodes: 5, seed: 1 })
  const scenarios = scenariosFor('lin-kv', JSON.stringify(cluster.view('n0')))
  assert.equal(scenarios.length, 3)
  for (const { name, play } of scenarios) assert.deepEqual(play(paxos.start), { kind: 'valid' }, name)
  const [broken] = paxosMutants.filter(({ name }) => name.includes('in spite of its promise'))
  assert.ok(broken)
  await using mutant = await load(broken)
  assert.ok(scenarios.some(({ play }) => play(mutant.start).kind === 'invalid'))
})

test('who shows something else is led through none of them, and not judged by their rules', () => {
  for (const view of ['null', '7', '[]', '{"chosen":[]}', '{"role":"leader"}']) assert.deepEqual(scenariosFor('lin-kv', view), [], view)
  assert.deepEqual(scenariosFor('broadcast', '{"chosen":[],"touched":[]}'), [])
  const invariant = paxosInvariants()
  for (const view of [undefined, null, 7, {}, { chosen: 3 }, { chosen: [1] }, { chosen: [], touched: [null] }])
    assert.equal(invariant.observe('n0', view), undefined)
})
