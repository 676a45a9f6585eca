/** Gives sessions from before there were words to search by theirs, some at a time; any number of instances may run it at once. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { wordOldSessions } from './search-store.ts'

/** Slow enough that learners do not feel it: fifty sessions a second. */
const everyMs = 10_000

export function startWording({ database, log }: { readonly database: Database; readonly log: Log }): AsyncDisposable {
  return startRepeating({
    name: 'search.words',
    everyMs,
    async work() {
      await wordOldSessions(database)
      return 'done'
    },
    log,
  })
}
