/** Abandons sessions that nobody has answered for a while, in small batches; any number of instances may run it at once. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { abandoned } from './events.ts'
import { abandonIdle as abandonIdleInterviews } from './interview/duty-store.ts'
import { abandonIdle } from './store.ts'

export interface IdleOptions {
  readonly database: Database
  readonly hours: number
  readonly everyMs: number
  readonly log: Log
}

const batch = 200

export function startIdleJob({ database, hours, everyMs, log }: IdleOptions): AsyncDisposable {
  return startRepeating({
    name: 'idle.sessions',
    everyMs,
    async work() {
      const interviews = await database.asService((tx) => abandonIdleInterviews(tx, { hours, most: batch }))
      const ended = await abandonIdleSessions(database, hours)
      if (ended > 0) log.info('idle sessions were abandoned', { sessions: ended })
      return ended === batch || interviews === batch ? 'more' : 'done'
    },
    log,
  })
}

/** @returns how many were ended: at most a batch. */
export function abandonIdleSessions(database: Database, hours: number): Promise<number> {
  return database.asService(async (tx) => {
    const ended = await abandonIdle(tx, { hours, most: batch })
    for (const session of ended) await abandoned(tx, { ...session, reason: 'idle' })
    return ended.length
  })
}
