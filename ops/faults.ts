/** Everything that dashboards, rules and runbooks can get wrong, as sentences; nothing when all is well. */
import type { Area, Panel } from './area.ts'
import { budget, burns, objectiveRules } from './burn.ts'
import { readPromql, type Sources } from './promql.ts'
import { type PlacedAlert, placedAlerts } from './rules.ts'
import type { KnownSeries } from './series.ts'
import { logqlFaults, traceqlFaults } from './telemetry-queries.ts'

export interface Ground {
  readonly series: KnownSeries
  /** Names of the runbooks that there are, and their texts. */
  readonly runbooks: ReadonlyMap<string, string>
}

/** What each runbook answers. */
const runbookHeadings = ['What it means', 'Who is hurt', 'Look first', 'What to do'] as const

export function faultsOf(areas: readonly Area[], ground: Ground): readonly string[] {
  const sources = { series: ground.series, recorded: recordedNames(areas) }
  const alerts = placedAlerts(areas)
  return [
    ...areas.flatMap((area) => dashboardFaults(area, sources)),
    ...alerts.flatMap((alert) => alertFaults(alert, { areas, sources })),
    ...objectiveFaults(areas, sources),
    ...runbookFaults(alerts, ground.runbooks),
    ...unseen(areas, sources),
    ...repeated(
      'dashboard',
      areas.map(({ dashboard }) => dashboard.uid),
    ),
    ...repeated(
      'alert',
      alerts.map(({ name }) => name),
    ),
    ...repeated(
      'objective',
      areas.flatMap(({ objectives }) => objectives.map(({ name }) => name)),
    ),
  ]
}

function recordedNames(areas: readonly Area[]): Sources['recorded'] {
  return new Map(objectiveRules(areas.flatMap(({ objectives }) => objectives)).map(({ record }) => [record, ['slo']]))
}

function dashboardFaults({ name, dashboard }: Area, sources: Sources): readonly string[] {
  const variables = (dashboard.variables ?? []).flatMap(({ from }) =>
    'typed' in from || sources.series.get(from.series)?.labels.has(from.label) === true
      ? []
      : [`no series ${from.series} with a label ${from.label}`],
  )
  const panels = dashboard.rows
    .flatMap(({ panels }) => panels)
    .flatMap((panel) => panelFaults(panel, sources).map((fault) => `${panel.title}: ${fault}`))
  const named = dashboard.uid === `quint-${name}` ? [] : [`is called quint-${name}, not ${dashboard.uid}`]
  return [...named, ...variables, ...panels, ...unknownVariables(dashboard)].map((fault) => `dashboard ${dashboard.uid}: ${fault}`)
}

function unknownVariables({ variables = [], rows }: Area['dashboard']): readonly string[] {
  const known = new Set(['__rate_interval', '__range', ...variables.map(({ name }) => name)])
  const used = rows.flatMap(({ panels }) =>
    panels.flatMap(({ queries }) => queries.flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? ''))),
  )
  const declared = variables.filter(({ name }) => !used.includes(name)).map(({ name }) => `no panel uses the variable ${name}`)
  return [...used.filter((name) => !known.has(name)).map((name) => `there is no variable ${name}`), ...declared]
}

function panelFaults({ shows, says, queries }: Panel, sources: Sources): readonly string[] {
  const silent = says.length > 10 && queries.length > 0 ? [] : ['says or asks nothing']
  if (shows === 'logs') return [...silent, ...queries.flatMap(({ expr }) => logqlFaults(expr))]
  if (shows === 'traces') return [...silent, ...queries.flatMap(({ expr }) => traceqlFaults(expr))]
  return [
    ...silent,
    ...queries.flatMap(({ expr, legend = '' }) => {
      const { faults, labels } = readPromql(expr, sources)
      const lost = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').filter((label) => !labels.has(label))
      return [...faults, ...(faults.length > 0 ? [] : lost.map((label) => `its result has no label ${label} for the legend`))]
    }),
  ]
}

