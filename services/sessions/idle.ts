/** Abandons sessions that nobody has answered for a while, in small batches; any number of instances may run it at once. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { abandoned } from './events.ts'
import { abandonIdle } from './store.ts'

export interface IdleOptions {
  readonly database: Database
  readonly hours: number
  readonly everyMs: number
  readonly log: Log
}

const batch = 200

export function startIdleJob(options: IdleOptions): AsyncDisposable {
  const stop = new AbortController()
  const running = run(options, stop.signal)
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
    },
  }
}

async function run(options: IdleOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const ended = await abandonIdleSessions(options.database, options.hours)
      if (ended > 0) options.log.info('idle sessions were abandoned', { sessions: ended })
      if (ended === batch) continue
    } catch (error) {
      options.log.error('idle sessions could not be abandoned', error)
    }
    await sleep(options.everyMs, signal)
  }
}

/** @returns how many were ended: at most a batch. */
export function abandonIdleSessions(database: Database, hours: number): Promise<number> {
  return database.asService(async (tx) => {
    const ended = await abandonIdle(tx, { hours, most: batch })
    for (const session of ended) await abandoned(tx, { ...session, reason: 'idle' })
    return ended.length
  })
}
