/** Computes the boards now and then, so that reading one costs an index; any number of instances may run it at once. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { computeBoard, type Window, windows } from './store.ts'

export interface ComputingOptions {
  readonly database: Database
  readonly everyMs: number
  readonly log: Log
}

export function startComputing({ database, everyMs, log }: ComputingOptions): AsyncDisposable {
  return startRepeating({
    name: 'boards',
    everyMs,
    async work() {
      await computeBoards(database)
      return 'done'
    },
    log,
  })
}

/** Each window in a transaction of its own. */
export async function computeBoards(database: Database): Promise<void> {
  for (const window of Object.keys(windows) as Window[]) await database.asService((tx) => computeBoard(tx, window))
}
