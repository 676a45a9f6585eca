/** Takes away what has had its time: answers kept under keys, links, tickets, grants, devices that are long signed out. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { prune } from './store.ts'

const tenMinutesMs = 600_000
const atOnce = 1000

/** Any number of instances may run it at once. */
export function startHousekeeping({ database, log }: { readonly database: Database; readonly log: Log }): AsyncDisposable {
  return startRepeating({
    name: 'identity.housekeeping',
    everyMs: tenMinutesMs,
    async work() {
      return (await database.asService((tx) => prune(tx, atOnce))) >= atOnce ? 'more' : 'done'
    },
    log,
  })
}
