/** Dashboards, rules and runbooks agree with the metrics that there are, and what is checked in is what the areas make. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { areas } from './areas.ts'
import { documents } from './documents.ts'
import { faultsOf } from './faults.ts'
import { staleOps } from './generate.ts'
import { mutations } from './mutations.ts'
import { knownSeries } from './series.ts'

const here = import.meta.dirname
const runbooks = new Map(
  globSync('runbooks/*.md', { cwd: here }).map((file) => [path.basename(file, '.md'), readFileSync(path.join(here, file), 'utf8')] as const),
)
const ground = { series: knownSeries(), runbooks }

test('every query can be read and asks for what there is, every alert has a runbook and its cases, every metric is on a dashboard', () => {
  assert.deepEqual(faultsOf(areas, ground), [])
})

test('what is checked in is what the areas make', async () => {
  assert.deepEqual(await staleOps(), [])
})

test('a change that breaks a dashboard, a rule or a runbook is told', () => {
  assert.ok(mutations.length >= 20)
  for (const { name, change, says } of mutations) {
    const changed = change({ areas, ground })
    const faults = faultsOf(changed.areas, changed.ground)
    assert.ok(faults.length > 0, `nobody notices: ${name}`)
    assert.ok(
      faults.some((fault) => says.test(fault)),
      `${name}: ${faults.join('; ')}`,
    )
  }
})

test('every panel that is drawn has a title, a description, a unit and a place', () => {
  const drawn = [...documents()].filter(([file]) => file.endsWith('.json'))
  assert.equal(drawn.length, areas.length)
  for (const [file, text] of drawn) {
    const { panels } = JSON.parse(text) as { panels: { type: string; title: string; description?: string; gridPos: object; targets?: object[] }[] }
    for (const panel of panels.filter(({ type }) => type !== 'row')) {
      assert.ok(panel.title && panel.description && panel.gridPos && (panel.targets?.length ?? 0) > 0, `${file}: ${panel.title}`)
    }
  }
})
