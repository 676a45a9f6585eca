/** Jobs as an operator sees them: how many wait and for how long, how they end, and how long each step takes. */
import type { Database } from '@quint/db/database.ts'
import { count, measure, observe } from '@quint/telemetry/metrics.ts'

export function countEnd(kind: string, outcome: 'done' | 'failed' | 'cancelled'): void {
  count('quint.jobs.ended', { 'quint.job.kind': kind, 'quint.job.outcome': outcome })
}

export async function observeStep<T>(kind: string, step: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work()
  } finally {
    measure('quint.job.step.duration', (performance.now() - started) / 1000, { 'quint.job.kind': kind, 'quint.job.step': step })
  }
}

/** Asked for when somebody collects; every process of a service says the same. */
export function observeBacklog(database: Database): Disposable {
  const owned = new DisposableStack()
  const ask = () => database.query<Backlog>('select kind, waiting, oldest_seconds as "oldestSeconds" from job_backlog()')
  owned.use(
    observe('quint.jobs.waiting', async (report) => {
      for (const { kind, waiting } of await ask()) report(waiting, { 'quint.job.kind': kind })
    }),
  )
  owned.use(
    observe('quint.jobs.age', async (report) => {
      for (const { kind, oldestSeconds } of await ask()) report(oldestSeconds, { 'quint.job.kind': kind })
    }),
  )
  return owned
}

interface Backlog {
  readonly kind: string
  readonly waiting: number
  readonly oldestSeconds: number
}
