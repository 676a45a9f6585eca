/** Hears of devices that were signed out, by whichever gateway: their tokens and what they hold open end at once. */
import { startListener } from '@quint/bus/listener.ts'
import type { Database } from '@quint/db/database.ts'
import type { LivingDevices } from '../../http/living-devices.ts'

/** Where the table of devices tells of them; the payload is the learner's id. */
const channel = 'identity_signed_out'
/** How often all that is open is looked at, in case a word was lost with its connection. */
const pollMs = 60_000

export function startHearing(database: Pick<Database, 'listen'>, devices: Pick<LivingDevices, 'recheck' | 'recheckAll'>): AsyncDisposable {
  const stop = new AbortController()
  const listener = startListener({
    database,
    channel,
    concerns: (userId) => {
      void devices.recheck(userId)
      return false
    },
    signal: stop.signal,
    pollMs,
  })
  const running = (async () => {
    while (!stop.signal.aborted) {
      await listener.next()
      if (!stop.signal.aborted) await devices.recheckAll()
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all([running, listener[Symbol.asyncDispose]()])
    },
  }
}
