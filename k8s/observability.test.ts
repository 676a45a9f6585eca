/** What watches the mesh in a cluster is what ops/ says: every dashboard and rule of it, and the versions with which it runs on one machine. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { containersOf, filesOf, type Labels, workloads } from './manifest.ts'
import { render } from './render.ts'

const ops = path.join(import.meta.dirname, '..', 'ops')
const manifests = await render('overlays/production')
const watchers = workloads(manifests).filter(({ namespace }) => namespace === 'observability')

/** By name of the file: what the pods of a watcher are given. */
function given(name: string): ReadonlyMap<string, string> {
  const names = watchers.filter((watcher) => watcher.name === name).flatMap(filesOf)
  const maps = manifests.filter(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.namespace === 'observability' && names.includes(metadata.name),
  )
  return new Map(maps.flatMap(({ data }) => Object.entries(data as Labels)))
}

const files: readonly (readonly [watcher: string, pattern: string])[] = [
  ['collector', 'collector/collector.yaml'],
  ['prometheus', 'prometheus/prometheus.yaml'],
  ['prometheus', 'prometheus/rules/*.yaml'],
  ['tempo', 'tempo/*.yaml'],
  ['loki', 'loki/*.yaml'],
  ['grafana', 'grafana/dashboards/*.json'],
  ['grafana', 'grafana/provisioning/*/*.yaml'],
]

for (const [watcher, pattern] of files) {
  test(`${watcher} is given ops/${pattern}, each file as it is`, () => {
    const there = given(watcher)
    const found = globSync(pattern, { cwd: ops })
    assert.ok(found.length > 0)
    for (const file of found) assert.equal(there.get(path.basename(file)), readFileSync(path.join(ops, file), 'utf8'), file)
  })
}

test('every image of those who watch has the version that runs on one machine', () => {
  const { services } = parse(readFileSync(path.join(ops, 'compose.yaml'), 'utf8')) as { services: Readonly<Record<string, { image: string }>> }
  const images = watchers.flatMap(({ name, pod }) => containersOf(pod).map(({ image }) => [name, image.split('@')[0]?.split('/').at(-1)]))
  assert.deepEqual(
    Object.fromEntries(images),
    Object.fromEntries(Object.entries(services).map(([name, { image }]) => [name, image.split('/').at(-1)])),
  )
})
