/** Deletes what is past its time, in batches, now and then: nothing grows for ever. */
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface SweepOptions {
  readonly name: string
  /** Deletes at most `sweepBatch` rows; returns how many. */
  readonly sweep: () => Promise<number>
  readonly log: Log
  readonly everyMs?: number
}

export const sweepBatch = 1000
const tenMinutesMs = 600_000

export function startSweep(options: SweepOptions): AsyncDisposable {
  const stop = new AbortController()
  const running = run(options, stop.signal)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}

async function run({ name, sweep, log, everyMs = tenMinutesMs }: SweepOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await sweep()) >= sweepBatch) continue
    } catch (error) {
      log.error('what is past its time could not be deleted', error, { name })
    }
    await sleep(everyMs, signal)
  }
}
