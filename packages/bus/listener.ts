/** Wakes a loop when Postgres notifies a channel, and now and then anyway: a notification can be lost with its connection. */
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { standOn } from './standing.ts'

export interface Listener extends AsyncDisposable {
  /** Fulfilled by the next notification, by one since the last call, after the poll time or a shorter one, or when the signal is aborted. */
  next(mostMs?: number): Promise<void>
}

export interface ListenerOptions {
  readonly database: Pick<Database, 'listen'>
  readonly channel: string
  /** Which payloads wake; all without it. */
  readonly concerns?: (payload: string) => boolean
  readonly signal: AbortSignal
  /** How long one waits at most while nobody would be told. */
  readonly pollMs: number
  /** The same while the channel is listened to; `pollMs` without it. */
  readonly restMs?: number
}

export function startListener(options: ListenerOptions): Listener {
  const { pollMs, restMs = pollMs } = options
  let pending = true
  let listening = false
  let wake = (): void => undefined
  const notify = (): void => {
    pending = true
    wake()
  }
  const connected = stayConnected(options, {
    notify,
    // What was missed before, and what will be from now on, is looked for.
    turn(now) {
      listening = now
      notify()
    },
  })
  return {
    async next(mostMs = Number.POSITIVE_INFINITY) {
      if (!pending) {
        const woken = new AbortController()
        // A reason of our own spares the one with a stack that every abort makes.
        wake = () => woken.abort('woken')
        await sleep(Math.min(listening ? restMs : pollMs, mostMs), AbortSignal.any([options.signal, woken.signal]))
      }
      pending = false
    },
    [Symbol.asyncDispose]: () => connected,
  }
}

interface Ears {
  notify(): void
  /** With the connection that is told, and without it. */
  turn(listening: boolean): void
}

async function stayConnected(options: ListenerOptions, ears: Ears): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await listenOnce(options, ears)
    } catch {
      // The poll goes on meanwhile; the loop that polls reports a database that is gone.
      await sleep(options.pollMs, options.signal)
    }
  }
}

/** Ends with its connection, or with the signal. */
async function listenOnce(options: ListenerOptions, ears: Ears): Promise<void> {
  const { client, leave } = await standOn(options.database)
  const { promise, resolve } = Promise.withResolvers<void>()
  const stopped = (): void => resolve()
  const told = ({ channel, payload = '' }: { readonly channel: string; readonly payload?: string | undefined }): void => {
    if (channel === options.channel && (options.concerns?.(payload) ?? true)) ears.notify()
  }
  options.signal.addEventListener('abort', stopped, { once: true })
  client.on('notification', told).on('error', stopped).on('end', stopped)
  let inDoubt = true
  try {
    // Whoever shares the connection may listen to the same channel, so nobody stops listening before it ends.
    if (!options.signal.aborted) await client.query(`listen ${options.channel}`)
    ears.turn(true)
    if (!options.signal.aborted) await promise
    inDoubt = !options.signal.aborted
  } finally {
    ears.turn(false)
    options.signal.removeEventListener('abort', stopped)
    client.off('notification', told).off('error', stopped).off('end', stopped)
    await leave(inDoubt)
  }
}
