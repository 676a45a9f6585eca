/** Everything that is made out of the areas and checked in. */
import { areas } from './areas.ts'
import { dashboardFile } from './grafana.ts'
import { kustomization } from './kustomization.ts'
import { ruleFiles } from './rules.ts'

/** Folders that hold nothing else. */
export const madeFolders = ['ops/grafana/dashboards', 'ops/prometheus/rules', 'ops/prometheus/tests'] as const

/** Path from the root, and its text. */
export function documents(): ReadonlyMap<string, string> {
  const dashboards = areas.map(({ dashboard }) => ({ file: `grafana/dashboards/${dashboard.uid}.json`, text: dashboardFile(dashboard) }))
  const rules = [...ruleFiles(areas)].map(([file, text]) => ({ file: `prometheus/${file}`, text }))
  const given = rules.map(({ file }) => file).filter((file) => file.startsWith('prometheus/rules/'))
  const made = [...dashboards, ...rules, { file: 'kustomization.yaml', text: kustomization(given, dashboards) }]
  return new Map(made.map(({ file, text }) => [`ops/${file}`, text]))
}
