/** When learners were last here, to within some minutes; no request waits for it. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { touchActivity } from './store.ts'

export interface Activity extends AsyncDisposable {
  /** Somebody is here, who is known to be who they say. */
  seen(userId: string): void
}

export interface ActivityOptions {
  readonly database: Database
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const everySeconds = 300
const mostRemembered = 10_000

export function openActivity({ database, log, now = Date.now }: ActivityOptions): Activity {
  const touched = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  const touch = async (userId: string): Promise<void> => {
    try {
      await database.asLearner(userId, (tx) => touchActivity(tx, userId, everySeconds))
    } catch (error) {
      log.error('when a learner was here could not be noted', error, { userId })
    }
  }
  return {
    seen(userId) {
      const last = touched.get(userId)
      if (last !== undefined && now() - last < everySeconds * 1000) return
      if (touched.size >= mostRemembered) touched.clear()
      touched.set(userId, now())
      const work = touch(userId).finally(() => underWay.delete(work))
      underWay.add(work)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(underWay)
    },
  }
}
