/** Deletes what is past its time, in batches, now and then: nothing grows for ever. */
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'

export interface SweepOptions {
  readonly name: string
  /** Deletes at most `sweepBatch` rows; returns how many. */
  readonly sweep: () => Promise<number>
  readonly log: Log
  readonly everyMs?: number
}

export const sweepBatch = 1000
const tenMinutesMs = 600_000

export function startSweep({ name, sweep, log, everyMs = tenMinutesMs }: SweepOptions): AsyncDisposable {
  return startRepeating({ name, everyMs, work: async () => ((await sweep()) >= sweepBatch ? 'more' : 'done'), log })
}
