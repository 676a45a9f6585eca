/** Work that is done again and again beside a service, one run at a time, until it is disposed of. */
import type { Log } from './log.ts'
import { sleep } from './sleep.ts'

export interface RepeatingOptions {
  /** What the work is called in the log: words joined by dots. */
  readonly name: string
  /** The pause between the end of a run and the next one. */
  readonly everyMs: number
  /** Returns 'more' to be run again without a pause. A run that throws is logged, and the next one comes after the pause. */
  readonly work: (signal: AbortSignal) => Promise<'more' | 'done'>
  readonly log: Log
}

/** The first run begins at once. Disposal waits for the run in hand. */
export function startRepeating(options: RepeatingOptions): AsyncDisposable {
  const stop = new AbortController()
  const running = run(options, stop.signal)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}

async function run({ name, everyMs, work, log }: RepeatingOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await work(signal)) === 'more') continue
    } catch (error) {
      log.error('repeating work has failed', error, { name })
    }
    await sleep(everyMs, signal)
  }
}
