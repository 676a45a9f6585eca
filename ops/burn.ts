/** Objectives as Prometheus counts them, and the alerts on how fast their error budgets burn (Google's SRE Workbook, chapter 5). */
import type { Objective } from './area.ts'

export interface Rule {
  readonly record: string
  readonly expr: string
  readonly labels: Readonly<Record<string, string>>
}

interface Burn {
  /** How many times faster than what would just last the 30 days. */
  readonly factor: number
  readonly long: Window
  readonly short: Window
}

const windows = ['5m', '30m', '1h', '6h', '3d', '30d'] as const
type Window = (typeof windows)[number]

/** Between two evaluations: a rate times this is what happened between them. */
export const everySeconds = 60

/** 2 % of the budget in an hour, or 5 % in six hours, wakes somebody; 10 % in three days waits for the morning. */
export const burns: Readonly<Record<'page' | 'ticket', readonly Burn[]>> = {
  page: [
    { factor: 14.4, long: '1h', short: '5m' },
    { factor: 6, long: '6h', short: '30m' },
  ],
  ticket: [{ factor: 1, long: '3d', short: '6h' }],
}

/** In a quiet night one failure is a large share of few events: below so many in the long window nothing is said. */
const fewestFailures = 5

/** Two rates an objective; everything else follows from them for all at once. */
export function objectiveRules(objectives: readonly Objective[]): readonly Rule[] {
  return [...objectives.flatMap(ratesOf), ...shares]
}

function ratesOf({ name, target, events, failed }: Objective): Rule[] {
  const labels = { slo: name }
  const every = events.replaceAll('$window', '5m')
  return [
    { record: 'slo:objective:ratio', expr: `vector(${target})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(${budget(target)})`, labels },
    { record: 'slo:sli_events:rate5m', expr: every, labels },
    // No failure yet means no series yet, and that is none, not unknown.
    { record: 'slo:sli_failed:rate5m', expr: `(${failed.replaceAll('$window', '5m')}) or 0 * (${every})`, labels },
  ]
}

const none: Rule['labels'] = {}
/** Of events, not of time: a failure at night weighs as much as one at noon. */
const shares: readonly Rule[] = [
  ...windows.map((window) => ({
    record: `slo:sli_error:ratio_rate${window}`,
    expr:
      window === '5m'
        ? 'slo:sli_failed:rate5m / (slo:sli_events:rate5m > 0)'
        : `avg_over_time(slo:sli_failed:rate5m[${window}]) / (avg_over_time(slo:sli_events:rate5m[${window}]) > 0)`,
    labels: none,
  })),
  { record: 'slo:period_error_budget_remaining:ratio', expr: '1 - slo:sli_error:ratio_rate30d / slo:error_budget:ratio', labels: none },
]

export function burnExpression({ name, target }: Objective, severity: keyof typeof burns): string {
  const slo = `{slo="${name}"}`
  const pairs = burns[severity].map(({ factor, long, short }) => {
    const limit = digits(factor * budget(target))
    const enough = `sum_over_time(slo:sli_failed:rate5m${slo}[${long}]) * ${everySeconds} >= ${fewestFailures}`
    return `(slo:sli_error:ratio_rate${long}${slo} > ${limit} and slo:sli_error:ratio_rate${short}${slo} > ${limit} and ${enough})`
  })
  return pairs.join(' or ')
}

export function budget(target: number): number {
  return digits(1 - target)
}

/** Without the dust of binary fractions. */
function digits(value: number): number {
  return Number(value.toPrecision(6))
}