function alertFaults(alert: PlacedAlert, { areas, sources }: { readonly areas: readonly Area[]; readonly sources: Sources }): readonly string[] {
  const { faults, labels } = readPromql(alert.expr, sources)
  const told = [...alert.summary.matchAll(/\{\{ \$labels\.(\w+) \}\}/g)].map((match) => match[1] ?? '')
  const lost =
    faults.length > 0 ? [] : told.filter((label) => !labels.has(label)).map((label) => `its summary names ${label}, which its result has not`)
  const [fires, quiet] = [alert.fires.length, alert.quiet.length]
  return [
    ...faults,
    ...lost,
    ...(/^[A-Z][A-Za-z]+$/.test(alert.name) ? [] : ['is not in CamelCase']),
    ...(fires > 0 && quiet > 0 ? [] : ['needs a case that fires and one that does not']),
    ...(areas.some(({ dashboard }) => dashboard.uid === alert.dashboard) ? [] : [`there is no dashboard ${alert.dashboard}`]),
    ...[...alert.fires, ...alert.quiet].flatMap(({ series }) => Object.keys(series)).flatMap((selector) => sampleFaults(selector, sources)),
  ].map((fault) => `alert ${alert.name}: ${fault}`)
}

/** A case about a series that cannot be there proves nothing. */
function sampleFaults(selector: string, { series, recorded }: Sources): readonly string[] {
  const [, name = '', labels = ''] = /^([\w:]+)(?:\{(.*)\})?$/.exec(selector) ?? []
  const known = series.get(name)
  if (known === undefined) return recorded.has(name) ? [] : [`a case is about ${name}, which there is not`]
  const given = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => ({ label, value }))
  return given.flatMap(({ label, value }) => {
    const values = known.labels.get(label)
    if (values === undefined) return [`a case gives ${name} a label ${label}`]
    return 'bounded' in values || values.includes(value) ? [] : [`a case gives ${name} ${label}="${value}"`]
  })
}

function objectiveFaults(areas: readonly Area[], sources: Sources): readonly string[] {
  return areas.flatMap(({ objectives }) =>
    objectives.flatMap(({ name, target, events, failed }) => {
      const fastest = Math.max(...burns.page.map(({ factor }) => factor))
      const reach =
        target > 0 && target < 1 && fastest * budget(target) < 1 ? [] : [`with a target of ${target} no failure burns ${fastest} times too fast`]
      const rates = [events, failed].flatMap((expr) => readPromql(expr.replaceAll('$window', '5m'), sources).faults)
      return [...reach, ...rates].map((fault) => `objective ${name}: ${fault}`)
    }),
  )
}

function runbookFaults(alerts: readonly PlacedAlert[], runbooks: Ground['runbooks']): readonly string[] {
  const missing = alerts.flatMap(({ name }) => {
    const text = runbooks.get(name)
    if (text === undefined) return [`alert ${name}: has no runbook`]
    return runbookHeadings
      .filter((heading) => !new RegExp(`^## ${heading}\\n\\n\\S`, 'm').test(text))
      .map((heading) => `runbook ${name}: says nothing under "${heading}"`)
  })
  const left = [...runbooks.keys()]
    .filter((name) => alerts.every((alert) => alert.name !== name))
    .map((name) => `runbook ${name}: there is no such alert`)
  return [...missing, ...left]
}

/** A metric that nobody looks at is paid for and tells nothing. */
function unseen(areas: readonly Area[], sources: Sources): readonly string[] {
  const shown = areas.flatMap(({ dashboard }) =>
    dashboard.rows.flatMap(({ panels }) => panels.filter(({ shows }) => shows !== 'logs' && shows !== 'traces')),
  )
  const read = new Set(
    shown.flatMap(({ queries }) => queries.flatMap(({ expr }) => readPromql(expr, sources).names)).map((name) => sources.series.get(name)?.of),
  )
  return [...new Set([...sources.series.values()].map(({ of }) => of))]
    .filter((name) => !read.has(name))
    .map((name) => `metric ${name}: no dashboard shows it`)
}

function repeated(kind: string, names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => `${kind} ${name}: is there twice`)
}
