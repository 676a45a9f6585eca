/** What must make the alert of an objective fire, and what must not: the same cases for every objective. */
import type { Alert, Case, Firing, Objective, Samples } from './area.ts'
import { budget } from './burn.ts'

interface Stretch {
  readonly minutes: number
  /** Share of events that fail. */
  readonly failing: number
}

/** Far more than the fewest failures that count. */
const busy = 1200

export function burnCases(objective: Objective, severity: 'page' | 'ticket'): Pick<Alert, 'fires' | 'quiet'> {
  const allowed = budget(objective.target)
  const given = (says: string, at: string, stretches: readonly Stretch[], perMinute = busy): Case => ({
    says,
    at,
    series: samples(objective, stretches, perMinute),
  })
  // More than everything cannot fail.
  const times = (factor: number): number => Math.min(1, factor * allowed)
  const firing = (one: Case): Firing => ({ ...one, labels: {} })
  if (severity === 'ticket') {
    return {
      fires: [firing(given('twice the budget for three days', '73h', [{ minutes: 73 * 60, failing: times(2) }]))],
      quiet: [
        given('half of the budget for three days', '73h', [{ minutes: 73 * 60, failing: allowed / 2 }]),
        given('it has been over for seven hours', '73h', [
          { minutes: 66 * 60, failing: times(2) },
          { minutes: 7 * 60, failing: 0 },
        ]),
      ],
    }
  }
  return {
    fires: [
      firing(given('20 times the budget for an hour', '65m', [{ minutes: 65, failing: times(20) }])),
      firing(given('8 times the budget for seven hours', '7h', [{ minutes: 420, failing: times(8) }])),
    ],
    quiet: [
      given('twice the budget for three hours', '3h', [{ minutes: 180, failing: times(2) }]),
      given('the hour was bad, and it has been over for ten minutes', '370m', [
        { minutes: 300, failing: 0 },
        { minutes: 60, failing: times(15.5) },
        { minutes: 10, failing: 0 },
      ]),
      given('two events in an hour, and both fail', '65m', [{ minutes: 65, failing: 1 }], 2 / 60),
    ],
  }
}

function samples({ series }: Objective, stretches: readonly Stretch[], perMinute: number): Samples {
  const count = (share: (failing: number) => number): string =>
    cumulated(stretches.map(({ minutes, failing }) => ({ minutes, step: share(failing) * perMinute })))
  const every = count(() => 1)
  const good = count((failing) => 1 - failing)
  const failed = count((failing) => failing)
  return Object.fromEntries([
    ...(series.every ?? []).map((name) => [name, every] as const),
    ...(series.good ?? []).map((name) => [name, good] as const),
    ...(series.failed ?? []).map((name) => [name, failed] as const),
  ])
}

/** promtool's a+bxn holds n + 1 samples: the first of each stretch is one step on from the last. */
function cumulated(stretches: readonly { readonly minutes: number; readonly step: number }[]): string {
  let total = 0
  return stretches
    .map(({ minutes, step }) => {
      const from = total + step
      total += step * minutes
      return `${round(from)}+${round(step)}x${minutes - 1}`
    })
    .join(' ')
}

function round(value: number): number {
  return Number(value.toFixed(6))
}
