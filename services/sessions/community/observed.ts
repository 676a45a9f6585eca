/** Measures how much waits for a moderator, whenever somebody collects. */
import type { Database } from '@quint/db/database.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import { queueSize } from './moderation-store.ts'

export function observeQueue(database: Database): readonly Disposable[] {
  return [
    observe('quint.moderation.waiting', async (report) => report((await database.asService(queueSize)).waiting, {})),
    observe('quint.moderation.age', async (report) => report((await database.asService(queueSize)).oldestSeconds, {})),
  ]
}
