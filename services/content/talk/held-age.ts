/** Measures how long videos and comments have waited for a moderator, whenever somebody collects. */
import type { Database } from '@quint/db/database.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import { listHeld } from './comment-store.ts'

const first = { at: 0, id: '00000000-0000-0000-0000-000000000000', limit: 1 }

export function observeHeld(database: Database, now: () => Date): Disposable {
  return observe('quint.videos.held.age', async (report) => {
    const [oldest] = await database.asService((tx) => listHeld(tx, first))
    report(oldest === undefined ? 0 : Math.max(0, (now().getTime() - Date.parse(oldest.createdAt)) / 1000), {})
  })
}
