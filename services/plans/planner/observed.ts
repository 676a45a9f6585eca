/** Measures what waits to be told, whenever somebody collects. */
import type { Database } from '@quint/db/database.ts'
import { observe } from '@quint/telemetry/metrics.ts'
import { backlog } from './reminder-store.ts'

export function observeReminders(database: Database): readonly Disposable[] {
  const ask = () => database.asService((tx) => backlog(tx, new Date()))
  return [
    observe('quint.reminders.overdue', async (report) => report((await ask()).overdueSeconds, {})),
    observe('quint.reminders.unpushed', async (report) => report((await ask()).unpushed, {})),
  ]
}
