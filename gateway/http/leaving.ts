/** How the gateway takes leave: readiness off, clients sent elsewhere, streams told to go on elsewhere, requests in hand finished. */
import type { Server } from 'node:http'
import { sleep } from '@quint/runtime/sleep.ts'

export interface Leaving {
  /** True once the process takes leave; it answers all the same. */
  begun(): boolean
  /** Aborted when open streams are to end after the event in hand: their readers go on elsewhere. */
  readonly streams: AbortSignal
  close(server: Server): Promise<void>
}

export interface LeavingOptions {
  /** How long requests are taken after readiness is off. */
  readonly leadMs: number
  /** How long requests in hand may take to end. */
  readonly drainMs: number
}

const sweepMs = 100

export function openLeaving(options: LeavingOptions): Leaving {
  const streams = new AbortController()
  let begun = false
  return {
    begun: () => begun,
    streams: streams.signal,
    async close(server) {
      begun = true
      // Clients come back over another connection.
      server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'))
      await sleep(options.leadMs)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      streams.abort()
      // A connection whose request came before the farewell stays open after its answer, and is idle only then.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
      const force = setTimeout(() => server.closeAllConnections(), options.drainMs)
      await closed
      clearInterval(sweep)
      clearTimeout(force)
    },
  }
}
