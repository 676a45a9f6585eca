/** Everything that is made out of the areas and checked in. */
import { areas } from './areas.ts'
import { dashboardFile } from './grafana.ts'
import { ruleFiles } from './rules.ts'

/** Folders that hold nothing else. */
export const madeFolders = ['ops/grafana/dashboards', 'ops/prometheus/rules', 'ops/prometheus/tests'] as const

/** Path from the root, and its text. */
export function documents(): ReadonlyMap<string, string> {
  const dashboards = areas.map((area) => area.dashboard)
  return new Map([
    ...dashboards.map((dashboard) => [`ops/grafana/dashboards/${dashboard.uid}.json`, dashboardFile(dashboard)] as const),
    ...[...ruleFiles(areas)].map(([file, text]) => [`ops/prometheus/${file}`, text] as const),
  ])
}
