/** A design under faults, one after the other: those that teach most first, as many as there is time for. */
import type { Experiment } from '../derive/chaos-plan.ts'
import { faults } from '../derive/faults.ts'
import type { ChaosEvent, Untimed } from '../trial.ts'
import { struckBy } from './effect.ts'
import { experimented, type Field } from './experiment.ts'

/** What most designs are asked first; the others follow in their own order. */
const first = [
  'replica-killed',
  'zone-lost',
  'database-crashed',
  'link-black-hole',
  'cache-stampede',
  'duplicate-delivery',
  'queue-lost',
  'traffic-spike',
  'partition-one-way',
  'link-flaky',
  'pool-exhausted',
  'database-slow',
  'cache-lost',
  'worker-killed',
  'poison-message',
  'replica-paused',
  'retry-storm',
  'balancer-killed',
]

/** What one more experiment takes, on top of its own times. */
const besidesMs = 1500

/** @param left milliseconds of the trial's budget. */
export async function* chaosTests(
  experiments: readonly Experiment[],
  field: Field,
  left: () => number,
): AsyncGenerator<Untimed<ChaosEvent>, void, undefined> {
  await field.driver.collect()
  await field.driver.rate(field.rps)
  try {
    for (const experiment of ordered(experiments)) {
      const fault = faults.find(({ id }) => id === experiment.fault)
      if (fault === undefined) continue
      const { id, title, asks } = fault
      field.signal.throwIfAborted()
      if (left() < (experiment.beforeSeconds + experiment.duringSeconds) * 1000 + besidesMs) {
        yield { kind: 'chaos', measure: 'skipped', fault: id, title, reason: 'There was no time left for it.' }
        continue
      }
      yield { kind: 'chaos', measure: 'begun', fault: id, title, asks, struck: struckBy(experiment.blasts) }
      yield await experimented(experiment, fault, field)
    }
  } finally {
    await field.driver.rate(0)
  }
}

function ordered(experiments: readonly Experiment[]): readonly Experiment[] {
  const placeOf = ({ fault }: Experiment): number => (first.includes(fault) ? first.indexOf(fault) : first.length)
  return experiments.toSorted((one, other) => placeOf(one) - placeOf(other))
}
