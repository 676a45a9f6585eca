/** One holder of a name at a time among processes: a session advisory lock on a connection that stands. */
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Standing, standOn } from './standing.ts'

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
  const standing = await standOn(options.database)
  const { client } = standing
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  const stopped = (): void => resolve()
  options.signal.addEventListener('abort', stopped, { once: true })
  client.on('error', stopped).on('end', stopped)
  let inDoubt = true
  try {
    if (await obtained(standing, options)) {
      report(true)
      await lost
      report(false)
      await giveBack(standing, options.name)
    }
    inDoubt = !options.signal.aborted
  } finally {
    report(false)
    options.signal.removeEventListener('abort', stopped)
    client.off('error', stopped).off('end', stopped)
    await standing.leave(inDoubt)
  }
}

/** @returns false when the signal was aborted before. */
async function obtained({ client, names }: Standing, { name, signal }: LeaseOptions): Promise<boolean> {
  while (!signal.aborted) {
    // The server would give the lock again to the session that has it, and so to everyone who shares the connection.
    if (!names.has(name)) {
      names.add(name)
      const answer = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [name])
      if (answer.rows[0]?.locked === true) return true
      names.delete(name)
    }
    await sleep(retryMs, signal)
  }
  return false
}

async function giveBack({ client, names }: Standing, name: string): Promise<void> {
  await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  names.delete(name)
}
