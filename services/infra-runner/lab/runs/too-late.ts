/** The verdict of a run that has taken too long by the clock, which is nobody's mistake. */
import type { LabEvent, LabVerdict } from '../run.ts'

/** Where a run is. */
export type Stage = Extract<LabEvent, { kind: 'progress' }>['stage']

export function tooLate(seed: number, stage: Stage): LabVerdict {
  const explanation =
    stage === 'building'
      ? 'Building the program took too long and was stopped: try again, as much of what it stands on is built by now.'
      : 'The run took too long and was stopped: ask for fewer nodes, fewer seconds or a lower rate.'
  return { kind: 'verdict', result: 'unknown', anomaly: '', explanation, seed, witness: null }
}
