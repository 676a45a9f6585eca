/** One holder of a name at a time among processes: a session advisory lock on a connection of its own. */
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface Lease extends AsyncDisposable {
  held(): boolean
}

export interface LeaseOptions {
  readonly database: Pick<Database, 'listen'>
  readonly name: string
  readonly signal: AbortSignal
}

const retryMs = 200

export function lease(options: LeaseOptions): Lease {
  let holding = false
  const running = hold(options, (now) => {
    holding = now
  })
  return { held: () => holding, [Symbol.asyncDispose]: () => running }
}

async function hold(options: LeaseOptions, report: (holding: boolean) => void): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await holdOnce(options, report)
    } catch {
      await sleep(retryMs, options.signal)
    }
  }
}

/** Ends with its connection, or with the signal. */
async function holdOnce(options: LeaseOptions, report: (holding: boolean) => void): Promise<void> {
  const client = await options.database.listen()
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  const stopped = (): void => resolve()
  options.signal.addEventListener('abort', stopped, { once: true })
  try {
    client.on('error', stopped).on('end', stopped)
    while (!options.signal.aborted) {
      const answer = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [options.name])
      if (answer.rows[0]?.locked === true) {
        report(true)
        return await lost
      }
      await sleep(retryMs, options.signal)
    }
  } finally {
    report(false)
    options.signal.removeEventListener('abort', stopped)
    await client.end().catch(() => undefined)
  }
}
