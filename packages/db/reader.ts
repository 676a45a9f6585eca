/** Reads on a replica that miss nothing: it is asked only once it has replayed what the primary had committed when the read began. */
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type pg from 'pg'
import type { Tx } from './database.ts'

type Transact = <T>(userId: string, work: (tx: Tx) => Promise<T>) => Promise<T>

export interface Servers {
  readonly primary: pg.Pool
  readonly replica: pg.Pool
  readonly onPrimary: Transact
  readonly onReplica: Transact
}

/** A replica that is further behind is not waited for. */
const longestWaitMs = 100
const pollMs = 5
/** How long a replica that did not answer is left alone. */
const restMs = 5000

/**
 * What a learner wrote, by whichever instance of a service, is part of what the primary has committed: so asking the primary for its
 * position, which touches no table, is all that reading one's own writes needs. What the replica cannot give in time, the primary does.
 */
export function openReader({ primary, replica, onPrimary, onReplica }: Servers): Transact {
  let restsUntil = 0
  return async (userId, work) => {
    if (performance.now() < restsUntil) return onPrimary(userId, work)
    try {
      if (await caughtUp(primary, replica)) return await onReplica(userId, work)
    } catch (error) {
      // What the work itself refuses is its answer; everything else, also a conflict with what is replayed, the primary settles.
      if (error instanceof Failure && error.code !== 'unavailable') throw error
      restsUntil = performance.now() + restMs
    }
    return onPrimary(userId, work)
  }
}

async function caughtUp(primary: pg.Pool, replica: pg.Pool): Promise<boolean> {
  const { rows } = await primary.query<{ lsn: string }>({ name: 'position', text: 'select pg_current_wal_flush_lsn()::text as lsn' })
  const deadline = performance.now() + longestWaitMs
  do {
    // Null on a server that replays nothing: a replica that was promoted has gone its own way.
    const seen = await replica.query<{ reached: boolean }>({
      name: 'reached',
      text: 'select coalesce(pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as reached',
      values: [rows[0]?.lsn],
    })
    if (seen.rows[0]?.reached === true) return true
    await sleep(pollMs)
  } while (performance.now() < deadline)
  return false
}
