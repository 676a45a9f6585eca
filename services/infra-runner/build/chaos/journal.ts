/** What an experiment came to, in the document shape of the Chaos Toolkit's journal, so that its tools can read it. */
import type { Experiment } from '../derive/chaos-plan.ts'
import type { ChaosResult } from '../trial.ts'

type Steady = ChaosResult['before']

export interface Ran {
  readonly experiment: Experiment
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly struckAt: number
  readonly healedAt: number
  readonly endedAt: number
  readonly before: Steady
  readonly after: Steady
  readonly held: boolean
  readonly rolledBack: boolean
}

export function journalOf({
  experiment,
  startedAt,
  struckAt,
  healedAt,
  endedAt,
  before,
  after,
  held,
  rolledBack,
}: Ran): Readonly<Record<string, unknown>> {
  const { document } = experiment
  const hypothesis = document['steady-state-hypothesis']
  const stateOf = (steady: Steady, at: number) => {
    const probes = hypothesis.probes.map((activity) => {
      const output = activity.name === 'answered' ? steady.answered : steady.p99Ms
      const [least, most] = activity.tolerance.range
      return { activity, status: 'succeeded', output, tolerance_met: output >= least && output <= most, ...spanOf(at, at) }
    })
    return { steady_state_met: probes.every((probe) => probe.tolerance_met), probes }
  }
  return {
    platform: 'quint-build',
    experiment: document,
    ...spanOf(startedAt, endedAt),
    status: 'completed',
    deviated: !held,
    steady_states: { before: stateOf(before, struckAt), after: stateOf(after, endedAt) },
    run: document.method.map((activity) => ({ activity, status: 'succeeded', output: null, ...spanOf(struckAt, healedAt) })),
    rollbacks: document.rollbacks.map((activity) => ({
      activity,
      status: rolledBack ? 'succeeded' : 'failed',
      output: null,
      ...spanOf(healedAt, healedAt),
    })),
  }
}

function spanOf(from: number, to: number): { readonly start: string; readonly end: string; readonly duration: number } {
  return { start: new Date(from).toISOString(), end: new Date(to).toISOString(), duration: (to - from) / 1000 }
}
