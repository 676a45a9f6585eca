/** Renders the areas to rules for Prometheus, and their cases to unit tests for promtool. */
import { stringify } from 'yaml'
import type { Alert, Area, Case, Firing, Objective } from './area.ts'
import { burnExpression, burns, everySeconds, objectiveRules } from './burn.ts'
import { burnCases } from './burn-cases.ts'

/** An alert and the area it stands in; those of an objective have the same name and two severities. */
export interface PlacedAlert extends Alert {
  readonly area: string
  readonly slo?: string
}

const header = '# Made by "npm run generate" out of ops/areas: change those.\n'
const evaluation = `${everySeconds}s`

export function placedAlerts(areas: readonly Area[]): readonly PlacedAlert[] {
  return areas.flatMap(({ name, alerts, objectives }) => [
    ...alerts.map((alert) => ({ ...alert, area: name })),
    ...objectives.flatMap((objective) => burnAlerts(objective).map((alert) => ({ ...alert, area: name, slo: objective.name }))),
  ])
}

const ending = { page: 'BudgetBurns', ticket: 'BudgetLeaks' } as const

function burnAlerts(objective: Objective): Alert[] {
  return (['page', 'ticket'] as const).map((severity) => ({
    name: `${objective.alert}${ending[severity]}`,
    expr: burnExpression(objective, severity),
    severity,
    summary: `${objective.title}: its error budget burns ${burns[severity].map(({ factor, long }) => `${factor} times too fast over ${long}`).join(' or ')}`,
    dashboard: objective.dashboard,
    ...burnCases(objective, severity),
  }))
}

/** File below ops/prometheus/ and its text. */
export function ruleFiles(areas: readonly Area[]): ReadonlyMap<string, string> {
  const objectives = areas.flatMap((area) => area.objectives)
  const groups = areas
    .map(({ name }) => ({ name, alerts: placedAlerts(areas).filter(({ area }) => area === name) }))
    .filter(({ alerts }) => alerts.length > 0)
  return new Map([
    ['rules/objectives.yaml', yaml({ groups: [{ name: 'objectives', interval: evaluation, rules: objectiveRules(objectives).map(recorded) }] })],
    ...groups.map(({ name, alerts }) => [`rules/${name}.yaml`, yaml({ groups: [{ name, interval: evaluation, rules: alerts.map(rule) }] })] as const),
    ...groups.flatMap(({ name, alerts }) => testFiles(name, alerts)),
  ])
}

/** Most minutes that are evaluated minute by minute: what takes longer is, every ten minutes, for each evaluation reads all that was before. */
const mostMinutes = 430

function testFiles(name: string, alerts: readonly PlacedAlert[]): (readonly [string, string])[] {
  const tests = alerts.flatMap(testsOf)
  const slow = tests.filter(({ minutes }) => minutes > mostMinutes)
  const files = [
    { file: `tests/${name}.yaml`, every: evaluation, of: tests.filter((one) => !slow.includes(one)) },
    { file: `tests/${name}-days.yaml`, every: '10m', of: slow },
  ]
  return files
    .filter(({ of }) => of.length > 0)
    .map(({ file, every, of }) => [
      file,
      yaml({
        rule_files: ['../rules/objectives.yaml', `../rules/${name}.yaml`],
        evaluation_interval: every,
        group_eval_order: ['objectives', name],
        tests: of.map(({ body }) => body),
      }),
    ])
}

function recorded({ record, expr, labels }: ReturnType<typeof objectiveRules>[number]) {
  return { record, expr, ...(Object.keys(labels).length === 0 ? {} : { labels }) }
}

function rule(alert: PlacedAlert) {
  return {
    alert: alert.name,
    expr: alert.expr,
    ...(alert.holds === undefined ? {} : { for: alert.holds }),
    labels: labelsOf(alert),
    annotations: annotationsOf(alert),
  }
}

function labelsOf({ severity, area, slo }: PlacedAlert): Readonly<Record<string, string>> {
  return { severity, area, ...(slo === undefined ? {} : { slo }) }
}

function annotationsOf({ name, summary, dashboard }: PlacedAlert): Readonly<Record<string, string>> {
  return { summary, dashboard: `/d/${dashboard}`, runbook: `ops/runbooks/${name}.md` }
}

interface Test {
  readonly minutes: number
  readonly body: object
}

function testsOf(alert: PlacedAlert): readonly Test[] {
  return [...alert.fires.map((one) => test(alert, one, [expected(alert, one)])), ...alert.quiet.map((one) => test(alert, one, []))]
}

function test(alert: PlacedAlert, { says, series, at }: Case, firing: readonly object[]): Test {
  const body = {
    name: `${alert.name} (${alert.severity}) ${firing.length > 0 ? 'fires' : 'is quiet'}: ${says}`,
    interval: evaluation,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [{ eval_time: at, alertname: alert.name, exp_alerts: firing }],
  }
  return { minutes: minutesOf(at), body }
}

function minutesOf(at: string): number {
  return Number.parseInt(at, 10) * (at.endsWith('h') ? 60 : 1)
}

function expected(alert: PlacedAlert, { labels }: Firing) {
  const annotations = Object.entries(annotationsOf(alert)).map(([key, text]) => [key, filled(text, labels)])
  return { exp_labels: { ...labelsOf(alert), ...labels }, exp_annotations: Object.fromEntries(annotations) }
}

function filled(text: string, labels: Firing['labels']): string {
  return text.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? '')
}

function yaml(value: object): string {
  return `${header}${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`
}
