/** Keeps the monthly parts of a service's tables: those to come are made ahead, those past their time are dropped. */
import path from 'node:path'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import type { Database } from './database.ts'

/** Before the migration that partitions a table by range of a column of time and names it in `partitioned`. */
export const monthsMigrations = path.join(import.meta.dirname, 'migrations')

export interface Part {
  /** The table's name, then _202601. */
  readonly part: string
  readonly verb: 'made' | 'dropped'
}

const sixHoursMs = 21_600_000

export function keepMonths(database: Database): Promise<readonly Part[]> {
  return database.query<Part>('select part, verb from keep_months()')
}

/** Any number of instances may run it at once. */
export function startMonths({ database, log }: { readonly database: Database; readonly log: Log }): AsyncDisposable {
  return startRepeating({
    name: 'months',
    everyMs: sixHoursMs,
    async work() {
      for (const { part, verb } of await keepMonths(database)) log.info(`a monthly part of a table was ${verb}`, { name: part })
      return 'done'
    },
    log,
  })
}
