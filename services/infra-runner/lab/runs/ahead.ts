/** How many runs come before one that waits. */
import type { Tx } from '@quint/db/database.ts'
import { placeOf } from '@quint/jobs/store.ts'
import type { RunRow } from './run-store.ts'

export async function aheadOf(tx: Tx, { status, jobId }: RunRow): Promise<number> {
  return status === 'waiting' ? ((await placeOf(tx, jobId))?.ahead ?? 0) : 0
}
