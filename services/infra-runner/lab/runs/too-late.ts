/** How long a run may take by the clock, and the verdict of one that took longer, which is nobody's mistake. */
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

export interface TimeLeft extends Disposable {
  /** Aborted when it is over. */
  readonly over: AbortSignal
  /** From now on the run itself is what takes time. */
  built(): void
}

/** What building takes, such as of all that a first program stands on, is not taken from the run. */
export function openTime({ buildMs, runMs }: { readonly buildMs: number; readonly runMs: number }): TimeLeft {
  const controller = new AbortController()
  const within = (ms: number) => setTimeout(() => controller.abort(), ms).unref()
  let timer = within(buildMs)
  let isBuilt = false
  return {
    over: controller.signal,
    built() {
      if (isBuilt) return
      isBuilt = true
      clearTimeout(timer)
      timer = within(runMs)
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
