/** What nobody else would end: submissions that take too long, and what was deployed for one that is gone. */
import type { Database } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import type { Log } from '@quint/runtime/log.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { addDesignEvent } from '../submission/audit-store.ts'
import * as store from '../submission/submission-store.ts'
import type { Provisioning } from './provisioning.ts'

export interface KeepingHouse {
  readonly database: Database
  readonly provisioning: Provisioning
  readonly log: Log
}

export async function keepHouse({ database, provisioning, log }: KeepingHouse): Promise<'done'> {
  for (const { id, userId, jobId } of await database.asService((tx) => store.overdue(tx)))
    await database.asLearner(userId, async (tx) => {
      const stopping = jobId !== null && (await jobs.cancel(tx, jobId))
      // Its job is over or never was: nobody else says so.
      if (!stopping)
        await store.endSubmission(tx, id, { status: 'EXPIRED', error: 'deadline', message: 'It took longer than a submission may take.' })
    })
  for (const namespace of await provisioning.sweep(Date.now())) {
    count('quint.design.orphans', {})
    log.warn('an orphaned deployment was removed', { name: namespace })
    await database.asService((tx) => addDesignEvent(tx, 'deployment.orphan_removed', { namespace }))
  }
  return 'done'
}
